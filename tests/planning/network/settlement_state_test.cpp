#include "planning/network/network_state.h"
#include "planning/network/settlement_state.h"
#include "planning/restoration/random.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

#include <algorithm>

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

std::vector<SettlementService> statesOf(const Scenario& w, const Towns& t)
{
    const TransportGraph graph{w};
    const Statuses statuses = statusesAsOf(w, noon);
    const PowerState power = powerAt(w, statuses, noon);
    const NetworkHealth health = healthOf(w, statuses, power, graph);
    RepairFinder finder{w, statuses, power, graph, health};
    return settlementStates(t.cover, t.places, w, graph, networkState(w, statuses, graph, noon),
                            finder);
}

/// Sites S0 … on the core, all destroyed, with their prices; one town, whose groups of people are
/// reached by the sites named.
struct Town {
    Scenario world;
    Towns towns;
};
Town town(const std::vector<double>& prices,
          const std::vector<std::pair<double, std::vector<std::uint32_t>>>& groups)
{
    Town t;
    t.world.nodes = {node("CORE", NodeKind::core)};
    t.world.settlements.resize(1);
    for (std::uint32_t i = 0; i < prices.size(); ++i) {
        const std::string id = "S" + std::to_string(i);
        t.world.sites.push_back(site(id.c_str(), "CORE"));
        t.world.observations.push_back(seen(AssetKind::site, id.c_str(), Status::destroyed));
        t.world.actions.push_back(
            action(("mend" + id).c_str(), id.c_str(), ActionKind::repair, prices[i]));
        t.towns.cover.layers.push_back({i, Technology::gen2});
    }
    Cover& cover = t.towns.cover;
    cover.group_people = {0};
    cover.group_start = {0, 0};
    std::vector<PlaceCell> cells;
    for (const auto& [people, sites] : groups) {
        cover.group.push_back(static_cast<std::uint32_t>(cover.group_people.size()));
        cells.push_back({0, static_cast<std::uint32_t>(cells.size()), people});
        cover.group_people.push_back(people);
        cover.group_layers.insert(cover.group_layers.end(), sites.begin(), sites.end());
        cover.group_start.push_back(static_cast<std::uint32_t>(cover.group_layers.size()));
    }
    t.towns.places = groupsOfPlaces(cover, cells, 1);
    return t;
}

} // namespace

TEST_CASE("a settlement that is out names the cheapest site to bring back, and its chain",
          "[network]")
{
    const Scenario w = world();
    const Towns t = towns();
    const auto states = statesOf(w, t);
    REQUIRE(states.size() == 3);

    CHECK(states[0].service == Service::off);
    CHECK(states[0].people == 400);
    CHECK(states[0].served == 0);
    CHECK(states[0].site() == 0U); // 10,000 for the span, not 100,000 for S3 and the span
    CHECK(states[0].cause == Cause::backhaul);
    CHECK(states[0].repair.cost_usd == 10000);
    CHECK(states[0].people_back == 400);
    REQUIRE(states[0].chain.size() == 4); // S1, A, s1, CORE
    CHECK(states[0].chain[2].asset == AssetRef{AssetKind::span, 0});
    CHECK(states[0].chain[2].cause == Cause::physical);

    CHECK(states[1].service == Service::on);
    CHECK_FALSE(states[1].site());

    CHECK(states[2].service == Service::off);
    CHECK_FALSE(states[2].repair.possible);
    CHECK(states[2].repair.why_not == "no site of the workspace reaches it");
}

TEST_CASE("a settlement whose cell is out comes back with the cell", "[network]")
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S0", "CORE")};
    w.cells.resize(1);
    w.cells[0].cell_id = "S0c";
    w.cells[0].site_id = "S0";
    w.settlements.resize(1);
    w.observations = {seen(AssetKind::cell, "S0c", Status::destroyed)};
    w.actions = {action("mend", "S0c", ActionKind::repair, 100)};
    Towns t;
    t.cover.layers = {{0, Technology::gen2, 0}};
    t.cover.group_people = {0, 1000};
    t.cover.group_start = {0, 0, 1};
    t.cover.group_layers = {0};
    t.cover.group = {1};
    t.places = groupsOfPlaces(t.cover, std::vector<PlaceCell>{{0, 0, 1000}}, 1);

    SettlementService state = statesOf(w, t).front();
    CHECK(state.service == Service::off);
    CHECK(state.cause == Cause::physical);
    CHECK(state.repair.possible);
    CHECK(state.repair.cost_usd == 100);
    CHECK(state.repair.actions == std::vector<std::uint32_t>{0});
    CHECK(state.repair.assets == std::vector<AssetRef>{{AssetKind::cell, 0}});
    CHECK(state.people_back == 1000);
    REQUIRE(state.chain.size() == 3); // the cell, S0, CORE
    CHECK(state.chain[0].asset == AssetRef{AssetKind::cell, 0});
    CHECK(state.chain[0].cause == Cause::physical);

    // The site out as well: both, each paid once.
    w.observations.push_back(seen(AssetKind::site, "S0", Status::destroyed));
    w.actions.push_back(action("build", "S0", ActionKind::replace, 5000));
    state = statesOf(w, t).front();
    CHECK(state.repair.cost_usd == 5100);

    w.actions = {w.actions[1]};
    state = statesOf(w, t).front();
    CHECK_FALSE(state.repair.possible);
    CHECK(state.repair.why_not == "no repair of cell S0c is known");
    CHECK(state.site() == 0U);
}

