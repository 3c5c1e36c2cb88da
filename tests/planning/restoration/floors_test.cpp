#include "geo/error.h"
#include "planning/restoration/plan_check.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

//   CORE ── S1 … S4, all destroyed; money for two of them
//   cell     0      1      2      3        area North: cells 0 1 2; South: cell 3
//   people  3000   2500   2000   1000
Scenario world()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    for (const char* id : {"S1", "S2", "S3", "S4"}) {
        w.sites.push_back(site(id, "CORE"));
        w.observations.push_back(seen(AssetKind::site, id, Status::destroyed));
        w.actions.push_back(
            action((std::string{"mend-"} + id).c_str(), id, ActionKind::repair, 1000, 1));
        w.actions.back().skill = "site";
        w.sites.back().at.xy = {50 + 100.0 * static_cast<double>(w.sites.size() - 1), 50};
    }
    const auto area = [&w](const char* code, double from, double to) {
        Area a;
        a.area_code = a.name = code;
        a.shape_xy = {{{{from, 0}, {to, 0}, {to, 100}, {from, 100}, {from, 0}}}};
        w.areas.push_back(a);
    };
    area("North", 0, 300);
    area("South", 300, 400);
    return w;
}

Cover people()
{
    Cover c;
    c.frame = {0, 100, 100, 4, 1};
    c.people = {3000, 2500, 2000, 1000};
    c.group = {1, 2, 3, 4};
    c.layers = {
        {0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}, {3, Technology::gen2}};
    c.group_people = {0, 3000, 2500, 2000, 1000};
    c.group_start = {0, 0, 1, 2, 3, 4};
    c.group_layers = {0, 1, 2, 3};
    return c;
}

PlanRequest request()
{
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 10;
    r.budget_usd = 2000;
    r.crews = {{"site", 1}};
    return r;
}

RestorationPlan planned(const Scenario& w, const PlanRequest& r)
{
    return makePlan(w, statusesAsOf(w, noon), people(), noon, r);
}

} // namespace

TEST_CASE("without floors the most people are served, and areas are reported all the same",
          "[floors]")
{
    const RestorationPlan plan = planned(world(), request());
    CHECK(plan.served.back() == 5500);
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[0].people == 7500);
    CHECK(plan.areas[0].served_at_end == 5500);
    CHECK(plan.areas[0].attainable == 7500);
    CHECK(plan.areas[0].steps == 2);
    CHECK(plan.areas[1].served_at_end == 0);
    CHECK_FALSE(plan.areas[1].floor);
}

TEST_CASE("a floor brings work to an area that the total alone would leave out", "[floors]")
{
    const Scenario w = world();
    PlanRequest r = request();
    r.floors = {{"South", 0.5}};
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.served.back() == 4000); // S1 and S4
    CHECK(plan.areas[1].served_at_end == 1000);
    CHECK(plan.areas[1].met);
    CHECK(plan.areas[1].met_on_day.has_value());
    CHECK(plan.areas[1].weight > 1);
    CHECK(plan.areas[0].weight == 1);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), people(), noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}

TEST_CASE("what the weight of a floor hides is found by plain numbers", "[floors]")
{
    // One crew for 8 days, 3,100 USD on day 1 and 1,500 on day 8. South counts three times, so by
    // weight its works come first, and S4's day 1 goes with waiting: 30,000 person-days. With S1
    // on day 1 (4,000), S4 on days 2-3 (6,000), S3 on day 4 (20,000) and S2 on day 8 (2,000) the
    // floor is met as well: 32,000.
    Scenario w = world();
    Cover c = people();
    c.people = {500, 2000, 4000, 1000};
    c.group_people = {0, 500, 2000, 4000, 1000};
    w.areas[0].shape_xy = {{{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}}};
    w.areas[1].shape_xy = {{{{100, 0}, {400, 0}, {400, 100}, {100, 100}, {100, 0}}}};
    PlanRequest r = request();
    r.days = 8;
    r.budget_usd.reset();
    r.crews["clearance"] = 1;
    const auto comes = [&](const char* what, int day, double amount) {
        Supply row;
        row.resource = what;
        row.from_date = r.start + std::chrono::days{day - 1};
        row.amount = amount;
        w.supply.push_back(row);
    };
    comes("money_usd", 1, 3100);
    comes("money_usd", 8, 1500);
    comes("part:radio", 1, 1);
    comes("part:radio", 7, 1);
    w.actions[0].latest = r.start + std::chrono::days{1};
    w.actions[1].parts["radio"] = w.actions[3].parts["radio"] = 1;
    w.actions[1].earliest = r.start + std::chrono::days{5};
    w.actions[2].earliest = r.start + std::chrono::days{3};
    w.actions[3].crew_days = 2;
    w.actions[3].after_ids = {"clear"};
    w.actions.push_back(action("clear", "S4", ActionKind::clear, 100, 1));
    w.actions.back().skill = "clearance";
    r.floors = {{"South", 1}};
    r.effort = 1;
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    CHECK(plan.areas[1].met);
    double sum = 0;
    for (std::size_t day = 1; day < plan.served.size(); ++day) {
        sum += plan.served[day];
    }
    CHECK(sum == 32000);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), c, noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}

