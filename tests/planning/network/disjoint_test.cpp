#include "planning/network/disjoint.h"
#include "planning/network/link_load.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

#include <functional>
#include <random>
#include <set>

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

TEST_CASE("a site that stands on a core has the core as its one way, not the same way twice",
          "[disjoint]")
{
    //   S on C1;  C1 ──f── C2
    Scenario w;
    w.nodes = {node("C1", NodeKind::core), node("C2", NodeKind::core)};
    w.sites = {site("S", "C1")};
    w.spans = {span("f", "C1", "C2")};
    const DisjointPaths stands = pathsOf(w);
    CHECK(stands.found == Found::single);
    CHECK(stands.shared == std::vector<AssetRef>{{AssetKind::node, 0}});
    CHECK(stands.first == std::vector<AssetRef>{{AssetKind::site, 0}, {AssetKind::node, 0}});
    CHECK(stands.second.empty());
    // A fibre of its own to C2 is a second way; one more to C1 ends at the same core.
    w.spans.push_back(span("g", "S", "C2"));
    CHECK(pathsOf(w).found == Found::pair);
    CHECK_FALSE(pathsOf(w).same_core);
    w.spans.back().to_id = "C1";
    CHECK(pathsOf(w).found == Found::pair);
    CHECK(pathsOf(w).same_core);
}

TEST_CASE("the shortest way is left where it would block both others", "[disjoint]")
{
    //   S ── A ── B ── C1      S-A-B-C1 is the shortest; the pair is S-A-Y-Z-C2 and S-V-X-B-C1.
    //   │    │    │
    //   │    Y─Z──┼─── C2
    //   V ────── X
    Scenario w;
    w.nodes = {node("C1", NodeKind::core), node("C2", NodeKind::core)};
    for (const char* id : {"A", "B", "V", "X", "Y", "Z"}) {
        w.nodes.push_back(node(id, NodeKind::aggregation));
    }
    w.sites = {site("S")};
    w.spans = {span("1", "S", "A"), span("2", "A", "B"), span("3", "B", "C1"),
               span("4", "A", "Y"), span("5", "Y", "Z"), span("6", "Z", "C2"),
               span("7", "S", "V"), span("8", "V", "X"), span("9", "X", "B")};
    const DisjointPaths paths = pathsOf(w);
    REQUIRE(paths.found == Found::pair);
    CHECK_FALSE(paths.same_core);
}

namespace {

/// All ways from a vertex to the first core on them, by trying every turn.
struct EveryWay {
    struct One {
        std::vector<Vertex> vertices;
        std::set<std::uint32_t> edges;
        std::set<std::string> corridors;
    };
    const Scenario& w;
    const TransportGraph& graph;
    std::set<Vertex> cores;
    std::vector<One> all;

    void walk(One& way)
    {
        const Vertex v = way.vertices.back();
        if (cores.contains(v)) {
            all.push_back(way);
            return;
        }
        for (const std::uint32_t e : graph.edgesAt(v)) {
            const Vertex u = graph.other(e, v);
            if (std::ranges::find(way.vertices, u) != way.vertices.end()) {
                continue;
            }
            One longer = way;
            longer.vertices.push_back(u);
            longer.edges.insert(e);
            const AssetRef asset = graph.edges()[e].asset;
            if (asset.kind == AssetKind::span && !w.spans[asset.index].corridor_id.empty()) {
                longer.corridors.insert(w.spans[asset.index].corridor_id);
            }
            walk(longer);
        }
    }

    /// 2: a pair to two cores, 1: a pair to one core, 0: no pair.
    int best(bool startShared) const
    {
        int best = 0;
        for (const One& a : all) {
            for (const One& b : all) {
                const bool sameCore = a.vertices.back() == b.vertices.back();
                const auto shares = [](const auto& x, const auto& y, const auto& passed) {
                    return std::ranges::any_of(x, [&](const auto& each) {
                        return !passed(each) && std::ranges::find(y, each) != y.end();
                    });
                };
                const auto no = [](const auto&) { return false; };
                const bool touch = shares(a.vertices, b.vertices,
                                          [&](Vertex v) {
                                              return (startShared && v == a.vertices.front()) ||
                                                     (sameCore && v == a.vertices.back());
                                          }) ||
                                   shares(a.edges, b.edges, no) ||
                                   shares(a.corridors, b.corridors, no);
                if (!touch && &a != &b) {
                    best = std::max(best, sameCore ? 1 : 2);
                }
            }
        }
        return best;
    }

