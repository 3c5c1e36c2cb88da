// The world after work, worked out anew.
#include "planning/restoration/slow_replay.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

TEST_CASE("a mended mast on a dead grid has no power because its damage was reported lately",
          "[plan]")
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S", "CORE")};
    w.sites[0].power.grid_node_id = "G";
    w.sites[0].power.battery_h = 0;
    w.grid_nodes.resize(1);
    w.grid_nodes[0].grid_node_id = "G";
    w.observations = {
        seen(AssetKind::gridNode, "G", Status::destroyed, Cause::physical, "2026-11-20"),
        seen(AssetKind::site, "S", Status::destroyed, Cause::physical, "2026-11-22")};
    w.actions = {action("mend", "S", ActionKind::repair, 1),
                 action("grid", "G", ActionKind::repair, 1)};
    const Statuses statuses = statusesAsOf(w, noon);
    const TransportGraph graph{w};
    SlowReplay world{w, statuses, graph, noon, false};
    world.finish(w.actions[0]);
    CHECK(world.sitesServing(world.now()) == std::vector<char>{0});
    world.finish(w.actions[1]);
    CHECK(world.sitesServing(world.now()) == std::vector<char>{1});
}

TEST_CASE("an empty battery does not fill because its feeder is mended while the line is cut",
          "[plan]")
{
    Scenario w; // SRC ──L── F feeds S (battery 8 h); both broke three days ago
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S", "CORE")};
    w.sites[0].power.grid_node_id = "F";
    w.sites[0].power.battery_h = 8;
    w.grid_nodes = {{"SRC", GridNodeKind::source, {}, false},
                    {"F", GridNodeKind::feeder, {}, false}};
    w.grid_lines = {{"L", "SRC", "F", false}};
    w.observations = {
        seen(AssetKind::gridNode, "F", Status::outOfService, Cause::physical, "2026-11-19"),
        seen(AssetKind::gridLine, "L", Status::destroyed, Cause::physical, "2026-11-19")};
    w.actions = {action("feeder", "F", ActionKind::repair, 1),
                 action("line", "L", ActionKind::repair, 1)};
    const TransportGraph graph{w};
    const Statuses statuses = statusesAsOf(w, noon);
    for (const bool feederFirst : {true, false}) {
        SlowReplay world{w, statuses, graph, noon, false};
        world.finish(w.actions[feederFirst ? 0 : 1]);
        CHECK(world.sitesServing(world.now()) == std::vector<char>{0});
        world.finish(w.actions[feederFirst ? 1 : 0]);
        CHECK(world.sitesServing(world.now()) == std::vector<char>{1});
    }
}