TEST_CASE("where one site is not enough the cheapest of several brings the settlement back",
          "[network]")
{
    // A third each: two of them are needed.
    const Town thirds = town({100, 110, 120}, {{3000, {0}}, {3000, {1}}, {3000, {2}}});
    SettlementService state = statesOf(thirds.world, thirds.towns).front();
    CHECK(state.repair.cost_usd == 210);
    CHECK(state.repair.actions == std::vector<std::uint32_t>{0, 1});
    CHECK(state.people_back == 6000);
    CHECK(state.back.size() == 2);
    CHECK_FALSE(state.repair.at_most);

    // Two cheap ones instead of the one that would do alone, and the other way round.
    const Town one = town({50, 60, 100}, {{4000, {0, 2}}, {4000, {1, 2}}, {2000, {0, 1}}});
    state = statesOf(one.world, one.towns).front();
    CHECK(state.repair.cost_usd == 50); // 6,000 of 10,000
    const Town few = town({50, 60, 100}, {{4000, {0, 2}}, {4000, {1, 2}}, {2000, {}}});
    CHECK(statesOf(few.world, few.towns).front().repair.cost_usd == 50); // 4,000 of 8,000
    const Town more = town({50, 60, 100}, {{3000, {0, 2}}, {3000, {1, 2}}, {3000, {2}}});
    CHECK(statesOf(more.world, more.towns).front().repair.cost_usd == 100);

    // What is known mends too few.
    Town poor = thirds;
    poor.world.actions.resize(1);
    state = statesOf(poor.world, poor.towns).front();
    CHECK_FALSE(state.repair.possible);
    CHECK(state.repair.why_not == "all repairs known together bring back 3000 of the 4500 people "
                                  "that it lacks to be half served");
}

TEST_CASE("no set of sites brings a settlement back for less than its way back", "[network]")
{
    planning::restoration::Random random{5};
    for (int round = 0; round < 60; ++round) {
        const std::uint32_t sites = round % 2 == 0 ? 5 : 12;
        std::vector<double> prices;
        for (std::uint32_t i = 0; i < sites; ++i) {
            prices.push_back(10.0 * (1 + random.below(30)));
        }
        std::vector<std::pair<double, std::vector<std::uint32_t>>> groups;
        double reached = 0;
        for (int g = 0; g < 14; ++g) {
            std::vector<std::uint32_t> by;
            for (std::uint32_t i = 0; i < sites; ++i) {
                if (random.below(sites) < 2) {
                    by.push_back(i);
                }
            }
            groups.emplace_back(100 * (1 + random.below(9)), by);
            reached += by.empty() ? 0 : groups.back().first;
        }
        const Town t = town(prices, groups);
        const SettlementService state = statesOf(t.world, t.towns).front();
        double least = 1e18;
        for (std::size_t mask = 0; mask < std::size_t{1} << sites; ++mask) {
            double cost = 0;
            double served = 0;
            for (std::uint32_t i = 0; i < sites; ++i) {
                cost += ((mask >> i) & 1U) != 0 ? prices[i] : 0;
            }
            for (const auto& [people, by] : groups) {
                const bool on = std::ranges::any_of(
                    by, [&](std::uint32_t i) { return ((mask >> i) & 1U) != 0; });
                served += on ? people : 0;
            }
            least = served >= reached / 2 ? std::min(least, cost) : least;
        }
        CAPTURE(round);
        REQUIRE(state.repair.possible);
        CHECK(state.people_back >= reached / 2);
        if (state.repair.at_most) {
            CHECK(state.repair.cost_usd >= least);
        } else {
            CHECK(state.repair.cost_usd == Approx(least));
        }
        CHECK((sites > 10 || !state.repair.at_most));
    }
}
