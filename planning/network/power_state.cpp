#include "planning/network/power_state.h"

#include "planning/network/grid_graph.h"
#include "planning/network/grid_loss.h"
#include "planning/network/power_timeline.h"

#include <algorithm>

namespace planning {
namespace {

/// Weaker of the two: off, then unknown, then on.
Service both(Service a, Service b)
{
    if (a == Service::off || b == Service::off) {
        return Service::off;
    }
    return a == Service::unknown || b == Service::unknown ? Service::unknown : Service::on;
}

/// Stronger of the two: on, then unknown, then off.
Service either(Service a, Service b)
{
    if (a == Service::on || b == Service::on) {
        return Service::on;
    }
    return a == Service::unknown || b == Service::unknown ? Service::unknown : Service::off;
}

/// Energised over the grid graph: best way from a source, a way being as good as its weakest piece.
std::vector<Service> energised(const Scenario& scenario, const Statuses& statuses)
{
    const std::size_t count = scenario.grid_nodes.size();
    std::vector<Service> own(count);
    for (std::size_t i = 0; i < count; ++i) {
        own[i] = serviceOf(statuses.grid_nodes[i].status);
    }
    if (!gridGraphGiven(scenario)) {
        return own;
    }
    const std::vector<std::vector<GridNeighbour>> next = gridNeighbours(scenario);
    std::vector<Service> fed(count, Service::off);
    for (const Service floor : {Service::on, Service::unknown}) {
        std::vector<std::uint32_t> queue;
        const auto reach = [&](std::uint32_t node, Service by) {
            const Service now = both(by, own[node]);
            const bool better = fed[node] == Service::off && now != Service::off;
            if (better && (floor == Service::unknown || now == Service::on)) {
                fed[node] = floor == Service::unknown ? Service::unknown : Service::on;
                queue.push_back(node);
            }
        };
        for (std::uint32_t i = 0; i < count; ++i) {
            if (fed[i] == Service::on) {
                queue.push_back(i);
            } else if (scenario.grid_nodes[i].kind == GridNodeKind::source) {
                reach(i, Service::on);
            }
        }
        while (!queue.empty()) {
            const std::uint32_t node = queue.back();
            queue.pop_back();
            for (const GridNeighbour& way : next[node]) {
                const Service line = serviceOf(statuses.grid_lines[way.line].status);
                reach(way.to, both(fed[node], line));
            }
        }
    }
    return fed;
}

struct GridView {
    const Index& index;
    const std::vector<Service>& fed;
    const std::vector<MaybeNumber>& lost_h; // hours since each was lost
    const Scenario& scenario;
    geo::Time asOf;
};

/// Was the place seen working so few hours ago? Then somebody feeds it, whatever is known of its
/// tank.
bool runsSince(const AssetStatus& status, const GridView& grid, double hours)
{
    if (!status.observation || serviceOf(status.status) != Service::on) {
        return false;
    }
    const std::chrono::duration<double, std::ratio<3600>> ago =
        grid.asOf - grid.scenario.observations[*status.observation].observed_at;
    return ago.count() < hours;
}

PlacePower placePower(const PowerSupply& supply, const AssetStatus& status, const GridView& grid)
{
    PlacePower out;
    if (status.cause == Cause::power && serviceOf(status.status) == Service::off) {
        return {Service::off, false, 0.0, "nothing", false};
    }
    const bool stated = supply.battery_h || supply.generator_kw || supply.solar_kw;
    if (supply.grid_node_id.empty()) {
        if (!stated) {
            return {Service::on, false, std::nullopt, "not stated", false};
        }
        out.grid = false;
    } else {
        const auto at = grid.index.find(supply.grid_node_id);
        const Service fed = at == grid.index.end() ? Service::unknown : grid.fed[at->second];
        if (fed == Service::on) {
            return {Service::on, true, std::nullopt, "grid", false};
        }
        out.grid = false;
        out.powered = fed;
    }
    const double load_kw = supply.load_kw.value_or(3.0);
    if (supply.solar_kw.value_or(0) >= load_kw && load_kw > 0) {
        return {Service::on, false, std::nullopt, "solar", false};
    }
    MaybeNumber down_h;
    if (const auto at = grid.index.find(supply.grid_node_id); at != grid.index.end()) {
        down_h = grid.lost_h[at->second];
    }
    const double burn = burn_l_per_h(supply);
    const double fuel_h = generatorCarries(supply) ? supply.fuel_on_hand_l.value_or(0) / burn : 0;
    const double battery_h = supply.battery_h.value_or(0);
    // Fuel on hand is what is in the tank now; the battery has been running since the grid failed.
    const double batteryLeft_h = std::max(0.0, battery_h - down_h.value_or(0));
    // Nobody says what stands behind the grid, or how much is in the tank.
    const bool unsaid = !stated || tankUnknown(supply);
    const Service own = fuel_h > 0 || batteryLeft_h > 0 ? Service::on
                        : unsaid                        ? Service::unknown
                                                        : Service::off;
    const Service fed = supply.grid_node_id.empty() ? Service::off : out.powered;
    out.powered = either(own, fed);
    if (out.powered != Service::on && down_h && runsSince(status, grid, *down_h - battery_h)) {
        return {Service::on, false, std::nullopt, "reported", false};
    }
    if (own == Service::unknown) {
        out.on = "unknown";
        return out;
    }
    out.hours_left = fuel_h + batteryLeft_h;
    out.on = batteryLeft_h > 0 ? "battery" : fuel_h > 0 ? "generator" : "nothing";
    return out;
}

} // namespace

Service serviceOf(Status status)
{
    switch (status) {
    case Status::operational:
    case Status::degraded:
        return Service::on;
    case Status::unknown:
        return Service::unknown;
    case Status::outOfService:
    case Status::destroyed:
    case Status::planned:
        break;
    }
    return Service::off;
}

PowerState powerAt(const Scenario& scenario, const Statuses& statuses, geo::Time asOf)
{
    PowerState power;
    power.grid_nodes = energised(scenario, statuses);
    const Index index = indexOfGridNodes(scenario);
    const std::vector<MaybeNumber> lost_h =
        hoursWithoutGrid(scenario, statuses, power.grid_nodes, asOf);
    const GridView grid{index, power.grid_nodes, lost_h, scenario, asOf};
    for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
        power.sites.push_back(placePower(scenario.sites[i].power, statuses.sites[i], grid));
    }
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        PlacePower place = placePower(scenario.nodes[i].power, statuses.nodes[i], grid);
        if (scenario.nodes[i].kind == NodeKind::splice) {
            place = {Service::on, false, std::nullopt, "passive", false}; // a joint needs no power
        }
        power.nodes.push_back(place);
    }
    return power;
}

} // namespace planning
