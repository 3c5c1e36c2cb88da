#include "planning/network/network_state.h"
#include "planning/network/settlement_state.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

//   CORE ──s1── A      S1 on A; S2 on CORE; S3 on A, destroyed
//
//   cell      0    1    2    3         town T0 owns cells 0 and 1, T1 cell 2, T2 cell 3
//   people   100  300  200   50
//   reached   S1  S1   S2   nobody     and S3 reaches cells 0 and 1 too
Scenario world()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation)};
    w.sites = {site("S1", "A"), site("S2", "CORE"), site("S3", "A")};
    w.spans = {span("s1", "CORE", "A")};
    w.settlements.resize(3);
    w.observations = {seen(AssetKind::span, "s1", Status::destroyed),
                      seen(AssetKind::site, "S3", Status::destroyed)};
    w.actions = {action("mend", "s1", ActionKind::repair, 10000, 4),
                 action("build", "S3", ActionKind::replace, 90000, 20)};
    return w;
}

struct Towns {
    Cover cover;
    PlaceGroups places;
};

Towns towns()
{
    Towns t;
    t.cover.layers = {{0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}};
    t.cover.group_people = {50, 400, 200}; // nobody; S1 and S3; S2
    t.cover.group_start = {0, 0, 2, 3};
    t.cover.group_layers = {0, 2, 1};
    t.cover.group = {1, 1, 2, 0};
    const std::vector<PlaceCell> cells{{0, 0, 100}, {0, 1, 300}, {1, 2, 200}, {2, 3, 50}};
    t.places = groupsOfPlaces(t.cover, cells, 3);
    return t;
}

} // namespace

TEST_CASE("a settlement that is out names the cheapest site to bring back, and its chain",
          "[network]")
{
    const Scenario w = world();
    const Towns t = towns();
    const TransportGraph graph{w};
    const Statuses statuses = statusesAsOf(w, noon);
    const auto states =
        settlementStates(t.cover, t.places, networkState(w, statuses, graph, noon), statuses);
    REQUIRE(states.size() == 3);

    CHECK(states[0].service == Service::off);
    CHECK(states[0].people == 400);
    CHECK(states[0].served == 0);
    CHECK(states[0].site == 0U); // 10,000 for the span, not 100,000 for S3 and the span
    CHECK(states[0].cause == Cause::backhaul);
    CHECK(states[0].repair.cost_usd == 10000);
    CHECK(states[0].people_back == 400);
    REQUIRE(states[0].chain.size() == 4); // S1, A, s1, CORE
    CHECK(states[0].chain[2].asset == AssetRef{AssetKind::span, 0});
    CHECK(states[0].chain[2].cause == Cause::physical);

    CHECK(states[1].service == Service::on);
    CHECK_FALSE(states[1].site);

    CHECK(states[2].service == Service::off);
    CHECK_FALSE(states[2].repair.possible);
    CHECK(states[2].repair.why_not == "no site of the workspace reaches it");
}
