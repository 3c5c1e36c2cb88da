#include "planning/restoration/buy_in_order.h"

#include "planning/restoration/least_people.h"

#include <algorithm>
#include <set>

namespace planning {
namespace {

constexpr std::size_t mostLeaned = 200; // repairs of one sum

} // namespace

std::vector<FundStep> stepsOf(const std::vector<RepairPurchase>& purchases, const Scenario& world,
                              Replay state)
{
    std::vector<FundStep> out;
    double money = 0;
    for (const RepairPurchase& purchase : purchases) {
        for (const std::uint32_t action : purchase) {
            FundStep step;
            step.action = action;
            step.cost_usd = world.actions[action].cost_usd;
            money += step.cost_usd;
            step.money_usd = money;
            step.people_back = state.finish(action);
            step.served = state.served();
            out.push_back(step);
        }
    }
    return out;
}

std::vector<RepairPurchase> affordable(double usd, const std::vector<std::uint32_t>& order,
                                       const std::vector<double>& people_back, const Replay& state,
                                       const std::function<double(std::uint32_t)>& costOf_usd)
{
    std::vector<RepairPurchase> out;
    std::set<std::uint32_t> bought;
    double left = usd * (1 + 1e-9);
    RepairPurchase purchase;
    double people = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        purchase.push_back(order[i]);
        people += people_back[i];
        if (people < leastPeople) {
            continue;
        }
        purchase = wholeOf(purchase, state);
        std::erase_if(purchase, [&](std::uint32_t action) { return bought.contains(action); });
        double cost = 0;
        for (const std::uint32_t action : purchase) {
            cost += costOf_usd(action);
        }
        if (cost <= left && !purchase.empty()) {
            left -= cost;
            bought.insert(purchase.begin(), purchase.end());
            out.push_back(std::move(purchase));
        }
        purchase = {};
        people = 0;
    }
    return out;
}

std::vector<RepairPurchase> affordable(double usd, const std::vector<std::uint32_t>& order,
                                       const Scenario& world, const Replay& state)
{
    std::vector<double> people;
    people.reserve(order.size());
    Replay later = state;
    for (const std::uint32_t action : order) {
        people.push_back(later.finish(action));
    }
    return affordable(usd, order, people, state,
                      [&](std::uint32_t action) { return world.actions[action].cost_usd; });
}

std::vector<FundStep> leanest(std::vector<FundStep> bought, const Scenario& world,
                              const Replay& before)
{
    if (bought.size() < 2 || bought.size() > mostLeaned) {
        return bought;
    }
    const auto servedBy = [&](std::span<const std::uint32_t> actions) {
        Replay state = before;
        for (const std::uint32_t action : actions) {
            state.finish(action);
        }
        return state.served();
    };
    std::vector<std::uint32_t> kept = actionsOf(bought);
    std::vector<std::uint32_t> dearest = kept;
    std::ranges::stable_sort(dearest, std::greater{},
                             [&](std::uint32_t action) { return world.actions[action].cost_usd; });
    const double all = servedBy(kept);
    for (const std::uint32_t action : dearest) {
        std::vector<std::uint32_t> without = kept;
        std::erase(without, action);
        if (servedBy(without) >= all - 1e-6) {
            kept = std::move(without);
        }
    }
    return kept.size() == bought.size() ? bought
                                        : stepsOf(bestFirst(kept, before, world), world, before);
}

std::vector<std::uint32_t> actionsOf(std::span<const FundStep> steps)
{
    std::vector<std::uint32_t> out;
    out.reserve(steps.size());
    for (const FundStep& step : steps) {
        out.push_back(step.action);
    }
    return out;
}

} // namespace planning