TEST_CASE("two floors that can both be met do not chase each other", "[floors]")
{
    // Money for two. North (cells 0, 1) needs S1: 5,000 of 9,000; South (cells 2, 3) needs S3,
    // which cannot be begun before day 10: 3,000 of 5,000 people. By weights alone North and South
    // take turns: S1 and S2 are worth 9,000 from day 1 on, S3 3,000 from day 10 on.
    Scenario w = world();
    Cover c = people();
    c.people = {5000, 4000, 3000, 2000};
    c.group_people = {0, 5000, 4000, 3000, 2000};
    w.areas[0].shape_xy = {{{{0, 0}, {200, 0}, {200, 100}, {0, 100}, {0, 0}}}};
    w.areas[1].shape_xy = {{{{200, 0}, {400, 0}, {400, 100}, {200, 100}, {200, 0}}}};
    PlanRequest r = request();
    r.days = 20;
    w.actions[2].earliest = r.start + std::chrono::days{9};
    r.common_floor = 0.5;
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[0].met);
    CHECK(plan.areas[1].met);
    CHECK(plan.served[1] == 5000);
    CHECK(plan.served[9] == 5000);
    CHECK(plan.served[10] == 8000);
    CHECK(plan.served.back() == 8000);
}

TEST_CASE("an area with one closed place and others open is not called closed", "[floors]")
{
    // South: S3 and S4; only S4 lies in the closed zone, S3 is too dear.
    Scenario w = world();
    w.areas[0].shape_xy = {{{{0, 0}, {200, 0}, {200, 100}, {0, 100}, {0, 0}}}};
    w.areas[1].shape_xy = {{{{200, 0}, {400, 0}, {400, 100}, {200, 100}, {200, 0}}}};
    Zone zone;
    zone.zone_id = "Z";
    zone.access = ZoneAccess::closed;
    zone.shape_xy = {{{{300, 0}, {400, 0}, {400, 100}, {300, 100}, {300, 0}}}};
    w.zones = {zone};
    const RestorationPlan plan = planned(w, request());
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[1].steps == 0);
    CHECK(plan.areas[1].undone_closed == 1);
    CHECK(std::ranges::find(plan.problems, "South", &geo::Problem::asset_id) ==
          plan.problems.end());
    // Nor is it when the only other work there has dates outside the plan.
    w.actions[2].latest = *geo::parseDate("2026-10-01");
    const RestorationPlan late = planned(w, request());
    CHECK(std::ranges::find(late.problems, "South", &geo::Problem::asset_id) ==
          late.problems.end());
}

TEST_CASE("a common floor holds for every area; one that cannot be met is said to be missed",
          "[floors]")
{
    PlanRequest r = request();
    r.common_floor = 0.9; // North would take all three of its sites
    const RestorationPlan plan = planned(world(), r);
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[0].floor == 0.9);
    CHECK(plan.areas[1].met);
    CHECK_FALSE(plan.areas[0].met);
    CHECK(plan.served.back() == 4000);
}

TEST_CASE("floors outside 0 to 1, or of areas that are not there, are refused", "[floors]")
{
    PlanRequest r = request();
    r.floors = {{"West", 0.5}};
    CHECK_THROWS_WITH(planned(world(), r), Catch::Contains("no area 'West'"));
    r.floors = {{"South", 1.5}};
    CHECK_THROWS_WITH(planned(world(), r), Catch::Contains("1.5"));
}

TEST_CASE("facilities are counted by kind beside the people", "[floors]")
{
    Scenario w = world();
    w.facilities.resize(2);
    w.facilities[0].kind = w.facilities[1].kind = FacilityKind::hospital;
    w.facilities[0].at.xy = {50, 50};  // under S1
    w.facilities[1].at.xy = {350, 50}; // under S4
    const RestorationPlan plain = planned(w, request());
    REQUIRE(plain.facilities.size() == 1);
    CHECK(plain.facilities[0].total == 2);
    CHECK(plain.facilities[0].served_today == 0);
    CHECK(plain.facilities[0].served_at_end == 1);
    PlanRequest r = request();
    r.facility_weight = {{FacilityKind::hospital, 5000}};
    const RestorationPlan weighted = planned(w, r);
    CHECK(weighted.facilities[0].served_at_end == 2); // S1 and S4: 8,000 and 6,000
    CHECK(weighted.served.back() == 4000);            // people stay people
}

TEST_CASE("an area nobody can get to on any day is named", "[floors]")
{
    Scenario w = world();
    Zone zone;
    zone.zone_id = "Z";
    zone.access = ZoneAccess::closed;
    zone.shape_xy = w.areas[1].shape_xy;
    w.zones = {zone};
    const RestorationPlan plan = planned(w, request());
    REQUIRE(plan.undone.size() >= 1);
    const auto closed = std::ranges::find(plan.undone, Undone::closed, &UndoneAction::reason);
    REQUIRE(closed != plan.undone.end());
    CHECK(closed->asset_id == "S4");
    const auto named = std::ranges::find(plan.problems, "South", &geo::Problem::asset_id);
    REQUIRE(named != plan.problems.end());
    CHECK_THAT(named->what, Catch::Contains("nobody can get into South"));
    CHECK(plan.areas[1].attainable == 0);
}
