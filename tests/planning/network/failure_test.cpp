#include "planning/network/failure.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

//   CORE ──s1── A ──s2── B          S1 on A, S2 on B, S3 ))m1(( S2
//     └────s3────────────┘          s2 and s3 share the corridor "river bridge"
Scenario world()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation),
               node("B", NodeKind::aggregation)};
    w.sites = {site("S1", "A"), site("S2", "B"), site("S3")};
    w.spans = {span("s1", "CORE", "A"), span("s2", "A", "B"), span("s3", "CORE", "B")};
    w.spans[1].corridor_id = w.spans[2].corridor_id = "river bridge";
    w.links = {link("m1", "S2", "S3")};
    return w;
}

// Three groups of people: 100 under S1 alone, 200 under S2 and S3, 400 under S3 alone.
Cover cover()
{
    Cover c;
    c.layers = {{0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}};
    c.group_people = {0, 100, 200, 400};
    c.group_start = {0, 0, 1, 3, 4};
    c.group_layers = {0, 1, 2, 2};
    return c;
}

} // namespace

TEST_CASE("cutting an asset loses the people nobody else serves", "[failure]")
{
    const Scenario w = world();
    const Cover c = cover();
    const TransportGraph graph{w};
    const FailureAnalysis analysis{w, statusesAsOf(w, noon), graph, c, noon};
    CHECK(analysis.lossOf({{AssetKind::span, 1}}).sites.empty()); // the ring holds
    const Loss link = analysis.lossOf({{AssetKind::link, 0}});
    CHECK(link.sites == std::vector<std::uint32_t>{2});
    CHECK(link.people == 400); // the 200 still have S2
    const Loss both = analysis.lossOf({{AssetKind::span, 1}, {AssetKind::span, 2}});
    CHECK(both.sites == std::vector<std::uint32_t>{1, 2});
    CHECK(both.people == 600);
}

TEST_CASE("single points are found with the people behind them, corridors among them", "[failure]")
{
    const Scenario w = world();
    const Cover c = cover();
    const TransportGraph graph{w};
    const auto points = FailureAnalysis{w, statusesAsOf(w, noon), graph, c, noon}.singlePoints();
    std::vector<std::string> names;
    for (const FailurePoint& p : points) {
        names.push_back(p.corridor_id.empty() ? assetId(w, p.assets[0]) : p.corridor_id);
    }
    // The core loses all; the corridor, B and S2 lose S2 and S3; the hop S3; A loses S1.
    CHECK(names == std::vector<std::string>{"CORE", "B", "S2", "river bridge", "m1", "A"});
    CHECK(points[0].loss.people == 700);
    CHECK(points[1].loss.people == 600);
    CHECK(points[4].loss.people == 400);
    CHECK(points[5].loss.people == 100);
}

TEST_CASE("every single point found loses just what cutting it loses", "[failure]")
{
    // A ladder with tails: 30 nodes in two rails and rungs every third step, sites everywhere.
    Scenario w;
    for (int i = 0; i < 30; ++i) {
        w.nodes.push_back(node(("n" + std::to_string(i)).c_str(),
                               i == 0 ? NodeKind::core : NodeKind::aggregation));
        w.sites.push_back(site(("t" + std::to_string(i)).c_str(), w.nodes.back().node_id.c_str()));
    }
    const auto lay = [&](int a, int b) {
        w.spans.push_back(span(("s" + std::to_string(w.spans.size())).c_str(),
                               ("n" + std::to_string(a)).c_str(),
                               ("n" + std::to_string(b)).c_str()));
    };
    for (int i = 0; i + 2 < 30; ++i) {
        lay(i, i + 2);
    }
    for (int i = 0; i < 24; i += 6) {
        lay(i, i + 1);
    }
    const TransportGraph graph{w};
    const Cover nobody;
    const FailureAnalysis analysis{w, statusesAsOf(w, noon), graph, nobody, noon};
    const auto points = analysis.singlePoints();
    std::map<AssetRef, std::vector<std::uint32_t>> found;
    for (const FailurePoint& p : points) {
        found[p.assets[0]] = p.loss.sites;
    }
    std::size_t expected = 0;
    const auto check = [&](AssetRef asset) {
        const Loss loss = analysis.lossOf({asset});
        if (!loss.sites.empty()) {
            ++expected;
            CHECK(found[asset] == loss.sites);
        }
    };
    for (std::uint32_t i = 0; i < w.nodes.size(); ++i) {
        check({AssetKind::node, i});
    }
    for (std::uint32_t i = 0; i < w.spans.size(); ++i) {
        check({AssetKind::span, i});
    }
    CHECK(expected > 5);
    CHECK(points.size() == expected);
}

