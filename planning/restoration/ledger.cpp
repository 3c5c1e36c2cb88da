#include "planning/restoration/ledger.h"

#include <algorithm>

namespace planning::restoration {

Ledger::Ledger(const Model& model) : model_{model}, periods_{model.periods}
{
    for (const ModelResource& r : model.resources) {
        empty_.insert(empty_.end(), r.supply.begin(), r.supply.end());
    }
    state_ = empty_;
}

bool Ledger::fits(Index task, int t, int& next) const
{
    const Amount* use = model_.use(task);
    const std::uint64_t spread = model_.task_spread[task];
    for (std::size_t k = 0; k < model_.kinds(); ++k) {
        if (use[k] == 0 || ((spread >> k) & 1U) != 0) {
            continue;
        }
        if (left(k, t) < use[k]) {
            next = t + 1;
            if (model_.resources[k].kind == SupplyKind::stock) {
                while (next < periods_ && left(k, next) < use[k]) {
                    ++next;
                }
            }
            return false;
        }
    }
    return true;
}

int Ledger::place(Index task, int from, int ready)
{
    int t = std::max({from, ready, model_.task_release[task]});
    const std::uint64_t spread = model_.task_spread[task];
    for (std::size_t k = 0; spread != 0 && k < model_.kinds(); ++k) {
        if (((spread >> k) & 1U) != 0) {
            t = std::max(t, spreadEnd(task, k, ready));
        }
    }
    while (true) {
        t = model_.nextOpen(task, t);
        if (t >= periods_) {
            return periods_;
        }
        int next = 0;
        if (fits(task, t, next)) {
            break;
        }
        t = next;
    }
    const Amount* use = model_.use(task);
    for (std::size_t k = 0; k < model_.kinds(); ++k) {
        if (use[k] == 0) {
            continue;
        }
        if (model_.resources[k].kind == SupplyKind::stock) {
            bookStock(k, t, use[k]);
        } else if (((spread >> k) & 1U) != 0) {
            bookSpread(task, k, ready);
        } else {
            state_[k * static_cast<std::size_t>(periods_) + static_cast<std::size_t>(t)] -= use[k];
        }
    }
    return t;
}

void Ledger::bookStock(std::size_t k, int t, Amount use)
{
    Amount* row = state_.data() + k * static_cast<std::size_t>(periods_);
    for (int s = t; s < periods_; ++s) {
        row[s] -= use;
    }
    for (int s = t - 1; s >= 0 && row[s] > row[t]; --s) {
        row[s] = row[t];
    }
}

int Ledger::spreadEnd(Index task, std::size_t k, int ready) const
{
    Amount open = model_.use(task)[k];
    for (int t = model_.nextOpen(task, ready); t < periods_; t = model_.nextOpen(task, t + 1)) {
        open -= left(k, t);
        if (open <= 0) {
            return t;
        }
    }
    return periods_;
}

void Ledger::bookSpread(Index task, std::size_t k, int ready)
{
    Amount open = model_.use(task)[k];
    for (int t = model_.nextOpen(task, ready); open > 0; t = model_.nextOpen(task, t + 1)) {
        Amount& here = state_[k * static_cast<std::size_t>(periods_) + static_cast<std::size_t>(t)];
        const Amount taken = std::min(open, here);
        here -= taken;
        open -= taken;
    }
}

} // namespace planning::restoration
