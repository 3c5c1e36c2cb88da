#include "planning/network/network_state.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

//   CORE ──s1── AGG ──s2── S1 ))m1(( S2        S3 hangs on AGG
//     └───s3─── EX  ──s4── S1
Scenario ring()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("AGG", NodeKind::aggregation),
               node("EX", NodeKind::exchange)};
    w.sites = {site("S1"), site("S2"), site("S3", "AGG")};
    w.spans = {span("s1", "CORE", "AGG"), span("s2", "AGG", "S1"), span("s3", "CORE", "EX"),
               span("s4", "EX", "S1")};
    w.links = {link("m1", "S1", "S2")};
    return w;
}

NetworkState stateOf(const Scenario& w)
{
    const TransportGraph graph{w};
    return networkState(w, statusesAsOf(w, noon), graph, noon);
}

std::vector<std::string> actionIds(const Scenario& w, const RepairSet& set)
{
    std::vector<std::string> ids;
    for (const auto a : set.actions) {
        ids.push_back(w.actions[a].action_id);
    }
    return ids;
}

} // namespace

TEST_CASE("with everything working all sites serve", "[network]")
{
    const NetworkState state = stateOf(ring());
    for (const SiteService& site : state.sites) {
        CHECK(site.service == Service::on);
        CHECK(site.cause == Cause::none);
    }
    // S2 → m1 → S1 → s2 → AGG → s1 → CORE
    CHECK(state.sites[1].chain.size() == 7);
}

TEST_CASE("a ring survives one cut and not two", "[network]")
{
    Scenario w = ring();
    w.observations = {seen(AssetKind::span, "s2", Status::destroyed)};
    CHECK(stateOf(w).sites[0].service == Service::on);
    w.observations.push_back(seen(AssetKind::span, "s3", Status::outOfService));
    const NetworkState state = stateOf(w);
    CHECK(state.sites[0].service == Service::off);
    CHECK(state.sites[0].cause == Cause::backhaul);
    CHECK(state.sites[1].cause == Cause::backhaul); // the site behind it too
    CHECK(state.sites[2].service == Service::on);
}

TEST_CASE("the cheaper way round is proposed, once, with what must come first", "[network]")
{
    Scenario w = ring();
    w.observations = {seen(AssetKind::span, "s2", Status::destroyed),
                      seen(AssetKind::span, "s3", Status::destroyed),
                      seen(AssetKind::site, "S2", Status::destroyed)};
    w.actions = {action("clear", "s3", ActionKind::clear, 1000),
                 action("a2", "s2", ActionKind::repair, 9000),
                 action("a3", "s3", ActionKind::repair, 5000),
                 action("aS2", "S2", ActionKind::replace, 70000)};
    w.actions[2].after_ids = {"clear"};
    const NetworkState state = stateOf(w);
    CHECK(actionIds(w, state.sites[0].repair) == std::vector<std::string>{"clear", "a3"});
    CHECK(state.sites[0].repair.cost_usd == 6000);
    CHECK(state.sites[1].cause == Cause::physical); // its own damage comes first
    CHECK(state.sites[1].repair.cost_usd == 76000);
    w.actions[0].cost_usd = 5000; // 5000 + 5000 by s3 is now dearer than 9000 by s2
    CHECK(actionIds(w, stateOf(w).sites[0].repair) == std::vector<std::string>{"a2"});
}

TEST_CASE("what is unknown is neither on nor off, unless another way works", "[network]")
{
    Scenario w = ring();
    w.observations = {seen(AssetKind::span, "s1", Status::unknown, Cause::unknown)};
    NetworkState state = stateOf(w);
    CHECK(state.sites[0].service == Service::on); // by EX
    CHECK(state.sites[2].service == Service::on); // CORE-EX-S1-AGG
    w.observations.push_back(seen(AssetKind::span, "s4", Status::destroyed));
    state = stateOf(w);
    CHECK(state.sites[0].service == Service::unknown);
    CHECK(state.sites[2].service == Service::unknown);
    CHECK(state.sites[2].cause == Cause::unknown);
}

TEST_CASE("a report of no backhaul is believed even where the graph finds a way", "[network]")
{
    Scenario w = ring();
    w.observations = {seen(AssetKind::site, "S1", Status::outOfService, Cause::backhaul)};
    const NetworkState state = stateOf(w);
    CHECK(state.sites[0].service == Service::off);
    CHECK(state.sites[0].cause == Cause::backhaul);
    CHECK_FALSE(state.sites[0].repair.possible);
    CHECK(state.sites[0].repair.why_not.find("place of the break") != std::string::npos);
}

TEST_CASE("without a core nobody is served, and the repair says why", "[network]")
{
    Scenario w = ring();
    w.nodes[0].kind = NodeKind::exchange;
    const NetworkState state = stateOf(w);
    CHECK(state.sites[0].service == Service::off);
    CHECK(state.sites[0].repair.why_not == "the workspace has no core node");
}

TEST_CASE("an edge to an id nobody knows is named", "[network]")
{
    Scenario w = ring();
    w.spans.push_back(span("s9", "AGG", "NOWHERE"));
    geo::Problems problems;
    const TransportGraph graph{w, &problems};
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].asset_id == "s9");
    CHECK(problems[0].what.find("NOWHERE") != std::string::npos);
}

TEST_CASE("over what may work the way of fewest hops is taken, whatever the order of rows",
          "[network]")
{
    // C ── A ── U and C ── A ── B ── U, U unknown; B stands before A in the table.
    Scenario w;
    w.nodes = {node("C", NodeKind::core), node("B", NodeKind::aggregation),
               node("A", NodeKind::aggregation), node("U", NodeKind::aggregation)};
    w.spans = {span("CA", "C", "A"), span("BU", "B", "U"), span("AB", "A", "B"),
               span("AU", "A", "U")};
    w.observations = {seen(AssetKind::node, "U", Status::unknown)};
    const TransportGraph graph{w};
    const Statuses statuses = statusesAsOf(w, noon);
    const Reach reach =
        reachFromCores(graph, healthOf(w, statuses, powerAt(w, statuses, noon), graph));
    CHECK(reach.service[3] == Service::unknown);
    CHECK(graph.edges()[reach.parent[3]].asset == AssetRef{AssetKind::span, 3});
}
