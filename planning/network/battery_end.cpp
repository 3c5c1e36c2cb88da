#include "planning/network/battery_end.h"

#include "planning/network/power_timeline.h"

#include <algorithm>
#include <cmath>

namespace planning {
namespace {

/// `visit(supply, power)` for each place that a battery alone keeps on.
template <typename Power, typename Visit>
void eachOnBattery(const Scenario& scenario, Power& power, const Visit& visit)
{
    const auto look = [&visit](const auto& nouns, auto& places) {
        for (std::size_t i = 0; i < nouns.size(); ++i) {
            if (livesOnBattery(nouns[i].power, places[i])) {
                visit(nouns[i].power, places[i]);
            }
        }
    };
    look(scenario.nodes, power.nodes);
    look(scenario.sites, power.sites);
}

} // namespace

bool livesOnBattery(const PowerSupply& supply, const PlacePower& power)
{
    return power.powered == Service::on && !power.grid && power.hours_left &&
           std::isfinite(*power.hours_left) && !generatorCarries(supply) && !onlyBattery(supply);
}

PowerState afterBatteries(const Scenario& scenario, PowerState power, double after_h)
{
    const Index grid = indexOfGridNodes(scenario);
    eachOnBattery(scenario, power, [&](const PowerSupply& supply, PlacePower& place) {
        if (*place.hours_left >= after_h) {
            return;
        }
        const auto feeder = grid.find(supply.grid_node_id);
        const bool unsure =
            !supply.grid_node_id.empty() &&
            (feeder == grid.end() || power.grid_nodes[feeder->second] == Service::unknown);
        place = {unsure ? Service::unknown : Service::off, false, 0.0,
                 unsure ? "unknown" : "nothing", true};
    });
    return power;
}

PowerState lastingPower(const Scenario& scenario, const Statuses& statuses, geo::Time asOf)
{
    return afterBatteries(scenario, powerAt(scenario, statuses, asOf), onceAllAreEmpty);
}

std::vector<double> batteryEnds_h(const Scenario& scenario, const PowerState& power)
{
    std::vector<double> ends;
    eachOnBattery(scenario, power, [&ends](const PowerSupply&, const PlacePower& place) {
        ends.push_back(*place.hours_left);
    });
    std::ranges::sort(ends);
    return ends;
}

} // namespace planning
