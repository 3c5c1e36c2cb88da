#include "planning/restoration/paths.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planning::restoration {

namespace {

/// A sum of amounts that stays above all works together (scaled to less than 2^60) and never
/// overflows.
Amount together(Amount a, Amount b)
{
    constexpr Amount plenty = Amount{1} << 61;
    return a >= plenty - b ? plenty : a + b;
}

} // namespace

PathBuilder::PathBuilder(const Model& model, std::vector<double> price, int lookAhead,
                         std::span<const Index> done)
    : model_{model}, base_price_{std::move(price)}, look_ahead_{lookAhead},
      used_(model.kinds(), 0), live_{model}, forest_{model, live_, price_}
{
    for (const ModelResource& r : model.resources) {
        supply_.push_back(r.supply);
        if (r.kind == SupplyKind::perPeriod) {
            std::partial_sum(r.supply.begin(), r.supply.end(), supply_.back().begin(), together);
        }
    }
    price_ = base_price_;
    for (const Index task : done) {
        live_.mend(task);
        order_.push_back(task);
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            used_[k] += model_.use(task)[k];
        }
    }
    updateOpen(true);
    forest_.rebuild();
}

void PathBuilder::updateOpen(bool first)
{
    std::vector<Index> opened;
    bool closed = false;
    any_closed_ = false;
    for (Index task = 0; task < model_.tasks(); ++task) {
        if (live_.done(task)) {
            continue;
        }
        const int open = model_.nextOpen(task, std::max(now_, model_.task_release[task]));
        const bool usable = open < model_.periods && open <= now_ + look_ahead_;
        const double price = usable ? base_price_[task] : Forest::unreachable;
        any_closed_ = any_closed_ || (!usable && open < model_.periods);
        if (price < price_[task]) {
            opened.push_back(task);
        } else if (price > price_[task]) {
            closed = true;
        }
        price_[task] = price;
    }
    if (first) {
        return;
    }
    if (closed) {
        forest_.rebuild();
    } else {
        forest_.cheaper({}, opened);
    }
}

PathBuilder::Offer PathBuilder::offer(Index vertex)
{
    set_.clear();
    forest_.collect(vertex, set_);
    Offer offer;
    const Amount before = live_.weight();
    live_.mark();
    for (const Index task : set_) {
        offer.price += price_[task];
        live_.mend(task);
    }
    offer.gain = live_.weight() - before;
    live_.undo();
    return offer;
}

bool PathBuilder::take(Index vertex, double share)
{
    set_.clear();
    forest_.collect(vertex, set_);
    for (std::size_t k = 0; k < model_.kinds(); ++k) {
        Amount sum = used_[k];
        for (const Index task : set_) {
            sum += model_.use(task)[k];
        }
        if (static_cast<double>(sum) > static_cast<double>(supply_[k].back()) * share) {
            return false;
        }
    }
    live_.mark();
    for (const Index task : set_) {
        live_.mend(task);
        order_.push_back(task);
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            used_[k] += model_.use(task)[k];
        }
    }
    forest_.cheaper(live_.turnedOn(), set_);
    if (only_affordable_) {
        closeUnaffordable();
    }
    passTime();
    return true;
}

void PathBuilder::leaveOutUnaffordable()
{
    only_affordable_ = true;
    closeUnaffordable();
}

void PathBuilder::closeUnaffordable()
{
    bool closed = false;
    for (Index task = 0; task < model_.tasks(); ++task) {
        if (live_.done(task) || price_[task] >= Forest::unreachable) {
            continue;
        }
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            if (used_[k] + model_.use(task)[k] > supply_[k].back()) {
                price_[task] = base_price_[task] = Forest::unreachable;
                closed = true;
                break;
            }
        }
    }
    if (closed) {
        forest_.rebuild();
    }
}

void PathBuilder::passTime()
{
    const int before = now_;
    const auto overdrawn = [&] {
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            if (used_[k] > supply_[k][static_cast<std::size_t>(now_)]) {
                return true;
            }
        }
        return false;
    };
    while (now_ + 1 < model_.periods && overdrawn()) {
        ++now_;
    }
    if (now_ != before && any_closed_) {
        updateOpen(false);
    }
}

bool PathBuilder::nextPeriod()
{
    if (!any_closed_ || now_ + 1 >= model_.periods) {
        return false;
    }
    ++now_;
    updateOpen(false);
    return true;
}

} // namespace planning::restoration
