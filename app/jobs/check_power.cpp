// Power: tanks, generators, batteries and the grid.
#include "app/jobs/checks.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

using geo::Severity;

void checkSupply(CheckWorld& world, const std::string& table, const std::string& id,
                 const planning::PowerSupply& power)
{
    constexpr double longest_h = 240;
    if (power.fuel_on_hand_l && power.tank_l && *power.fuel_on_hand_l > *power.tank_l) {
        world.find(
            Severity::warning, "fuel_over_tank", table, id,
            fmt::format("has {} l of fuel in a tank of {} l", *power.fuel_on_hand_l, *power.tank_l),
            "Correct one of the two", "fuel_on_hand_l");
    }
    const double generator_kw = power.generator_kw.value_or(0);
    if (generator_kw > 0 && power.load_kw && *power.load_kw > generator_kw) {
        world.find(Severity::warning, "generator_small", table, id,
                   fmt::format("its generator of {} kW cannot carry its load of {} kW",
                               generator_kw, *power.load_kw),
                   "Check both figures", "generator_kw");
    }
    if (generator_kw > 0 && !power.fuel_l_per_h) {
        world.find(Severity::note, "generator_without_use", table, id,
                   "has a generator, but what it burns is unknown",
                   "Give fuel_l_per_h, or hours of running cannot be worked out", "fuel_l_per_h");
    }
    if (power.battery_h && *power.battery_h > longest_h) {
        world.find(Severity::warning, "battery_odd", table, id,
                   fmt::format("its batteries last {} h", *power.battery_h),
                   "Check that it is hours, not minutes or ampere-hours", "battery_h");
    }
    if (!power.grid_node_id.empty() && !world.has("grid_nodes", power.grid_node_id)) {
        world.find(Severity::warning, "grid_unknown", table, id,
                   fmt::format("is fed by grid node '{}', which is not in the workspace",
                               power.grid_node_id),
                   "Import the grid node or correct grid_node_id", "grid_node_id");
    }
    const bool known = power.load_kw && power.generator_kw && power.solar_kw;
    if (known && *power.load_kw > 0 && power.grid_node_id.empty() && generator_kw == 0 &&
        *power.solar_kw == 0) {
        world.find(Severity::warning, "no_power_source", table, id,
                   fmt::format("draws {} kW and has neither grid, generator nor solar panels",
                               *power.load_kw),
                   "Name what feeds it, or its batteries run out and it stays off");
    }
}

} // namespace

void checkPower(CheckWorld& world)
{
    for (const planning::Site& site : world.scenario.sites) {
        checkSupply(world, "sites", site.site_id, site.power);
    }
    for (const planning::Node& node : world.scenario.nodes) {
        checkSupply(world, "nodes", node.node_id, node.power);
    }
    for (const planning::GridLine& line : world.scenario.grid_lines) {
        for (const auto& [end, field] :
             {std::pair{line.from_id, "from_id"}, {line.to_id, "to_id"}}) {
            if (!world.has("grid_nodes", end)) {
                world.find(Severity::warning, "grid_unknown", "grid_lines", line.grid_line_id,
                           end.empty() ? std::string{"does not say where it ends"}
                                       : fmt::format("ends at '{}', which is no grid node", end),
                           "Import the grid node or correct the end; the line carries nothing",
                           field);
            }
        }
    }
    const auto& nodes = world.scenario.grid_nodes;
    if (!nodes.empty() && std::ranges::none_of(nodes, [](const planning::GridNode& node) {
            return node.kind == planning::GridNodeKind::source;
        })) {
        world.find(Severity::error, "no_grid_source", "no grid node is a source of power",
                   "Set kind = source for the power stations or the points of supply");
    }
}

} // namespace app
