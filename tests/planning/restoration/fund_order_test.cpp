// What must come first is bought with what waits for it.
#include "planning/restoration/best_first.h"
#include "planning/restoration/fund.h"
#include "tests/planning/restoration/money_world.h"

#include <catch2/catch.hpp>

using namespace money_world;

namespace {

/// Two masts on the core behind a road that must be cleared first: X (1,000 people) for 10,000, Y
/// (300) for 2,000, the road 5,000; Z (500) for 9,000 is free of it.
struct BehindARoad {
    Scenario world;
    Cover cover;
    Statuses statuses;

    BehindARoad()
    {
        world.nodes = {node("CORE", NodeKind::core)};
        world.sites = {site("X", "CORE"), site("Y", "CORE"), site("Z", "CORE")};
        for (const char* id : {"X", "Y", "Z"}) {
            world.observations.push_back(seen(AssetKind::site, id, Status::destroyed));
        }
        world.actions = {action("build-X", "X", ActionKind::replace, 10'000),
                         action("build-Y", "Y", ActionKind::replace, 2'000),
                         action("build-Z", "Z", ActionKind::replace, 9'000),
                         action("clear", "X", ActionKind::clear, 5'000)};
        world.actions[0].after_ids = world.actions[1].after_ids = {"clear"};
        cover.layers = {{0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}};
        cover.group_people = {0, 1000, 300, 500};
        cover.group_start = {0, 0, 1, 2, 3};
        cover.group_layers = {0, 1, 2};
        statuses = statusesAsOf(world, noon);
    }
    std::vector<std::string> ids(const std::vector<FundStep>& steps) const
    {
        std::vector<std::string> out;
        for (const FundStep& step : steps) {
            out.push_back(world.actions[step.action].action_id);
        }
        return out;
    }
};
using Ids = std::vector<std::string>;

} // namespace

TEST_CASE("a repair is bought with the clearing that must come first", "[fund]")
{
    const BehindARoad it;
    FundRequest request;
    request.amounts_usd = {6'999, 7'000, 9'000, 14'999, 15'000, 17'000, 25'999, 26'000};
    const Fund fund{it.world, it.statuses, it.cover, noon, request};
    const auto curve = fund.curve();
    CHECK(curve->everything_usd == 26'000);
    // 7,000 buy the road and Y; 15,000 the road and X; 17,000 both, 24,000 X and Z.
    const std::vector<double> most{0, 0, 300, 500, 500, 1000, 1300, 1500, 1800};
    REQUIRE(curve->points.size() == most.size());
    for (std::size_t k = 0; k < most.size(); ++k) {
        CAPTURE(curve->points[k].money_usd);
        CHECK(curve->points[k].served == most[k]);
        CHECK(curve->points[k].bound >= most[k] - 1e-6);
    }
    // Best for the money: road and X (15,000 for 1,000), Y for 2,000 more, Z.
    CHECK(it.ids(curve->steps) == Ids{"clear", "build-X", "build-Y", "build-Z"});
    CHECK(curve->steps.back().money_usd == 26'000);
    CHECK(curve->steps[1].money_usd == 15'000);
    const auto next = fund.best(15'000, {}, curve->steps);
    CHECK(it.ids(next->steps) == Ids{"clear", "build-X"});
    CHECK(next->spent_usd == 15'000);
    CHECK(fund.best(14'999, {}, curve->steps)->people_back == 500);
    CHECK(fund.cheapest_usd({}) == 7'000);
    const std::vector<double> dearer{10'000, 2'000, 9'000, 5'001};
    CHECK(fund.peopleFor(15'000, {}, {curve->steps}, dearer) ==
          500); // Z, not the first of the list
    // Once the road is clear it is not paid for again.
    const std::vector<std::uint32_t> done{3};
    CHECK(fund.best(10'000, done, fund.after(done, curve->steps))->people_back == 1000);
    CHECK(fund.cheapest_usd(done) == 2'000);
    CHECK(it.ids(fund.after(done, curve->steps)) == Ids{"build-Y", "build-X", "build-Z"});
}

TEST_CASE("a list names the clearing with the repair that waits for it, once", "[fund]")
{
    const BehindARoad it;
    const PowerState power = powerAt(it.world, it.statuses, noon);
    const TransportGraph graph{it.world};
    Replay today{it.world, it.statuses, power, graph, it.cover, false};
    today.heedOrder();
    using Purchases = std::vector<RepairPurchase>;
    const std::vector<std::uint32_t> unnamed{2, 1, 0};
    CHECK(bestFirst(unnamed, today, it.world) == Purchases{{3, 0}, {1}, {2}});
    CHECK(bestFirst(std::vector<std::uint32_t>{3, 2}, today, it.world) == Purchases{{2}});
    // Y and X finished first have no effect before the road is clear.
    CHECK(today.finish(1) == 0);
    CHECK(today.finish(0) == 0);
    CHECK(today.finish(3) == 1300);
}

TEST_CASE("what comes first and brings people by itself is a purchase of its own", "[fund]")
{
    // s1 (10,000) brings 1,000 back; s2 (10,000), which waits for it, 4,000: the better for its
    // money, yet s1 alone can be bought for half the sum.
    Scenario w = broken();
    w.actions[1].after_ids = {"mend-s1"};
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    const PowerState power = powerAt(w, statuses, noon);
    const TransportGraph graph{w};
    Replay today{w, statuses, power, graph, cover, false};
    today.heedOrder();
    CHECK(bestFirst(std::vector<std::uint32_t>{0, 1, 2}, today, w) ==
          std::vector<RepairPurchase>{{0}, {1}, {2}});
}

TEST_CASE("where the clearing may not be paid for, the repair is not bought, and it is said",
          "[fund]")
{
    BehindARoad it;
    it.world.spans = {span("s", "CORE", "X")};
    it.world.actions[3].asset_id = "s"; // the way to X lies along a cable
    it.statuses = statusesAsOf(it.world, noon);
    FundRequest request;
    request.scope.what = {FundFor::sites};
    const Fund fund{it.world, it.statuses, it.cover, noon, request};
    const auto curve = fund.curve();
    CHECK(it.ids(curve->steps) == Ids{"build-Z"});
    CHECK(curve->served_by_everything == 500);
    CHECK_THAT(curve->assumptions.at(1),
               Catch::Contains("2 repairs that must wait for work on which the money may not be "
                               "spent are not bought (first 'build-X')"));
}

TEST_CASE("a pledge pays for the clearing that its repair waits for", "[fund]")
{
    BehindARoad it;
    for (const auto& [id, usd] : {std::pair{"first", 7'000.0}, std::pair{"then", 10'000.0}}) {
        Pledge pledge;
        pledge.pledge_id = pledge.donor = id;
        pledge.status = "received";
        pledge.amount = usd;
        pledge.currency = "USD";
        it.world.pledges.push_back(pledge);
    }
    const auto bought = spendPledges(it.world, it.statuses, it.cover, noon, {},
                                     bookPledges(it.world.pledges, {}, 2026, 2026));
    // 7,000: the road and Y. Then X, behind the road cleared by the first, for 10,000.
    CHECK(it.ids((*bought)[0].purchase.steps) == Ids{"clear", "build-Y"});
    CHECK((*bought)[0].purchase.spent_usd == 7'000);
    CHECK(it.ids((*bought)[1].purchase.steps) == Ids{"build-X"});
    CHECK((*bought)[1].purchase.people_back == 1000);
}

TEST_CASE("as many people are not bought for more money than need be", "[fund]")
{
    // X (700) and Y (900) hang on a dead grid: 74,800 for it, or 13,800 and 21,000 for generators.
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("X", "CORE"), site("Y", "CORE")};
    w.grid_nodes = {{"G", GridNodeKind::source, {}, false}};
    for (Site& each : w.sites) {
        each.power.grid_node_id = "G";
        each.power.battery_h = 0;
    }
    w.observations = {seen(AssetKind::gridNode, "G", Status::destroyed)};
    w.actions = {action("grid", "G", ActionKind::repair, 74'800),
                 action("power-X", "X", ActionKind::power, 13'800),
                 action("power-Y", "Y", ActionKind::power, 21'000)};
    Cover c;
    c.layers = {{0, Technology::gen2}, {1, Technology::gen2}};
    c.group_people = {0, 700, 900};
    c.group_start = {0, 0, 1, 2};
    c.group_layers = {0, 1};
    const Statuses statuses = statusesAsOf(w, noon);
    const Fund fund{w, statuses, c, noon, {}};
    const auto bought = fund.best(75'000);
    REQUIRE(bought);
    CHECK(bought->people_back == 1600);
    CHECK(bought->spent_usd == 34'800);
    CHECK(fund.cheapest_usd({}) == 13'800);
}
