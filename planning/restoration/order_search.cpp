#include "planning/restoration/order_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planning::restoration {

namespace {
constexpr std::size_t mostKept = 4'000'000; // amounts in snapshots
constexpr std::size_t longestRipple = 600;  // works decoded anew behind the changed stretch
constexpr std::int64_t looksAtClock = 16;   // moves between two looks
constexpr double coldest = 0.01;            // share of the first temperature that is left
} // namespace

OrderSearch::OrderSearch(const Model& model, const Plan& start, std::uint64_t seed)
    : model_{model}, random_{seed}, ledger_{model}, times_{model},
      moves_{model, order_, place_, times_}, best_{start}
{
    std::vector<Index> all = start.order;
    std::vector<char> listed(model.tasks(), 0);
    std::vector<Index> missing;
    for (const Index task : start.order) {
        listed[task] = 1;
    }
    for (Index task = 0; task < model.tasks(); ++task) {
        if (listed[task] == 0) {
            missing.push_back(task);
        }
    }
    all.insert(all.end(), missing.begin(), missing.end());
    order_ = withForerunners(model, all);
    width_ = ledger_.state().size();
    stride_ = std::max<std::size_t>(1, order_.size() * width_ / mostKept);
    stride_ = std::max<std::size_t>(stride_, order_.size() > 2000 ? 8 : 1);
    place_.resize(model.tasks());
    startOver();
}

/// Decodes the whole order.
void OrderSearch::startOver()
{
    const std::size_t n = order_.size();
    kept_.resize((n / stride_ + 1) * width_);
    fresh_.resize(kept_.size());
    ledger_.reset();
    period_.assign(model_.tasks(), model_.periods);
    planned_ = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Index task = order_[i];
        place_[task] = i;
        if (i % stride_ == 0) {
            std::ranges::copy(ledger_.state(),
                              kept_.begin() + static_cast<std::ptrdiff_t>(i / stride_ * width_));
        }
        period_[task] = ledger_.place(task, 0, period_);
        planned_ = period_[task] < model_.periods ? i + 1 : planned_;
    }
    steps_ += static_cast<std::int64_t>(n);
    times_.reset(period_);
    if (times_.value() > best_.value) {
        best_ = {order_, period_, times_.value()};
    }
}

void OrderSearch::run(const Pace& pace, double heat)
{
    if (order_.size() < 2 || pace.over(0)) {
        return;
    }
    const std::int64_t began = steps();
    const std::int64_t refresh = 50 * static_cast<std::int64_t>(order_.size());
    std::int64_t accepted = 0;
    const double hot = static_cast<double>(std::max<Amount>(times_.value(), 1)) * heat /
                       static_cast<double>(std::max<std::size_t>(20, planned_));
    double temperature = hot;
    for (std::int64_t i = 0;; ++i) {
        if (i % looksAtClock == 0) {
            const double done = pace.done(steps() - began);
            if (done >= 1) {
                break;
            }
            temperature = hot * std::pow(coldest, done);
        }
        if (attempt(temperature) && ++accepted % refresh == 0) {
            startOver();
        }
    }
    startOver();
}

bool OrderSearch::attempt(double temperature)
{
    ++tried_;
    const std::size_t n = order_.size();
    const std::size_t limit = std::min(n, planned_ + std::max<std::size_t>(5, n / 20));
    Move move;
    moves_.propose(random_, limit, move);
    if (move.from.empty()) {
        return false;
    }
    std::size_t from = std::min(move.from.front(), move.to);
    std::size_t to = std::max(move.from.back(), move.to) + 1;
    if (!move.later.empty()) {
        from = std::min(from, move.later.front());
        to = std::max(to, move.behind + 1);
    }
    // The blocks come out; one goes back in before what stood at move.to, the other behind.
    old_order_.assign(order_.begin() + static_cast<std::ptrdiff_t>(from),
                      order_.begin() + static_cast<std::ptrdiff_t>(std::min(to, n)));
    std::size_t write = from;
    const auto put = [&](Index task) {
        place_[task] = write;
        order_[write++] = task;
    };
    const auto putAll = [&](const std::vector<std::size_t>& block) {
        for (const std::size_t p : block) {
            put(old_order_[p - from]);
        }
    };
    std::size_t next = 0, next_later = 0;
    for (std::size_t i = from; i < to && i < n; ++i) {
        if (i == move.to) {
            putAll(move.from);
        }
        if (next < move.from.size() && move.from[next] == i) {
            ++next;
        } else if (next_later < move.later.size() && move.later[next_later] == i) {
            ++next_later;
        } else {
            put(old_order_[i - from]);
        }
        if (!move.later.empty() && i == move.behind) {
            putAll(move.later);
        }
    }
    if (move.to >= n) {
        putAll(move.from);
    }

    const auto restore = [&] {
        for (std::size_t i = 0; i < old_order_.size(); ++i) {
            order_[from + i] = old_order_[i];
            place_[old_order_[i]] = from + i;
        }
    };
    if (!inOrder(from, to) || !decodeFrom(from, to)) {
        takeBack();
        restore();
        return false;
    }
    const Amount had = times_.value();
    times_.change(changes_);
    const Amount now = times_.value();
    if (now >= had || random_.unit() < std::exp(static_cast<double>(now - had) / temperature)) {
        accept(to);
        if (now > best_.value) {
            best_ = {order_, period_, now};
        }
        return true;
    }
    times_.undo();
    takeBack();
    restore();
    return false;
}

