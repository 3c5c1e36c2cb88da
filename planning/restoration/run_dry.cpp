#include "planning/restoration/run_dry.h"

#include "planning/network/power_timeline.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace planning {

std::size_t RunsDry::places() const
{
    return static_cast<std::size_t>(std::ranges::count_if(day, [](int d) { return d > 0; }));
}

int RunsDry::first() const
{
    int out = 0;
    for (const int d : day) {
        out = d > 0 && (out == 0 || d < out) ? d : out;
    }
    return out;
}

std::size_t RunsDry::days() const
{
    std::set<int> different(day.begin(), day.end());
    different.erase(0);
    return different.size();
}

int RunsDry::last() const
{
    return day.empty() ? 0 : *std::ranges::max_element(day);
}

RunsDry runsDry(const Scenario& scenario, const PowerState& power, const TransportGraph& graph,
                geo::Time asOf, const PlanRequest& request)
{
    const Index grid = indexOfGridNodes(scenario);
    const double before_h =
        std::chrono::duration<double, std::ratio<3600>>(request.start - asOf).count();
    const auto dayOf = [&](const PlacePower& place, const PowerSupply& supply) {
        if (place.grid || place.powered != Service::on || !place.hours_left ||
            !std::isfinite(*place.hours_left) || onlyBattery(supply)) {
            return 0;
        }
        const auto feeder = grid.find(supply.grid_node_id);
        const bool perhaps =
            !supply.grid_node_id.empty() &&
            (feeder == grid.end() || power.grid_nodes[feeder->second] == Service::unknown);
        if (perhaps && request.unknown_works) {
            return 0;
        }
        // Dark at the end of the first day that ends later than the last hour left.
        const double day = std::floor((*place.hours_left - before_h) / 24) + 1;
        return day > request.days ? 0 : std::max(1, static_cast<int>(day));
    };
    RunsDry out;
    out.day.assign(graph.vertices(), 0);
    for (std::uint32_t i = 0; i < scenario.nodes.size(); ++i) {
        out.day[graph.ofNode(i)] = dayOf(power.nodes[i], scenario.nodes[i].power);
    }
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        out.day[graph.ofSite(i)] = dayOf(power.sites[i], scenario.sites[i].power);
    }
    return out;
}

} // namespace planning
