// The cheapest way back, against trying every set of actions on a world that is worked out anew
// each time.
#include "planning/network/network_state.h"
#include "planning/restoration/random.h"
#include "planning/restoration/slow_replay.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace planning;
using namespace tests;
using planning::restoration::Random;

namespace {

GridNode gridNode(const char* id, GridNodeKind kind)
{
    GridNode n;
    n.grid_node_id = id;
    n.kind = kind;
    return n;
}
GridLine gridLine(const char* id, const char* from, const char* to)
{
    GridLine l;
    l.grid_line_id = id;
    l.from_id = from;
    l.to_id = to;
    return l;
}

// CORE ──s1── A ── X; A and X on the grid node G1, whose line GL from the source is broken.
Scenario sharedGrid()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation)};
    w.sites = {site("X", "A")};
    w.spans = {span("s1", "CORE", "A")};
    w.grid_nodes = {gridNode("G0", GridNodeKind::source), gridNode("G1", GridNodeKind::substation)};
    w.grid_lines = {gridLine("GL", "G0", "G1")};
    w.nodes[1].power.grid_node_id = w.sites[0].power.grid_node_id = "G1";
    w.nodes[1].power.battery_h = w.sites[0].power.battery_h = 0; // and nothing else
    w.observations = {seen(AssetKind::gridLine, "GL", Status::destroyed)};
    w.actions = {action("mendGL", "GL", ActionKind::repair, 5000),
                 action("genX", "X", ActionKind::power, 3000),
                 action("genA", "A", ActionKind::power, 3000)};
    return w;
}

std::vector<std::string> chainOf(const Scenario& w, const SiteService& site)
{
    std::vector<std::string> out;
    for (const ChainLink& link : site.chain) {
        out.push_back(assetId(w, link.asset) + (link.state == Service::on ? "" : " out"));
    }
    return out;
}

SiteService siteX(const Scenario& w)
{
    return networkState(w, statusesAsOf(w, noon), TransportGraph{w}, noon).sites[0];
}

// CORE ──s1── A ── X; A on the feeder F1, X on F2. Each feeder has a line of its own from the
// source (90), or both hang on the hub H (80 and 30 each): all lines are broken.
Scenario meshedGrid()
{
    Scenario w = sharedGrid();
    w.grid_nodes = {gridNode("G0", GridNodeKind::source), gridNode("H", GridNodeKind::substation),
                    gridNode("F1", GridNodeKind::feeder), gridNode("F2", GridNodeKind::feeder)};
    w.nodes[1].power.grid_node_id = "F1";
    w.sites[0].power.grid_node_id = "F2";
    w.observations.clear();
    w.actions = {action("genX", "X", ActionKind::power, 9999),
                 action("genA", "A", ActionKind::power, 9999)};
    w.grid_lines = {gridLine("LA", "G0", "F1"), gridLine("LB", "G0", "F2"),
                    gridLine("LH", "G0", "H"), gridLine("UA", "H", "F1"),
                    gridLine("UB", "H", "F2")};
    const double prices[] = {90, 90, 80, 30, 30};
    for (std::size_t i = 0; i < w.grid_lines.size(); ++i) {
        const std::string& id = w.grid_lines[i].grid_line_id;
        w.observations.push_back(seen(AssetKind::gridLine, id.c_str(), Status::destroyed));
        w.actions.push_back(
            action(("mend" + id).c_str(), id.c_str(), ActionKind::repair, prices[i]));
    }
    return w;
}

