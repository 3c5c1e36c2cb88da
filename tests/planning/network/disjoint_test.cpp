#include "planning/network/disjoint.h"
#include "planning/network/link_load.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;
using Found = DisjointPaths::Found;

namespace {

//   C1 ──a── X ──b── S        c and d share a trench in the second world
//   C1 ──c── Y ──d── S
//             \──e── C2
Scenario world()
{
    Scenario w;
    w.nodes = {node("C1", NodeKind::core), node("C2", NodeKind::core),
               node("X", NodeKind::aggregation), node("Y", NodeKind::aggregation)};
    w.sites = {site("S")};
    w.spans = {span("a", "C1", "X"), span("b", "X", "S"), span("c", "C1", "Y"), span("d", "Y", "S"),
               span("e", "Y", "C2")};
    return w;
}

DisjointPaths pathsOf(const Scenario& w)
{
    const TransportGraph graph{w};
    const DisjointFinder finder{w, statusesAsOf(w, noon), graph, noon, false};
    return finder.find(graph.ofSite(0));
}

} // namespace

TEST_CASE("two ways that share no node, span or trench are found", "[disjoint]")
{
    const DisjointPaths paths = pathsOf(world());
    REQUIRE(paths.found == Found::pair);
    for (std::size_t i = 1; i < paths.first.size(); ++i) { // the site itself is on both
        CHECK(std::ranges::find(paths.second, paths.first[i]) == paths.second.end());
    }
}

TEST_CASE("spans in one trench are one way, and the trench is named", "[disjoint]")
{
    Scenario w = world();
    w.spans[1].corridor_id = w.spans[3].corridor_id = "bridge"; // b and d
    const DisjointPaths paths = pathsOf(w);
    CHECK(paths.found == Found::single);
    CHECK(paths.corridor_id == "bridge");
    CHECK(paths.shared.size() == 2);
    // A trench shared by a and c leaves the way over Y to the other core.
    w.spans[1].corridor_id = w.spans[3].corridor_id = "";
    w.spans[0].corridor_id = w.spans[2].corridor_id = "bridge";
    CHECK(pathsOf(w).found == Found::pair);
}

TEST_CASE("what is out is no way", "[disjoint]")
{
    Scenario w = world();
    w.observations = {seen(AssetKind::span, "b", Status::destroyed)};
    CHECK(pathsOf(w).found == Found::single);
    w.observations.push_back(seen(AssetKind::span, "d", Status::destroyed));
    CHECK(pathsOf(w).found == Found::noWay);
}

TEST_CASE("loads add up towards the core and are held against capacity", "[load]")
{
    // S2 ))m(( S1 ──a── C: 10 and 20 Mbit/s; m carries 10 of 8, a carries 30 of 1000.
    Scenario w;
    w.nodes = {node("C", NodeKind::core)};
    w.sites = {site("S1"), site("S2")};
    w.spans = {span("a", "C", "S1")};
    w.spans[0].capacity_gbps = 1;
    w.links = {link("m", "S1", "S2")};
    w.links[0].capacity_mbps = 8;
    const TransportGraph graph{w};
    const Statuses all = everythingOperational(w);
    const Reach reach = reachFromCores(graph, healthOf(w, all, powerAt(w, all, noon), graph));
    const std::vector<double> demand{20, 10};
    const auto loads = edgeLoads(w, graph, reach, demand);
    REQUIRE(loads.size() == 2);
    CHECK(loads[0].asset == AssetRef{AssetKind::link, 0});
    CHECK(loads[0].load_mbps == 10);
    CHECK(loads[0].overloaded());
    CHECK(loads[1].load_mbps == 30);
    CHECK_FALSE(loads[1].overloaded());
}

TEST_CASE("busy-hour demand as the Connectivity Planning Platform works it out", "[load]")
{
    CHECK(busyHourDemand_mbps(5000) == Approx(250)); // 125 users
    CHECK(busyHourDemand_mbps(100) == 20);           // floor
    CHECK(busyHourDemand_mbps(1e7) == 15000);        // cap
    CHECK(busyHourDemand_mbps(0) == 0);
}
