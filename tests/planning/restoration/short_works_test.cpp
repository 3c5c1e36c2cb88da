#include "planning/restoration/plan_check.h"
#include "tests/planning/restoration/money_world.h"

#include <catch2/catch.hpp>

using namespace money_world;

namespace {

const geo::Date day1 = *geo::parseDate("2026-11-23");

PlanRequest request()
{
    PlanRequest r;
    r.start = day1;
    r.days = 20;
    r.budget_usd = 1e6;
    r.crews = {{"fibre", 1}, {"site", 1}};
    return r;
}

RestorationPlan planned(const Scenario& w, const PlanRequest& r)
{
    return makePlan(w, statusesAsOf(w, noon), people(), noon, r);
}

} // namespace

TEST_CASE("two works of half a day fit into one day of a crew, three do not", "[plan]")
{
    // Three masts of half a day each, no bases: nothing is driven.
    Scenario w = broken();
    w.observations.clear();
    w.actions.clear();
    for (const char* id : {"S1", "S2", "S3"}) {
        w.observations.push_back(seen(AssetKind::site, id, Status::destroyed));
        w.actions.push_back(action(id, id, ActionKind::repair, 100, 0.5));
        w.actions.back().skill = "site";
    }
    const RestorationPlan plan = planned(w, request());
    REQUIRE(plan.steps.size() == 3);
    CHECK(plan.served[1] == 6000); // S2 with 4,000 and S3 with 2,000
    CHECK(plan.served[2] == 7000);
    CHECK(plan.upper_bound_days >= 6000 + 19 * 7000);
    const auto faults = [&](const RestorationPlan& of) {
        return checkPlan(w, statusesAsOf(w, noon), people(), noon, of).faults;
    };
    CHECK(faults(plan).empty());
    RestorationPlan bad = plan;
    for (PlanStep& step : bad.steps) {
        step.first_day = step.last_day = 1;
    }
    REQUIRE(faults(bad).size() == 1);
    CHECK_THAT(faults(bad)[0], Catch::Contains("on day 1"));
    // 0.5 and 0.6 are more than a day; so are 0.5 and 0.5 with 3 hours between them, of which 2 are
    // part of the day.
    w.actions[0].crew_days = w.actions[2].crew_days = 0.6;
    CHECK(planned(w, request()).served[1] == 4000);
    w.actions[0].crew_days = w.actions[2].crew_days = 0.5;
    w.sites[0].at.xy = {0, 0};
    w.sites[1].at.xy = {0, 0};
    w.sites[2].at.xy = {70000, 0}; // × 1.3 / 30 km/h: 3.03 h
    const RestorationPlan far = planned(w, request());
    CHECK(far.served[1] == 5000); // S2 and S1, who are neighbours
    CHECK(faults(far).empty());
}
