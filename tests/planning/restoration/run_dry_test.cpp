#include "planning/restoration/daily_fuel.h"
#include "planning/restoration/plan_check.h"
#include "planning/restoration/run_dry.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

//   CORE ──s1── A      S1 on A (1,000 people) on a generator: 144 l at 2 l an hour, so 72 hours
//                      S2 on A (4,000)
// The state is that of noon before day 1: 12 hours to its end, 36 to the end of day 1, 60 to that
// of day 2 and 84 to that of day 3, by which S1 is dark.
Scenario onGenerator()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation)};
    w.sites = {site("S1", "A"), site("S2", "A")};
    w.spans = {span("s1", "CORE", "A")};
    PowerSupply& power = w.sites[0].power;
    power.generator_kw = 8;
    power.fuel_l_per_h = 2;
    power.fuel_on_hand_l = 144;
    return w;
}

Cover people()
{
    Cover c;
    c.layers = {{0, Technology::gen2}, {1, Technology::gen2}};
    c.group_people = {1000, 4000};
    c.group_start = {0, 1, 2};
    c.group_layers = {0, 1};
    return c;
}

PlanRequest request()
{
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 6;
    r.budget_usd = 1e6;
    r.crews = {{"power", 1}};
    return r;
}

/// One that brings fuel for good, 48 l a day, in one crew day.
Scenario withDelivery()
{
    Scenario w = onGenerator();
    w.actions = {action("fuel-S1", "S1", ActionKind::fuel, 100, 1)};
    w.actions[0].skill = "power";
    w.actions[0].parts["fuel_l"] = 50;
    addDailyFuel(w);
    return w;
}

RestorationPlan checked(const Scenario& w, const PlanRequest& r)
{
    RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), people(), noon, r);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), people(), noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
    double sum = 0;
    for (std::size_t day = 1; day < plan.served.size(); ++day) {
        sum += plan.served[day];
    }
    CHECK(plan.upper_bound_days >= sum * (1 - 1e-9));
    return plan;
}

using Served = std::vector<double>;

} // namespace

TEST_CASE("a generator that runs at the start burns its fuel and goes dark", "[plan]")
{
    const RestorationPlan plan = checked(onGenerator(), request());
    CHECK(plan.served == Served{5000, 5000, 5000, 4000, 4000, 4000, 4000});
    REQUIRE(!plan.assumptions.empty());
    CHECK_THAT(plan.assumptions.back(), Catch::Contains("the first on day 3"));
}

TEST_CASE("fuel that comes in time keeps a place on, and the step says whom it keeps", "[plan]")
{
    const RestorationPlan plan = checked(withDelivery(), request());
    CHECK(plan.served == Served(7, 5000));
    REQUIRE(plan.steps.size() == 1);
    CHECK(plan.steps[0].last_day <= 3);
    CHECK_THAT(plan.steps[0].why, Catch::Contains("keeps 1,000 people served") &&
                                      Catch::Contains("lasts until day 2"));
}

TEST_CASE("fuel that comes late brings back who was dark meanwhile", "[plan]")
{
    Scenario w = withDelivery();
    w.actions[0].earliest = *geo::parseDate("2026-11-27"); // day 5
    const RestorationPlan plan = checked(w, request());
    CHECK(plan.served == Served{5000, 5000, 5000, 4000, 4000, 5000, 5000});
    REQUIRE(plan.steps.size() == 1);
    CHECK(plan.steps[0].people_back == 1000);
}

TEST_CASE("without litres for every day nothing is brought", "[plan]")
{
    PlanRequest r = request();
    r.fuel_l_per_day = 47; // it burns 48
    const RestorationPlan plan = checked(withDelivery(), r);
    CHECK(plan.steps.empty());
    CHECK(plan.served.back() == 4000);
}

TEST_CASE("a node whose battery ends takes all behind it along, until its grid is mended", "[plan]")
{
    Scenario w = onGenerator();
    w.sites[0].power = {};
    w.nodes[1].power.battery_h = 40; // down since midnight: 28 hours left at noon
    w.nodes[1].power.grid_node_id = "G";
    w.grid_nodes = {{"G", GridNodeKind::source, {}, false}};
    w.observations = {seen(AssetKind::gridNode, "G", Status::destroyed)};
    // 28 hours end within day 1 (12 to 36 hours on).
    CHECK(checked(w, request()).served == Served{5000, 0, 0, 0, 0, 0, 0});

    w.actions = {action("mend-G", "G", ActionKind::repair, 100, 3)};
    w.actions[0].skill = "power";
    CHECK(checked(w, request()).served == Served{5000, 0, 0, 5000, 5000, 5000, 5000});
}

TEST_CASE("a battery stays charged when nobody said what charges it", "[plan]")
{
    Scenario w = onGenerator();
    w.sites[0].power = {};
    w.sites[0].power.battery_h = 4;
    CHECK(checked(w, request()).served == Served(7, 5000));
}

TEST_CASE("grid nobody knows about keeps a place on when the unknown counts as working", "[plan]")
{
    Scenario w = onGenerator();
    w.sites[0].power.grid_node_id = "elsewhere";
    PlanRequest r = request();
    CHECK(checked(w, r).served.back() == 4000);
    r.unknown_works = true;
    CHECK(checked(w, r).served.back() == 5000);
}
