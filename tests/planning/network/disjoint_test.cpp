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

TEST_CASE("with one core both ways may end there, and that is said", "[disjoint]")
{
    //   C1 ──a── X ──b── S
    //   C1 ──c── Y ──d── S
    Scenario w = world();
    w.spans.pop_back(); // no way to C2
    const DisjointPaths paths = pathsOf(w);
    CHECK(paths.found == Found::pair);
    CHECK(paths.same_core);
    w.spans[2].from_id = "X"; // c now leaves X too: X is on every way
    const DisjointPaths single = pathsOf(w);
    REQUIRE(single.found == Found::single);
    CHECK(single.shared == std::vector<AssetRef>{{AssetKind::node, 2}});
}

TEST_CASE("a settlement's ways start at two different sites", "[disjoint]")
{
    //   C1 ──a── X ──b── S       T hangs on Y
    //   C1 ──c── Y ──d── S
    Scenario w = world();
    w.sites.push_back(site("T", "Y"));
    const TransportGraph graph{w};
    const DisjointFinder finder{w, statusesAsOf(w, noon), graph, noon, false};
    const std::vector<Vertex> both{graph.ofSite(0), graph.ofSite(1)};
    const DisjointPaths pair = finder.findFromAny(both);
    REQUIRE(pair.found == Found::pair);
    CHECK(pair.first.front() != pair.second.front());
    // One site alone is a single point however many ways lead to it.
    const DisjointPaths alone = finder.findFromAny(std::vector{graph.ofSite(0)});
    REQUIRE(alone.found == Found::single);
    CHECK(alone.shared == std::vector<AssetRef>{{AssetKind::site, 0}});
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

TEST_CASE("people of a group go in equal parts to the sites that serve them", "[load]")
{
    // 8,000 people under S1 and S2, 2,000 under S2 alone; S3 reaches all but does not serve.
    Cover c;
    c.layers = {
        {0, Technology::gen2}, {1, Technology::gen2}, {1, Technology::gen4}, {2, Technology::gen2}};
    c.group_people = {0, 8000, 2000};
    c.group_start = {0, 0, 4, 6};
    c.group_layers = {0, 1, 2, 3, 1, 3};
    const std::vector<char> serving{1, 1, 0};
    const auto demand = siteDemand_mbps(c, Statuses{}, serving);
    CHECK(demand[0] == Approx(4000 * 0.25 * 0.1 * 2)); // 200 Mbit/s
    CHECK(demand[1] == Approx(6000 * 0.25 * 0.1 * 2)); // 4,000 + 2,000 people
    CHECK(demand[2] == 0);
}

TEST_CASE("busy-hour demand as the Connectivity Planning Platform works it out", "[load]")
{
    CHECK(busyHourDemand_mbps(5000) == Approx(250)); // 125 users
    CHECK(busyHourDemand_mbps(100) == 20);           // floor
    CHECK(busyHourDemand_mbps(1e7) == 15000);        // cap
    CHECK(busyHourDemand_mbps(0) == 0);
}
