// What money may be spent on, and which of equal repairs it buys.
#include "planning/restoration/best_first.h"
#include "planning/restoration/fund.h"
#include "planning/restoration/fund_scope.h"
#include "tests/planning/restoration/money_world.h"

#include <catch2/catch.hpp>

using namespace money_world;

TEST_CASE("an area's money goes where things stand when no table says their area", "[fund]")
{
    Scenario w = broken(); // A at (0, 0), B at (10, 0); CORE is in no area
    w.areas.resize(3);
    w.areas[0].area_code = "W";
    w.areas[1].area_code = "E";
    w.areas[2].area_code = "E1";
    w.areas[1].parent_code = "W"; // E and E1 within W
    w.areas[2].parent_code = "E";
    const auto square = [](double x) {
        return geo::MultiPolygonOf<geo::XY>{
            {{{x - 4, -4}, {x + 4, -4}, {x + 4, 4}, {x - 4, 4}, {x - 4, -4}}}};
    };
    w.areas[0].shape_xy = square(0);
    w.areas[1].shape_xy = w.areas[2].shape_xy = square(10);
    w.nodes[0].at.xy = {100, 0};
    w.nodes[2].at.xy = w.sites[2].at.xy = {10, 0};
    w.sites[2].area_code = "W"; // the wider area says nothing against E1
    w.grid_nodes = {{"G", GridNodeKind::feeder, {{}, {10, 1}}, false}};
    w.observations.push_back(seen(AssetKind::gridNode, "G", Status::destroyed));
    w.actions.push_back(action("mend-G", "G", ActionKind::repair, 500));
    FundScope scope;
    scope.area_code = "E1"; // s2 ends there, S3 and G stand there; s1 does not
    const FundFence fence{w, scope};
    std::vector<bool> held;
    for (const Action& each : w.actions) {
        held.push_back(fence.holds(each));
    }
    CHECK(held == std::vector<bool>{false, true, true, true});
}

TEST_CASE("what all repairs cost counts broken power lines that feed nobody", "[fund]")
{
    Scenario w = broken();
    w.grid_nodes = {{"SRC", GridNodeKind::source, {}, false},
                    {"F", GridNodeKind::feeder, {}, false}};
    w.grid_lines = {{"L", "SRC", "F", false}};
    w.observations.push_back(seen(AssetKind::gridLine, "L", Status::destroyed));
    w.actions.push_back(action("mend-L", "L", ActionKind::repair, 5000));
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    FundRequest request;
    CHECK(Fund(w, statuses, cover, noon, request).curve()->everything_usd == Approx(115'000));
    request.scope.what = {FundFor::power};
    CHECK(Fund(w, statuses, cover, noon, request).curve()->everything_usd == Approx(5'000));
}

TEST_CASE("of repairs that bring back the same people the list names the cheapest", "[fund]")
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("dear", "CORE"), site("cheap", "CORE"), site("other", "CORE")};
    for (const char* id : {"dear", "cheap", "other"}) {
        w.observations.push_back(seen(AssetKind::site, id, Status::destroyed));
    }
    w.actions = {action("d", "dear", ActionKind::repair, 8900),
                 action("c", "cheap", ActionKind::repair, 8500),
                 action("o", "other", ActionKind::repair, 9000)};
    Cover cover;
    cover.layers = {{0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}};
    cover.group_people = {0, 2293, 50}; // the first two sites serve the same people
    cover.group_start = {0, 0, 2, 3};
    cover.group_layers = {0, 1, 2};
    const Statuses statuses = statusesAsOf(w, noon);
    const PowerState power = powerAt(w, statuses, noon);
    const TransportGraph graph{w};
    const Replay today{w, statuses, power, graph, cover, false};
    using Purchases = std::vector<RepairPurchase>;
    CHECK(cheaperOfEquals({{0}, {2}}, {1}, today, w) == Purchases{{1}, {2}});
    CHECK(cheaperOfEquals({{1}, {2}}, {0}, today, w) == Purchases{{1}, {2}});
    // One order whatever the amounts.
    for (const int points : {4, 10, 20}) {
        FundRequest request;
        request.points = points;
        const auto curve = Fund(w, statuses, cover, noon, request).curve();
        REQUIRE(curve->steps.size() == 2);
        CHECK(w.actions[curve->steps[0].action].action_id == "c");
    }
}
