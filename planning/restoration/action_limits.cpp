#include "planning/restoration/action_limits.h"

#include <fmt/format.h>
#include <numeric>

namespace planning {

std::vector<std::pair<int, int>> ActionLimits::windows(std::uint32_t action) const
{
    const auto at = assets_.find(world_.actions[action].asset_id);
    return openDays(world_, world_.actions[action],
                    at == assets_.end() ? std::nullopt : std::optional{at->second}, request_);
}

std::optional<UndoneAction> ActionLimits::whyNot(std::uint32_t action)
{
    const std::string& asset = world_.actions[action].asset_id;
    if (begunOf(request_, world_.actions[action]) != nullptr) {
        return std::nullopt;
    }
    if (windows(action).empty()) {
        return UndoneAction{
            action, asset, Undone::closed,
            "its place is closed, or its dates lie outside, on every day of the plan"};
    }
    for (const auto& [name, amount] : useOf(world_.actions[action], request_)) {
        const ResourceSupply& supply = supplyNamed(name);
        const double total = std::accumulate(supply.per_day.begin(), supply.per_day.end(), 0.0);
        const bool limits = supply.stated || !supply.stock || name == "money_usd";
        if (limits && total < amount) {
            return UndoneAction{action, asset, Undone::supply,
                                total > 0
                                    ? fmt::format("it takes {:.0f} of {}, there is {:.0f} in all",
                                                  amount, name, total)
                                : supply.stock ? fmt::format("there is no {}", name)
                                               : fmt::format("there is no crew with skill '{}'",
                                                             world_.actions[action].skill)};
        }
    }
    return std::nullopt;
}

const ResourceSupply& ActionLimits::supplyNamed(const std::string& name)
{
    const auto at = supply_.find(name);
    return at != supply_.end()
               ? at->second
               : supply_.emplace(name, supplyOf(world_, request_, name)).first->second;
}

} // namespace planning