bool OrderSearch::inOrder(std::size_t from, std::size_t to) const
{
    if (!model_.any_after) {
        return true;
    }
    for (std::size_t i = from; i < to; ++i) {
        for (const Index first : model_.task_after[order_[i]]) {
            if (place_[first] > i) {
                return false;
            }
        }
    }
    return true;
}

/// Periods of all works from the first changed position on, until the rest stays as it is. False
/// when that goes on for too long. Changes go to changes_, what was before to before_.
bool OrderSearch::decodeFrom(std::size_t from, std::size_t to)
{
    changes_.clear();
    before_.clear();
    const std::size_t n = order_.size();
    const std::size_t first = from / stride_;
    ledger_.restore(kept_.data() + first * width_);
    for (std::size_t i = first * stride_; i < from; ++i) {
        const Index task = order_[i];
        if (period_[task] < model_.periods) {
            ledger_.place(task, period_[task], period_);
        }
    }
    fresh_from_ = fresh_to_ = from / stride_ + 1;
    const std::size_t last = n > 4 * longestRipple ? std::min(n, to + longestRipple) : n;
    for (std::size_t i = from;; ++i) {
        ++steps_;
        if (i % stride_ == 0 && i > from) {
            const std::size_t at = i / stride_;
            std::ranges::copy(ledger_.state(),
                              fresh_.begin() + static_cast<std::ptrdiff_t>(at * width_));
            fresh_to_ = at + 1;
            if (i >= to && canStop(i)) {
                fresh_to_ = at;
                return true;
            }
        }
        if (i >= n) {
            return true;
        }
        if (i >= last) {
            return false;
        }
        const Index task = order_[i];
        const int now = ledger_.place(task, 0, period_);
        if (now != period_[task]) {
            before_.emplace_back(task, period_[task]);
            changes_.emplace_back(task, now);
            period_[task] = now;
        }
    }
}

/// Everything behind may stay: no less is left than was, and nothing waits for a work that is later
/// now.
bool OrderSearch::canStop(std::size_t at)
{
    const Amount* was = kept_.data() + at / stride_ * width_;
    const std::vector<Amount>& now = ledger_.state();
    for (std::size_t i = 0; i < width_; ++i) {
        if (model_.any_spread ? now[i] != was[i] : now[i] < was[i]) {
            return false;
        }
    }
    for (const auto& [task, period] : changes_) {
        for (const Index later : model_.task_before[task]) {
            if (place_[later] >= at && (model_.any_spread || period_[later] < period)) {
                return false;
            }
        }
    }
    return true;
}

void OrderSearch::takeBack()
{
    for (const auto& [task, period] : before_) {
        period_[task] = period;
    }
    before_.clear();
    changes_.clear();
}

void OrderSearch::accept(std::size_t to)
{
    times_.keep();
    if (fresh_to_ > fresh_from_) {
        std::copy(fresh_.begin() + static_cast<std::ptrdiff_t>(fresh_from_ * width_),
                  fresh_.begin() + static_cast<std::ptrdiff_t>(fresh_to_ * width_),
                  kept_.begin() + static_cast<std::ptrdiff_t>(fresh_from_ * width_));
    }
    std::size_t last = std::max(planned_, to);
    for (const auto& [task, period] : changes_) {
        last = period < model_.periods ? std::max(last, place_[task] + 1) : last;
    }
    last = std::min(last, order_.size());
    while (last > 0 && period_[order_[last - 1]] >= model_.periods) {
        --last;
    }
    planned_ = last;
    before_.clear();
    changes_.clear();
}

} // namespace planning::restoration