/// A ring of four nodes with a core, three sites, a grid of three nodes on a line or in a ring,
/// roads to clear.
Scenario randomWorld(Random& random, bool gridRing)
{
    static const char* const ring[] = {"CORE", "A", "B", "C"};
    static const char* const grid[] = {"G0", "G1", "G2"};
    Scenario w;
    for (const char* id : ring) {
        w.nodes.push_back(node(id, w.nodes.empty() ? NodeKind::core : NodeKind::aggregation));
    }
    w.spans = {span("s0", "CORE", "A"), span("s1", "A", "B"), span("s2", "B", "C"),
               span("s3", "C", "CORE")};
    w.sites = {site("X0", "A"), site("X1", "B"), site("X2", "C")};
    w.grid_nodes = {gridNode("G0", GridNodeKind::source), gridNode("G1", GridNodeKind::substation),
                    gridNode("G2", GridNodeKind::feeder)};
    w.grid_lines = {gridLine("l0", "G0", "G1"), gridLine("l1", "G1", "G2")};
    if (gridRing) {
        w.grid_lines.push_back(gridLine("l2", "G2", "G0"));
    }
    for (std::size_t i = 1; i < w.nodes.size(); ++i) {
        w.nodes[i].power.grid_node_id = grid[random.below(3)];
        w.nodes[i].power.battery_h = 0;
    }
    for (Site& s : w.sites) {
        s.power.grid_node_id = grid[random.below(3)];
        s.power.battery_h = 0;
    }
    const auto price = [&] { return 100.0 * (1 + random.below(9)); };
    const auto act = [&](const std::string& id, const std::string& asset, ActionKind kind) {
        w.actions.push_back(action(id.c_str(), asset.c_str(), kind, price()));
    };
    act("road", "A", ActionKind::clear);
    const auto breakAsset = [&](AssetKind kind, const std::string& id, double share) {
        if (random.unit() < share && w.actions.size() < 11) {
            w.observations.push_back(seen(kind, id.c_str(), Status::destroyed));
            act("mend-" + id, id, ActionKind::repair);
            if (random.below(3) == 0) {
                w.actions.back().after_ids = {"road"};
            }
        }
    };
    for (const GridLine& l : w.grid_lines) {
        breakAsset(AssetKind::gridLine, l.grid_line_id, gridRing ? 0.9 : 0.6);
    }
    for (const Span& s : w.spans) {
        breakAsset(AssetKind::span, s.span_id, 0.4);
    }
    for (const Site& s : w.sites) {
        breakAsset(AssetKind::site, s.site_id, 0.3);
        if (w.actions.size() < 11 && random.below(2) == 0) {
            act("power-" + s.site_id, s.site_id, ActionKind::power);
        }
    }
    for (std::size_t i = 1; i < w.nodes.size() && w.actions.size() < 11; ++i) {
        act("power-" + w.nodes[i].node_id, w.nodes[i].node_id, ActionKind::power);
    }
    return w;
}

} // namespace

TEST_CASE("a grid part that feeds several places of a way is paid once", "[network]")
{
    CHECK(siteX(sharedGrid()).repair.cost_usd == 5000); // not 6,000 for two generators
    Scenario dear = sharedGrid();
    dear.actions[2].cost_usd = 9000;
    CHECK(siteX(dear).repair.cost_usd == 5000); // not 8,000: with the grid back X needs nothing
    CHECK(siteX(dear).repair.actions == std::vector<std::uint32_t>{0});
    Scenario cheap = sharedGrid();
    cheap.actions[1].cost_usd = cheap.actions[2].cost_usd = 1000;
    CHECK(siteX(cheap).repair.cost_usd == 2000);
}

TEST_CASE("a way through the grid that two places share is cheaper than one each", "[network]")
{
    const SiteService x = siteX(meshedGrid());
    CHECK(x.repair.cost_usd == 140); // LH, UA and UB; not 180 for LA and LB
    CHECK(x.repair.crew_days == 3);
    CHECK(x.repair.actions == std::vector<std::uint32_t>{4, 6, 5});
    CHECK_FALSE(x.repair.at_most);
    CHECK(chainOf(meshedGrid(), x) == std::vector<std::string>{"X out", "LH out", "UB out", "A out",
                                                               "LH out", "UA out", "s1", "CORE"});
}

TEST_CASE("no set of actions brings a site back for less than the cheapest way", "[network]")
{
    Random random{11};
    int compared = 0;
    for (int round = 0; round < 120; ++round) {
        const Scenario w = randomWorld(random, round % 2 != 0);
        const Statuses statuses = statusesAsOf(w, noon);
        const TransportGraph graph{w};
        const NetworkState state = networkState(w, statuses, graph, noon);
        std::vector<double> least(w.sites.size(), 1e18);
        for (std::size_t set = 0; set < std::size_t{1} << w.actions.size(); ++set) {
            SlowReplay world{w, statuses, graph, noon, false};
            double cost = 0;
            bool inOrder = true;
            for (std::size_t i = 0; i < w.actions.size(); ++i) {
                if (((set >> i) & 1U) != 0) {
                    inOrder = inOrder && (w.actions[i].after_ids.empty() || (set & 1U) != 0);
                    world.finish(w.actions[i]);
                    cost += w.actions[i].cost_usd;
                }
            }
            if (!inOrder || std::ranges::all_of(least, [&](double l) { return l <= cost; })) {
                continue;
            }
            const auto serving = world.sitesServing(world.now());
            for (std::size_t s = 0; s < serving.size(); ++s) {
                least[s] = serving[s] != 0 ? std::min(least[s], cost) : least[s];
            }
        }
        for (std::size_t s = 0; s < w.sites.size(); ++s) {
            const SiteService& service = state.sites[s];
            if (service.service == Service::on) {
                continue;
            }
            CAPTURE(round, s);
            CHECK(service.repair.possible == (least[s] < 1e18));
            if (service.repair.possible) {
                CHECK(service.repair.cost_usd == Approx(least[s]));
                CHECK_FALSE(service.repair.at_most);
                ++compared;
            }
        }
    }
    CHECK(compared > 120);
}

TEST_CASE("the chain names what keeps the grid from feeding a place", "[repair]")
{
    Scenario w = sharedGrid();
    CHECK(chainOf(w, siteX(w)) ==
          std::vector<std::string>{"X out", "GL out", "A out", "GL out", "s1", "CORE"});
}
