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
