#include "planning/restoration/best_first.h"

#include "planning/restoration/least_people.h"

#include <queue>

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace planning {
namespace {

constexpr std::size_t mostTried = 60; // repairs of one purchase
constexpr std::size_t mostSplit = 12;

double gainOf(Replay& state, const RepairPurchase& purchase)
{
    double people = 0;
    for (const std::uint32_t action : purchase) {
        people += state.finish(action);
    }
    return people;
}

class Purchases {
public:
    explicit Purchases(const Scenario& world) : world_{world} {}

    double costOf_usd(const RepairPurchase& purchase) const
    {
        double usd = 0;
        for (const std::uint32_t action : purchase) {
            usd += world_.actions[action].cost_usd;
        }
        return std::max(1.0, usd);
    }

    /// Cut where somebody comes back; what such a purchase does better without waits for a later
    /// one, and what helps nobody is left out.
    std::vector<RepairPurchase> cut(std::span<const std::uint32_t> order, Replay bought) const
    {
        std::vector<RepairPurchase> out;
        Replay all = bought; // with what waits
        RepairPurchase waiting;
        double people = 0;
        for (const std::uint32_t action : order) {
            people += all.finish(action);
            waiting.push_back(action);
            if (people < leastPeople) {
                continue;
            }
            people = 0;
            out.push_back(leanest(waiting, bought));
            gainOf(bought, out.back());
            for (const std::uint32_t done : out.back()) {
                std::erase(waiting, done);
            }
            Replay later = bought;
            if (gainOf(later, waiting) >=
                leastPeople) { // what was better left waiting helps by now
                for (RepairPurchase& more : cut(waiting, bought)) {
                    gainOf(bought, more);
                    for (const std::uint32_t done : more) {
                        std::erase(waiting, done);
                    }
                    out.push_back(std::move(more));
                }
            }
        }
        return out;
    }

    /// Finishes the repairs, in purchases of their own where some bring people without the others.
    void buy(RepairPurchase left, Replay& state, std::vector<RepairPurchase>& out) const
    {
        const auto take = [&](RepairPurchase part) {
            gainOf(state, part);
            for (const std::uint32_t done : part) {
                std::erase(left, done);
            }
            out.push_back(std::move(part));
        };
        while (left.size() > 1 && left.size() <= mostSplit) {
            RepairPurchase best;
            double rate = 0;
            for (const std::uint32_t action : left) {
                RepairPurchase alone = wholeOf({action}, state);
                Replay after = state;
                const double people = alone.size() < left.size() ? gainOf(after, alone) : 0;
                if (people >= leastPeople && people / costOf_usd(alone) > rate) {
                    rate = people / costOf_usd(alone);
                    best = std::move(alone);
                }
            }
            if (best.empty()) {
                break;
            }
            take(std::move(best));
        }
        if (!left.empty()) {
            take(RepairPurchase{left});
        }
    }

private:
    /// Without the repairs it brings more people per dollar without.
    RepairPurchase leanest(const RepairPurchase& purchase, const Replay& before) const
    {
        const auto rateOf = [&](const RepairPurchase& some) {
            Replay state = before;
            const double people = gainOf(state, some);
            return people < leastPeople ? 0.0 : people / costOf_usd(some);
        };
        RepairPurchase lean = purchase;
        if (purchase.size() > mostTried) {
            return lean;
        }
        double rate = rateOf(lean);
        for (const std::uint32_t action : purchase) {
            if (lean.size() == 1) {
                break;
            }
            RepairPurchase without = lean;
            std::erase(without, action);
            if (const double other = rateOf(without); other > 0 && other >= rate) {
                lean = std::move(without);
                rate = other;
            }
        }
        return lean;
    }

    const Scenario& world_;
};

} // namespace

RepairPurchase wholeOf(const RepairPurchase& purchase, const Replay& state)
{
    RepairPurchase out;
    std::unordered_set<std::uint32_t> taken;
    const auto take = [&](std::uint32_t action) {
        if (!state.finished(action) && taken.insert(action).second) {
            out.push_back(action);
        }
    };
    for (const std::uint32_t action : purchase) {
        std::ranges::for_each(state.firstNeeded(action), take);
        take(action);
    }
    return out;
}

std::vector<RepairPurchase> bestFirst(std::span<const std::uint32_t> order, const Replay& today,
                                      const Scenario& world)
{
    const Purchases purchases{world};
    const std::vector<RepairPurchase> given =
        purchases.cut(wholeOf({order.begin(), order.end()}, today), today);
    struct Entry {
        double rate;
        std::size_t index;
        bool operator<(const Entry& other) const
        {
            return rate != other.rate ? rate < other.rate : index > other.index;
        }
    };
    std::vector<double> firstRate;
    std::priority_queue<Entry> queue;
    Replay asGiven = today;
    for (std::size_t i = 0; i < given.size(); ++i) {
        firstRate.push_back(gainOf(asGiven, given[i]) / purchases.costOf_usd(given[i]));
        queue.push({firstRate[i], i});
    }
    Replay state = today;
    std::vector<RepairPurchase> out;
    std::vector<char> taken(given.size(), 0);
    std::vector<std::size_t> early; // need what is not bought yet
    for (std::size_t left = 40 * given.size() + 200; !queue.empty() && left > 0; --left) {
        const Entry top = queue.top();
        queue.pop();
        if (taken[top.index] != 0) {
            continue;
        }
        const RepairPurchase whole = wholeOf(given[top.index], state);
        Replay after = state;
        const double people = gainOf(after, whole);
        const double rate = people / purchases.costOf_usd(whole);
        if (people < leastPeople) {
            early.push_back(top.index);
            continue;
        }
        if (!queue.empty() && rate < queue.top().rate) {
            queue.push({rate, top.index});
            continue;
        }
        // What waited for a work of this purchase need not pay for it any more.
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (taken[i] == 0 && i != top.index &&
                std::ranges::any_of(given[i], [&](std::uint32_t action) {
                    return std::ranges::any_of(state.firstNeeded(action), [&](std::uint32_t first) {
                        return std::ranges::find(whole, first) != whole.end();
                    });
                })) {
                queue.push({std::numeric_limits<double>::infinity(), i});
            }
        }
        purchases.buy(whole, state, out);
        taken[top.index] = 1;
        for (const std::size_t index : early) {
            queue.push({firstRate[index], index});
        }
        early.clear();
    }
    for (std::size_t i = 0; i < given.size(); ++i) { // out of patience: as given
        if (taken[i] == 0) {
            Replay after = state;
            if (const RepairPurchase whole = wholeOf(given[i], state); gainOf(after, whole) > 0) {
                purchases.buy(whole, state, out);
            }
        }
    }
    return out;
}

