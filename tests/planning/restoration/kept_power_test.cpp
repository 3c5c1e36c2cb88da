#include "planning/restoration/plan.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

// S1, S2 and S3 hang on the core, by a grid that has been down since midnight. At noon
// S1 (1,000 people) has 28 of its 40 h of battery left: dark on day 1, which ends after 36 h;
// S2 (4,000) has 96 l for 2 l an hour: dark on day 2; S3 (2,000) has an empty tank, and is dark.
Scenario blackout()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S1", "CORE"), site("S2", "CORE"), site("S3", "CORE")};
    w.grid_nodes = {{"FEED", GridNodeKind::feeder, {}, false}};
    for (Site& each : w.sites) {
        each.power.grid_node_id = "FEED";
    }
    w.sites[0].power.battery_h = 40;
    for (PowerSupply* power : {&w.sites[1].power, &w.sites[2].power}) {
        power->generator_kw = 10;
        power->fuel_l_per_h = 2;
    }
    w.sites[1].power.fuel_on_hand_l = 96;
    w.observations = {seen(AssetKind::gridNode, "FEED", Status::outOfService)};
    w.actions = {action("tank-S3", "S3", ActionKind::fuel, 500)};
    w.actions[0].skill = "power";
    return w;
}

RestorationPlan planned(const Scenario& w, MaybeNumber fuel_l_per_day = {})
{
    Cover c;
    c.layers = {{0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}};
    c.group_people = {0, 1000, 4000, 2000};
    c.group_start = {0, 0, 1, 2, 3};
    c.group_layers = {0, 1, 2};
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 10;
    r.budget_usd = 1000;
    r.crews = {{"power", 1}};
    r.fuel_l_per_day = fuel_l_per_day;
    return makePlan(w, statusesAsOf(w, noon), c, noon, r);
}

bool says(const RestorationPlan& plan, const std::string& words)
{
    return std::ranges::any_of(plan.assumptions, [&](const std::string& said) {
        return said.find(words) != std::string::npos;
    });
}

} // namespace

TEST_CASE("a plan says which places it takes as fuelled, and what is left if nobody does", "[plan]")
{
    const RestorationPlan plan = planned(blackout());
    CHECK(plan.served ==
          std::vector<double>{5000, 6000, 6000, 6000, 6000, 6000, 6000, 6000, 6000, 6000, 6000});
    CHECK(plan.served_unkept ==
          std::vector<double>{5000, 6000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000});
    REQUIRE(plan.kept_powered.size() == 2);
    CHECK(plan.kept_powered[0].place == AssetRef{AssetKind::site, 1});
    CHECK(plan.kept_powered[0].lasts_h == Approx(48));
    CHECK(plan.kept_powered[0].fuel_l_per_day == Approx(48));
    CHECK(plan.kept_powered[1].brought);
    CHECK(plan.kept_powered[1].fuel_l_per_day == Approx(48));
    CHECK(plan.fuel_l_per_day_at_end == Approx(96));
    CHECK(says(plan, "1 place lives on a battery alone"));
    CHECK(says(plan, "plan brings power: S1. The last is empty after 28.0 h"));
    CHECK(says(plan, "1 place without grid"));
    CHECK(says(plan, "48 l of fuel a day: S2"));
    CHECK(
        says(plan, "falls to 2000 people on day 2, and on day 10 2000 are served instead of 6000"));
}

TEST_CASE("a place whose grid is mended in time, or that has the sun, need not be kept up",
          "[plan]")
{
    Scenario w = blackout();
    w.sites[0].power.solar_kw = 5;
    w.sites[0].power.load_kw = 2;
    w.actions = {action("mend-FEED", "FEED", ActionKind::repair, 500)};
    w.actions[0].skill = "power";
    const RestorationPlan plan = planned(w);
    REQUIRE(plan.steps.size() == 1); // day 1
    CHECK(plan.kept_powered.empty());
    CHECK(plan.served_unkept.empty());
    CHECK(plan.fuel_l_per_day_at_end == 0);
    CHECK_FALSE(says(plan, "without grid"));
}

TEST_CASE("a broken place needs no fuel", "[plan]")
{
    Scenario w = blackout();
    w.observations.push_back(seen(AssetKind::site, "S2", Status::destroyed));
    const RestorationPlan plan = planned(w);
    REQUIRE(plan.kept_powered.size() == 1); // S3, which the plan fuels; S1 has no generator
    CHECK(plan.kept_powered[0].place == AssetRef{AssetKind::site, 2});
}

TEST_CASE("a plan warns when less fuel comes than it counts on", "[plan]")
{
    const auto warned = [](const RestorationPlan& plan) {
        return std::ranges::any_of(plan.problems, [](const geo::Problem& problem) {
            return problem.what.find("take 96 l of fuel a day, and 90 l") != std::string::npos;
        });
    };
    Scenario w = blackout(); // S2 and S3 burn 48 l a day each
    CHECK_FALSE(warned(planned(w)));
    CHECK_FALSE(warned(planned(w, 96)));
    CHECK(warned(planned(w, 90)));
}

TEST_CASE("places that somebody must fuel until the grid is back are named", "[plan]")
{
    // S2 has fuel to day 2; the grid is back on day 5.
    Scenario w = blackout();
    w.actions = {action("mend-FEED", "FEED", ActionKind::repair, 500, 5)};
    w.actions[0].skill = "power";
    const RestorationPlan plan = planned(w);
    CHECK(plan.kept_powered.empty());
    CHECK(plan.served ==
          std::vector<double>{5000, 4000, 4000, 4000, 4000, 7000, 7000, 7000, 7000, 7000, 7000});
    CHECK(plan.served_unkept ==
          std::vector<double>{5000, 4000, 0, 0, 0, 7000, 7000, 7000, 7000, 7000, 7000});
    CHECK(says(
        plan,
        "1 place without grid is kept fuelled until the plan brings power, with 48 l a day: S2"));
    CHECK(says(plan, "service falls to 0 people on day 2"));
    CHECK_FALSE(says(plan, "instead of"));
}

TEST_CASE("a place seen working after its battery's end is named", "[plan]")
{
    // S1 has 8 h of battery; the grid went at midnight, and at eleven it was seen working.
    Scenario w = blackout();
    w.sites[0].power.battery_h = 8;
    w.observations.push_back(
        seen(AssetKind::site, "S1", Status::operational, Cause::none, "2026-11-22T11:00"));
    CHECK(says(planned(w), "1 place reported working after its battery must have been empty"));
}

TEST_CASE("fuel is not brought to a place that has no generator", "[plan]")
{
    // S3 has a battery, long empty, and nothing else.
    Scenario w = blackout();
    w.sites[2].power.generator_kw.reset();
    w.sites[2].power.fuel_l_per_h.reset();
    w.sites[2].power.battery_h = 2;
    const RestorationPlan plan = planned(w);
    CHECK(plan.steps.empty());
    CHECK(std::ranges::any_of(plan.undone, [](const UndoneAction& left) {
        return left.reason == Undone::faulty &&
               left.why.starts_with("it brings fuel to a place without a generator");
    }));
}