TEST_CASE("facilities behind a failure are named, and power lines are failures too", "[failure]")
{
    //   PLANT ══l1══ SUB ══l2══ FEED      S1 and S2 are fed by FEED, S3 is not on the grid
    Scenario w = world();
    w.grid_nodes = {{"PLANT", GridNodeKind::source, {}, false},
                    {"SUB", GridNodeKind::substation, {}, false},
                    {"FEED", GridNodeKind::feeder, {}, false}};
    w.grid_lines = {{"l1", "PLANT", "SUB", false}, {"l2", "SUB", "FEED", false}};
    w.sites[0].power.grid_node_id = w.sites[1].power.grid_node_id = "FEED";
    w.sites[0].power.battery_h = w.sites[1].power.battery_h = 0;
    Cover c = cover();
    c.frame = {0, 100, 100, 4, 1}; // one row of four cells, one group each
    c.group = {0, 1, 2, 3};
    w.facilities.resize(2);
    w.facilities[0].at.xy = {150, 50}; // under S1 alone
    w.facilities[1].at.xy = {250, 50}; // under S2 and S3
    const TransportGraph graph{w};
    const Statuses statuses = statusesAsOf(w, noon);
    const FailureAnalysis analysis{w, statuses, graph, c, noon};
    CHECK(analysis.lossOf({{AssetKind::site, 0}}).facilities == std::vector<std::uint32_t>{0});
    CHECK(analysis.lossOf({{AssetKind::link, 0}}).facilities.empty());
    const auto points = analysis.singlePoints();
    for (const AssetRef piece : {AssetRef{AssetKind::gridLine, 0}, AssetRef{AssetKind::gridLine, 1},
                                 AssetRef{AssetKind::gridNode, 2}}) {
        const auto at = std::ranges::find_if(
            points, [&](const FailurePoint& p) { return p.assets.front() == piece; });
        REQUIRE(at != points.end());
        CHECK(at->loss.sites == std::vector<std::uint32_t>{0, 1, 2}); // S3 hangs on S2
        CHECK(at->loss.people == 700);
        CHECK(at->loss.facilities == std::vector<std::uint32_t>{0, 1});
    }
}

TEST_CASE("a power line is a single point of failure also where batteries carry on for a while",
          "[failure]")
{
    //   PLANT ══l1══ FEED      S1 has four hours of battery, S2 panels that carry it, A a tank
    Scenario w = world();
    w.grid_nodes = {{"PLANT", GridNodeKind::source, {}, false},
                    {"FEED", GridNodeKind::feeder, {}, false}};
    w.grid_lines = {{"l1", "PLANT", "FEED", false}};
    for (PowerSupply* power : {&w.sites[0].power, &w.sites[1].power, &w.nodes[1].power}) {
        power->grid_node_id = "FEED";
        power->load_kw = 2;
    }
    w.sites[0].power.battery_h = 4;
    w.sites[1].power.solar_kw = 3;
    w.nodes[1].power.generator_kw = 10;
    w.nodes[1].power.fuel_on_hand_l = 50;
    const Cover c = cover();
    const TransportGraph graph{w};
    const Statuses statuses = statusesAsOf(w, noon);
    const FailureAnalysis analysis{w, statuses, graph, c, noon};
    const AssetRef line{AssetKind::gridLine, 0};
    CHECK(analysis.lossOf({line}).sites.empty());
    // S1 loses its battery and A, which it hangs on; S2 has the sun and the other way round.
    CHECK(analysis.lossLater({line}).sites == std::vector<std::uint32_t>{0});
    CHECK(analysis.lossLater({line}).people == 100);
    const auto points = analysis.singlePoints();
    const auto at = std::ranges::find_if(
        points, [&](const FailurePoint& p) { return p.assets.front() == line; });
    REQUIRE(at != points.end());
    CHECK(at->loss.people == 0);
    CHECK(at->later.people == 100);
}

TEST_CASE("every corridor found loses just what cutting its spans loses", "[failure]")
{
    // A grid of 12 × 12 nodes with a fifth of the spans not laid and a tenth broken, a site on
    // each, corridors of up to four spans that need not touch.
    constexpr int side = 12;
    std::uint32_t dice = 7;
    const auto roll = [&](std::uint32_t below) {
        dice = dice * 1664525U + 1013904223U; // Numerical Recipes' generator
        return (dice >> 16U) % below;
    };
    Scenario w;
    const auto name = [](const char* kind, int i) { return kind + std::to_string(i); };
    for (int i = 0; i < side * side; ++i) {
        w.nodes.push_back(
            node(name("n", i).c_str(), i == 66 ? NodeKind::core : NodeKind::aggregation));
        w.sites.push_back(site(name("t", i).c_str(), w.nodes.back().node_id.c_str()));
    }
    const auto lay = [&](int a, int b) {
        const std::string id = name("s", static_cast<int>(w.spans.size()));
        w.spans.push_back(span(id.c_str(), name("n", a).c_str(), name("n", b).c_str()));
        w.spans.back().corridor_id = name("k", static_cast<int>(roll(90)));
        if (roll(10) == 0) {
            w.observations.push_back(seen(AssetKind::span, id.c_str(), Status::destroyed));
        }
    };
    for (int i = 0; i < side * side; ++i) {
        if (i % side + 1 < side && roll(5) > 0) {
            lay(i, i + 1);
        }
        if (i + side < side * side && roll(5) > 0) {
            lay(i, i + side);
        }
    }
    const TransportGraph graph{w};
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover nobody;
    const FailureAnalysis analysis{w, statuses, graph, nobody, noon};
    std::map<std::string, std::vector<std::uint32_t>> found;
    for (const FailurePoint& p : analysis.singlePoints()) {
        if (!p.corridor_id.empty()) {
            found[p.corridor_id] = p.loss.sites;
        }
    }
    std::map<std::string, std::vector<AssetRef>> corridors;
    for (std::uint32_t i = 0; i < w.spans.size(); ++i) {
        corridors[w.spans[i].corridor_id].push_back({AssetKind::span, i});
    }
    std::size_t losing = 0;
    for (const auto& [id, spans] : corridors) {
        const std::vector<std::uint32_t> lost = analysis.lossOf(spans).sites;
        if (spans.size() > 1) {
            losing += lost.empty() ? 0 : 1;
            CHECK(found[id] == lost);
        }
    }
    CHECK(losing > 10);
}