    /// Whether some vertex but the start and the cores, some edge or some corridor is on all ways.
    bool single(bool startShared) const
    {
        const auto onAll = [&](const auto& on) { return std::ranges::all_of(all, on); };
        const One& one = all.front();
        for (const Vertex v : one.vertices) {
            const bool free = cores.contains(v) || (startShared && v == one.vertices.front());
            if (!free && onAll([v](const One& way) {
                    return std::ranges::find(way.vertices, v) != way.vertices.end();
                })) {
                return true;
            }
        }
        return std::ranges::any_of(one.edges,
                                   [&](std::uint32_t e) {
                                       return onAll(
                                           [e](const One& way) { return way.edges.contains(e); });
                                   }) ||
               std::ranges::any_of(one.corridors, [&](const std::string& c) {
                   return onAll([&](const One& way) { return way.corridors.contains(c); });
               });
    }
};

Scenario randomWorld(std::mt19937& dice)
{
    const auto below = [&](std::size_t n) { return dice() % n; };
    Scenario w;
    const std::size_t nodes = 5 + below(4);
    const std::size_t cores = 1 + below(3);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < nodes; ++i) {
        ids.push_back("N" + std::to_string(i));
        w.nodes.push_back(
            node(ids.back().c_str(), i < cores ? NodeKind::core : NodeKind::aggregation));
    }
    for (int i = 0; i < 2; ++i) {
        const std::string hangs = below(2) == 0 ? "" : ids[below(nodes)];
        w.sites.push_back(site(("S" + std::to_string(i)).c_str(), hangs.c_str()));
        ids.push_back(w.sites.back().site_id);
    }
    const std::size_t spans = nodes + below(nodes);
    for (std::size_t i = 0; i < spans; ++i) {
        const std::string a = ids[below(ids.size())];
        const std::string b = ids[below(ids.size())];
        w.spans.push_back(span(("f" + std::to_string(i)).c_str(), a.c_str(), b.c_str()));
        if (below(2) == 0) {
            w.spans.back().corridor_id = "T" + std::to_string(below(4));
        }
    }
    return w;
}

} // namespace

TEST_CASE("pairs, single pieces and shared cores are those of trying every two ways", "[disjoint]")
{
    std::mt19937 dice{20260}; // the same on every machine
    int undecided = 0;
    for (int world = 0; world < 600; ++world) {
        CAPTURE(world);
        const Scenario w = randomWorld(dice);
        const TransportGraph graph{w};
        const DisjointFinder finder{w, statusesAsOf(w, noon), graph, noon, false};
        for (const bool startShared : {true, false}) {
            CAPTURE(startShared);
            EveryWay ways{w, graph, {graph.cores().begin(), graph.cores().end()}, {}};
            std::vector<Vertex> starts{graph.ofSite(0)};
            if (!startShared) {
                starts.push_back(graph.ofSite(1));
            }
            for (const Vertex start : starts) {
                EveryWay::One way{{start}, {}, {}};
                ways.walk(way);
            }
            const DisjointPaths found =
                startShared ? finder.find(starts.front()) : finder.findFromAny(starts);
            if (ways.all.empty()) {
                CHECK(found.found == Found::noWay);
                continue;
            }
            const int best = ways.best(startShared);
            REQUIRE((found.found == Found::pair) == (best > 0));
            if (best > 0) {
                CHECK(found.same_core == (best == 1));
                CHECK((found.first.back() == found.second.back()) == found.same_core);
                for (std::size_t i = startShared ? 1 : 0; i < found.first.size(); ++i) {
                    const auto twice = std::ranges::find(found.second, found.first[i]);
                    CHECK((twice == found.second.end() ||
                           (found.same_core && i + 1 == found.first.size())));
                }
            } else if (ways.single(startShared)) {
                CHECK(found.found == Found::single);
            } else {
                // Only a core, reached over the place itself, may still be on every way.
                undecided += found.found == Found::undecided ? 1 : 0;
            }
        }
    }
    CHECK(undecided < 60);
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
    const NetworkHealth health = healthOf(w, all, powerAt(w, all, noon), graph);
    const std::vector<double> demand{20, 10};
    const auto loads = edgeLoads(w, graph, health, demand);
    REQUIRE(loads.size() == 2);
    CHECK(loads[0].asset == AssetRef{AssetKind::link, 0});
    CHECK(loads[0].load_mbps == 10);
    CHECK(loads[0].overloaded());
    CHECK(loads[1].load_mbps == 30);
    CHECK_FALSE(loads[1].overloaded());
}

TEST_CASE("what has several ways of as few hops is split as they can carry", "[load]")
{
    //        ╭─a 300─╮            S asks for 40 Mbit/s: 30 over a and 10 over b, all over H to C1
    //   S ───┤       ├── H ── C1  (1 hop more to C2: nothing goes there).
    //        ╰─b 100─╯   ╰── X ── C2
    Scenario w;
    w.nodes = {node("C1", NodeKind::core), node("C2", NodeKind::core),
               node("H", NodeKind::aggregation), node("X", NodeKind::aggregation)};
    w.sites = {site("S")};
    w.links = {link("a", "S", "H"), link("b", "H", "S"), link("c", "H", "C1"), link("x", "H", "X"),
               link("y", "X", "C2")};
    w.links[0].capacity_mbps = 300;
    w.links[1].capacity_mbps = 100;
    const TransportGraph graph{w};
    const auto loadOf = [&](const std::vector<double>& demand, std::uint32_t link) {
        const Statuses all = statusesAsOf(w, noon);
        const auto loads =
            edgeLoads(w, graph, healthOf(w, all, powerAt(w, all, noon), graph), demand);
        const auto at = std::ranges::find(loads, AssetRef{AssetKind::link, link}, &EdgeLoad::asset);
        return at == loads.end() ? 0 : at->load_mbps;
    };
    CHECK(loadOf({40}, 0) == 30);
    CHECK(loadOf({40}, 1) == 10);
    CHECK(loadOf({40}, 2) == 40);
    CHECK(loadOf({40}, 3) == 0);
    w.links[1].capacity_mbps.reset(); // as wide as the other, for want of a figure
    CHECK(loadOf({40}, 1) == 20);
    w.observations = {seen(AssetKind::link, "a", Status::destroyed)};
    CHECK(loadOf({40}, 0) == 0);
    CHECK(loadOf({40}, 1) == 40);
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
