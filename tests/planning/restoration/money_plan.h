#pragma once
// A plan of twenty days for the broken network of money_world.h.
#include "planning/restoration/plan.h"
#include "tests/planning/restoration/money_world.h"

namespace money_world {

inline const geo::Date day1 = *geo::parseDate("2026-11-23");

inline PlanRequest request()
{
    PlanRequest r;
    r.start = day1;
    r.days = 20;
    r.budget_usd = 1e6;
    r.crews = {{"fibre", 1}, {"site", 1}};
    return r;
}

inline RestorationPlan planned(const Scenario& w, const PlanRequest& r)
{
    return makePlan(w, statusesAsOf(w, noon), people(), noon, r);
}

} // namespace money_world
