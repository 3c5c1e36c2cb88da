#pragma once
// What is left of every resource in every period while works are booked one after the other.
#include "planning/restoration/model.h"

#include <algorithm>

namespace planning::restoration {

/// Copyable and cheap to copy: a snapshot is a copy of state().
class Ledger {
public:
    explicit Ledger(const Model& model);

    /// Books the task into the first period from `from` on in which it fits without touching what
    /// is booked already; returns that period, or `periods` when there is none (nothing booked).
    /// Work content that is spread takes what is left from its first permitted period on, counted
    /// from `ready` (when the works before it are finished).
    int place(Index task, int from, int ready = 0);
    /// The same, ready when the works before it are finished; `period` holds those of all tasks.
    int place(Index task, int from, const std::vector<int>& period)
    {
        int ready = 0;
        for (const Index before : model_.task_after[task]) {
            ready = std::max(ready, period[before]);
        }
        return place(task, from, ready);
    }

    void reset() { state_ = empty_; }
    const std::vector<Amount>& state() const { return state_; }
    void restore(const std::vector<Amount>& state) { state_ = state; }
    void restore(const Amount* state) { std::copy_n(state, state_.size(), state_.begin()); }

    /// The most of resource k a task finished in t can still use.
    Amount left(std::size_t k, int t) const
    {
        return state_[k * static_cast<std::size_t>(periods_) + static_cast<std::size_t>(t)];
    }

private:
    bool fits(Index task, int t, int& blockedUntil) const;
    void bookStock(std::size_t k, int t, Amount use);
    int spreadEnd(Index task, std::size_t k, int ready) const;
    void bookSpread(Index task, std::size_t k, int ready);

    const Model& model_;
    int periods_;
    // resource × period. Stock: what may be booked at t at most, so that no later period falls
    // short (never falls with t). Per period: what is left in t.
    std::vector<Amount> empty_, state_;
};

} // namespace planning::restoration
