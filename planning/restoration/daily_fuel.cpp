#include "planning/restoration/daily_fuel.h"

#include "planning/network/power_timeline.h"

#include <algorithm>

namespace planning {

void addDailyFuel(Scenario& scenario)
{
    const AssetIndex assets = indexOfAssets(scenario);
    for (Action& action : scenario.actions) {
        const auto at = assets.find(action.asset_id);
        if (at == assets.end() || !action.parts.contains("fuel_l") ||
            action.parts.contains(std::string{dailyFuel})) {
            continue;
        }
        const AssetRef asset = at->second;
        if (asset.kind == AssetKind::site || asset.kind == AssetKind::node) {
            const PowerSupply& power = asset.kind == AssetKind::site
                                           ? scenario.sites[asset.index].power
                                           : scenario.nodes[asset.index].power;
            action.parts.emplace(dailyFuel, 24 * burn_l_per_h(power));
        }
    }
}

ResourceSupply dailyFuelSupply(const Scenario& scenario, const PlanRequest& request)
{
    const ResourceSupply fuel = supplyOf(scenario, request, "fuel_l");
    ResourceSupply out = fuel;
    out.name = dailyFuel;
    if (!request.fuel_l_per_day) {
        Scenario steady;
        Scenario once;
        for (const Supply& row : scenario.supply) {
            (row.per_day ? steady : once).supply.push_back(row);
        }
        out.per_day = supplyOf(steady, request, "fuel_l").per_day;
        const ResourceSupply stock = supplyOf(once, request, "fuel_l");
        double more = 0;
        for (std::size_t day = 0; day < out.per_day.size(); ++day) {
            more += stock.per_day[day] / static_cast<double>(out.per_day.size() - day);
            out.per_day[day] += more;
        }
    }
    // What comes later may be less: only what comes every day from here on counts.
    for (std::size_t day = out.per_day.size() - 1; day-- > 0;) {
        out.per_day[day] = std::min(out.per_day[day], out.per_day[day + 1]);
    }
    for (std::size_t day = out.per_day.size(); day-- > 1;) {
        out.per_day[day] -= out.per_day[day - 1];
    }
    return out;
}

} // namespace planning
