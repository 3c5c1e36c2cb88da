#pragma once
// Sites that hang on the core one by one, each with its own people: plans of them, made and
// replayed.
#include "planning/restoration/plan_check.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

namespace choice_worlds {

using namespace planning;
using namespace tests;

inline const geo::Date day1 = *geo::parseDate("2026-11-23");
constexpr int days = 14;

/// `people[i]` hang on site i alone.
inline Cover coverOf(const std::vector<double>& people)
{
    Cover c;
    c.group_people = {0};
    c.group_start = {0, 0};
    for (std::uint32_t i = 0; i < people.size(); ++i) {
        c.layers.push_back({i, Technology::gen4});
        c.group_people.push_back(people[i]);
        c.group_layers.push_back(i);
        c.group_start.push_back(i + 1);
    }
    return c;
}

inline PlanRequest request()
{
    PlanRequest r;
    r.start = day1;
    r.days = days;
    r.budget_usd = 5000;
    r.crews = {{"site", 1}, {"power", 1}};
    r.effort = 1;
    return r;
}

/// Made and replayed by the checker.
inline RestorationPlan planned(const Scenario& w, const Cover& c, const PlanRequest& r = request())
{
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), c, noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
    return plan;
}

inline double personDays(const RestorationPlan& plan)
{
    double sum = 0;
    for (std::size_t day = 1; day < plan.served.size(); ++day) {
        sum += plan.served[day];
    }
    return sum;
}

} // namespace choice_worlds
