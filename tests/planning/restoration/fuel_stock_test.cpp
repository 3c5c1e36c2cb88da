// Fuel that fills a tank is not burnt a second time by others.
#include "planning/restoration/dispatch.h"
#include "planning/restoration/plan_check.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

// Three masts without grid: S1 and S2 burn 48 l a day and are brought 50 l, S0 burns 2.4 l a day
// and has a tank of 500 l to fill. 100 l come every day.
struct World {
    Scenario scenario;
    PlanRequest request;

    World()
    {
        scenario.nodes = {node("CORE", NodeKind::core)};
        scenario.sites = {site("S0", "CORE"), site("S1", "CORE"), site("S2", "CORE")};
        scenario.actions = {action("A0", "S0", ActionKind::fuel, 0),
                            action("A1", "S1", ActionKind::fuel, 0),
                            action("A2", "S2", ActionKind::fuel, 0)};
        for (Action& each : scenario.actions) {
            each.parts = {{"fuel_l", 50}, {"fuel_l_per_day", 48}};
            each.crew_days = 0;
        }
        scenario.actions[0].parts = {{"fuel_l", 500}, {"fuel_l_per_day", 2.4}};
        request.start = geo::Date{std::chrono::year{2026} / 11 / 22};
        request.days = 10;
        request.fuel_l_per_day = 100;
    }
    int firstDay(const Dispatch& done, std::uint32_t which) const
    {
        const auto at = std::ranges::find(done.works, which, &DispatchedWork::action);
        return at == done.works.end() ? 0 : at->first_day;
    }
    std::vector<std::string> faults(const std::vector<std::pair<std::uint32_t, int>>& works) const
    {
        RestorationPlan plan;
        plan.request = request;
        for (const auto& [which, day] : works) {
            PlanStep step;
            step.action = which;
            step.first_day = step.last_day = day;
            plan.steps.push_back(step);
        }
        return checkPlan(scenario, statusesAsOf(scenario, noon), {}, noon, plan).faults;
    }
};

} // namespace

TEST_CASE("a fill waits for litres that places kept running do not burn", "[plan]")
{
    World w;
    // Day 1: 100 l, A2 takes 50. Day 2: 150 there, A1 takes 50. From then on 96 of 100 l a day are
    // burnt: on day 10 there are 84 l to spare, and 500 l never.
    const Dispatch done = dispatch(w.scenario, {2, 1, 0}, w.request);
    CHECK(w.firstDay(done, 2) == 1);
    CHECK(w.firstDay(done, 1) <= 2);
    REQUIRE(done.undone.size() == 1);
    CHECK(done.undone[0].action == 0U);
    CHECK(done.undone[0].reason == Undone::supply);
    CHECK(w.faults({{2, 1}, {1, 2}}).empty());
    const auto faults = w.faults({{2, 1}, {1, 2}, {0, 6}});
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].find("by day 6") != std::string::npos);
    // Alone the tank is full on day 5, and then lasts.
    CHECK(w.firstDay(dispatch(w.scenario, {0}, w.request), 0) == 5);
    CHECK(w.faults({{0, 5}}).empty());
    CHECK_FALSE(w.faults({{0, 4}}).empty());
}

TEST_CASE("fuel given at once is kept for what burns it later", "[plan]")
{
    World w; // 250 l once: 48 l a day of S2 for five days and ten litres over
    w.request.fuel_l_per_day.reset();
    w.request.days = 5;
    Supply once;
    once.resource = "fuel_l";
    once.from_date = w.request.start;
    once.amount = 250;
    w.scenario.supply = {once};
    w.scenario.actions[0].parts = {{"fuel_l", 20}, {"fuel_l_per_day", 1}};
    const Dispatch done = dispatch(w.scenario, {2, 0}, w.request);
    CHECK(w.firstDay(done, 2) == 1); // 240 l in all
    CHECK(w.firstDay(done, 0) == 0); // 20 more are not there
    CHECK_FALSE(w.faults({{2, 1}, {0, 1}}).empty());
    w.scenario.actions[0].parts = {{"fuel_l", 10}, {"fuel_l_per_day", 1}};
    CHECK(w.firstDay(dispatch(w.scenario, {2, 0}, w.request), 0) == 1);
    CHECK(w.faults({{2, 1}, {0, 1}}).empty());
}