std::vector<RepairPurchase> cheaperOfEquals(std::vector<RepairPurchase> purchases,
                                            std::vector<std::uint32_t> spare, const Replay& today,
                                            const Scenario& world)
{
    constexpr std::size_t readFirst = 12;
    const Purchases costs{world};
    const auto servedBy = [&today](const std::vector<RepairPurchase>& all) {
        Replay state = today;
        for (const RepairPurchase& each : all) {
            gainOf(state, each);
        }
        return state.served();
    };
    std::erase_if(spare, [&](std::uint32_t action) {
        return !world.actions[action].after_ids.empty(); // not a single one
    });
    std::ranges::stable_sort(spare, {},
                             [&](std::uint32_t action) { return world.actions[action].cost_usd; });
    const double end = servedBy(purchases);
    Replay state = today;
    for (std::size_t i = 0; i < std::min(readFirst, purchases.size()); ++i) {
        Replay after = state;
        const double people = gainOf(after, purchases[i]);
        for (std::uint32_t& action : spare) {
            if (costs.costOf_usd({action}) >= costs.costOf_usd(purchases[i])) {
                break; // they are sorted
            }
            Replay other = state;
            if (other.finish(action) < people - leastPeople) {
                continue;
            }
            std::vector<RepairPurchase> changed = purchases;
            changed[i] = {action};
            if (servedBy(changed) >= end - leastPeople) {
                if (purchases[i].size() == 1 && world.actions[purchases[i][0]].after_ids.empty()) {
                    action = purchases[i][0]; // may take the place of a later one
                }
                purchases = std::move(changed);
                break;
            }
        }
        std::ranges::stable_sort(
            spare, {}, [&](std::uint32_t action) { return world.actions[action].cost_usd; });
        gainOf(state, purchases[i]);
    }
    return purchases;
}

} // namespace planning
