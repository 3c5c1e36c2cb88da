#include "planning/network/action_faults.h"

#include "planning/network/power_timeline.h"
#include "planning/restoration/review.h"

#include <cmath>
#include <fmt/format.h>

namespace planning {
namespace {

const PowerSupply* supplyOf(const Scenario& scenario, AssetRef asset)
{
    return asset.kind == AssetKind::site   ? &scenario.sites[asset.index].power
           : asset.kind == AssetKind::node ? &scenario.nodes[asset.index].power
                                           : nullptr;
}

std::string ownFault(const Scenario& scenario, const Action& action, const AssetIndex& assets)
{
    const auto bad = [](double value) { return !(value >= 0) || !std::isfinite(value); };
    if (bad(action.cost_usd)) {
        return fmt::format("its cost is {} USD; a cost cannot be below zero", action.cost_usd);
    }
    if (bad(action.crew_days)) {
        return fmt::format("its crew days are {}; they cannot be below zero", action.crew_days);
    }
    if (bad(action.duration_days.value_or(0))) {
        return fmt::format("its duration is {} days; it cannot be below zero",
                           *action.duration_days);
    }
    for (const auto& [part, count] : action.parts) {
        if (std::isnan(count)) {
            return fmt::format("the count of part '{}' is not a number", part);
        }
        if (bad(count)) {
            return fmt::format("it takes {} of part '{}'; a count cannot be below zero", count,
                               part);
        }
    }
    const auto asset = assets.find(action.asset_id);
    if (asset == assets.end()) {
        return fmt::format("it is on '{}', which is no asset of the workspace", action.asset_id);
    }
    const PowerSupply* power = supplyOf(scenario, asset->second);
    if (action.kind == ActionKind::fuel && power != nullptr && generatorTooSmall(*power)) {
        return fmt::format("it fuels a generator of {} kW, which cannot carry the load of {} kW",
                           *power->generator_kw, *power->load_kw);
    }
    if (action.kind == ActionKind::fuel && power != nullptr &&
        power->generator_kw.value_or(0) <= 0 &&
        (power->generator_kw || power->battery_h || power->solar_kw)) {
        return "it brings fuel to a place without a generator: state its generator_kw, or bring "
               "one "
               "(kind power)";
    }
    return {};
}

} // namespace

std::vector<std::string> faultsOfActions(const Scenario& scenario)
{
    const std::vector<Action>& actions = scenario.actions;
    const AssetIndex assets = indexOfAssets(scenario);
    std::unordered_map<std::string, std::uint32_t> byId;
    for (std::uint32_t i = 0; i < actions.size(); ++i) {
        byId.emplace(actions[i].action_id, i);
    }
    std::vector<std::string> faults(actions.size());
    std::vector<std::vector<std::uint32_t>> before(actions.size()), after(actions.size());
    std::vector<std::uint32_t> spreading;
    for (std::uint32_t i = 0; i < actions.size(); ++i) {
        faults[i] = ownFault(scenario, actions[i], assets);
        for (const std::string& id : actions[i].after_ids) {
            const auto first = byId.find(id);
            if (first != byId.end()) {
                before[i].push_back(first->second);
                after[first->second].push_back(i);
            } else if (faults[i].empty()) {
                faults[i] = fmt::format("it waits for '{}', which is no action", id);
            }
        }
    }
    std::vector<char> skip(actions.size(), 0);
    for (std::uint32_t i = 0; i < actions.size(); ++i) {
        skip[i] = faults[i].empty() ? 0 : 1;
    }
    for (auto cycle = restoration::findCycle(before, skip); !cycle.empty();
         cycle = restoration::findCycle(before, skip)) {
        std::string round;
        for (const std::uint32_t i : cycle) {
            round += (round.empty() ? "'" : " waits for '") + actions[i].action_id + "'";
        }
        for (const std::uint32_t i : cycle) {
            faults[i] = "it waits for itself: " + round;
            skip[i] = 1;
        }
    }
    for (std::uint32_t i = 0; i < actions.size(); ++i) {
        if (!faults[i].empty()) {
            spreading.push_back(i);
        }
    }
    while (!spreading.empty()) {
        const std::uint32_t first = spreading.back();
        spreading.pop_back();
        for (const std::uint32_t then : after[first]) {
            if (faults[then].empty()) {
                faults[then] = fmt::format("it waits for '{}', which cannot be done: {}",
                                           actions[first].action_id, faults[first]);
                spreading.push_back(then);
            }
        }
    }
    return faults;
}

} // namespace planning
