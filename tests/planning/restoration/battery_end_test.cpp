// Plans for places that live on a battery alone.
#include "planning/restoration/fund.h"
#include "planning/restoration/plan_check.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

#include <numeric>
#include <random>

using namespace planning;
using namespace tests;

namespace {

// CORE ── N ── S0 (1,000 people), S1 (1,000), all fed by the plant G, which was lost at noon (state
// and loss are of the same hour; the first day of the plan ends 36 h later). N has 3 h of battery.
Scenario dying(double s0_h, double s1_h, double n_h = 3)
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("N", NodeKind::aggregation)};
    w.spans = {span("F", "CORE", "N")};
    w.sites = {site("S0", "N"), site("S1", "N")};
    w.grid_nodes = {{"G", GridNodeKind::source, {}, false}};
    w.nodes[1].power.battery_h = n_h;
    w.sites[0].power.battery_h = s0_h;
    w.sites[1].power.battery_h = s1_h;
    for (PowerSupply* power : {&w.nodes[1].power, &w.sites[0].power, &w.sites[1].power}) {
        power->grid_node_id = "G";
    }
    w.observations = {
        seen(AssetKind::gridNode, "G", Status::outOfService, Cause::physical, "2026-11-22T12:00")};
    w.actions = {action("RG", "G", ActionKind::repair, 100, 3)};
    w.actions[0].skill = "power";
    return w;
}

Cover twoThousand()
{
    Cover c;
    c.layers = {{0, Technology::gen2}, {1, Technology::gen2}};
    c.group_people = {0, 1000, 1000};
    c.group_start = {0, 0, 1, 2};
    c.group_layers = {0, 1};
    return c;
}

PlanRequest tenDays()
{
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 10;
    r.budget_usd = 1000;
    r.crews = {{"power", 1}};
    return r;
}

RestorationPlan planned(const Scenario& w, const PlanRequest& r)
{
    return makePlan(w, statusesAsOf(w, noon), twoThousand(), noon, r);
}

void replayed(const Scenario& w, const RestorationPlan& plan)
{
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), twoThousand(), noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}

} // namespace

TEST_CASE("a plan mends the grid before the batteries end that hide it", "[plan][power]")
{
    const Scenario w = dying(10, 5);
    const RestorationPlan plan = planned(w, tenDays());
    REQUIRE(plan.steps.size() == 1); // days 1 to 3
    CHECK(plan.served ==
          std::vector<double>{2000, 0, 0, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000});
    CHECK(plan.counted_days == Approx(16000));
    CHECK(plan.upper_bound_days == Approx(16000));
    CHECK(plan.steps[0].people_back == 2000);
    replayed(w, plan);
}

TEST_CASE("batteries that last for days serve until they end", "[plan][power]")
{
    // Hours to the ends of days 1, 2, 3: 36, 60, 84. S0 is on to the end of day 2, S1 of day 1.
    const Scenario w = dying(60, 40, 100);
    PlanRequest r = tenDays();
    r.budget_usd = 50; // the plant costs 100
    const RestorationPlan nothing = planned(w, r);
    CHECK(nothing.steps.empty());
    CHECK(nothing.served == std::vector<double>{2000, 2000, 1000, 0, 0, 0, 0, 0, 0, 0, 0});
    CHECK(nothing.counted_days == Approx(3000));
    CHECK(nothing.upper_bound_days == Approx(3000)); // 2,000 and 1,000 at most, then nobody
    replayed(w, nothing);

    const RestorationPlan plan = planned(w, tenDays()); // the plant works from day 3 on
    CHECK(plan.served ==
          std::vector<double>{2000, 2000, 1000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000});
    CHECK(plan.counted_days == Approx(19000));
    CHECK(plan.upper_bound_days == Approx(19000));
    for (std::size_t day = 0; day < plan.bound.size(); ++day) {
        CHECK(plan.bound[day] >= plan.served[day]);
    }
    replayed(w, plan);
}

TEST_CASE("a work that ends before the batteries it replaces keeps its people", "[plan][power]")
{
    Scenario w = dying(70, 80, 60);
    w.actions[0].crew_days = 1; // done on day 1, which ends after 36 h
    const RestorationPlan plan = planned(w, tenDays());
    CHECK(plan.served == std::vector<double>(11, 2000));
    CHECK(plan.upper_bound_days == Approx(20000));
    CHECK(plan.steps[0].people_back == 2000); // who would go dark
    replayed(w, plan);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), twoThousand(), noon, plan);
    CHECK(check.served_lasting[0] == 0);
    CHECK(check.served_lasting[1] == 2000);
}

TEST_CASE("a work that serves only while a battery lasts says so", "[plan][power]")
{
    // The grid cannot be mended; F brings both sites back until N is empty, after day 4 (108 h).
    Scenario w = dying(200, 200, 110);
    w.observations.push_back(seen(AssetKind::span, "F", Status::destroyed));
    w.actions = {action("RF", "F", ActionKind::repair, 100, 1)};
    w.actions[0].skill = "power";
    const RestorationPlan plan = planned(w, tenDays());
    CHECK(plan.served == std::vector<double>{0, 2000, 2000, 2000, 2000, 0, 0, 0, 0, 0, 0});
    REQUIRE(plan.steps.size() == 1);
    CHECK(plan.steps[0].people_back == 0);
    CHECK_THAT(plan.steps[0].why, Catch::EndsWith("people served while batteries last"));
    CHECK(plan.upper_bound_days == Approx(8000));
    replayed(w, plan);
}

TEST_CASE("what outlasts the plan is not mended before what is broken", "[plan][power]")
{
    // Of one crew: the grid of S0 and S1, whose batteries last, or S2, which is out.
    Scenario w = dying(400, 400, 400);
    w.sites.push_back(site("S2", "CORE"));
    w.observations.push_back(seen(AssetKind::site, "S2", Status::destroyed));
    w.actions.push_back(action("R2", "S2", ActionKind::repair, 100, 3));
    w.actions[1].skill = "power";
    Cover c = twoThousand();
    c.layers.push_back({2, Technology::gen2});
    c.group_people.push_back(10);
    c.group_start.push_back(3);
    c.group_layers.push_back(2);
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, tenDays());
    REQUIRE(plan.steps.size() == 1);
    CHECK(plan.steps[0].action == 1);
    CHECK(plan.served.back() == 2010);
}

TEST_CASE("a report of no backhaul that a battery's end would explain stays", "[plan][power]")
{
    // S1 was reported cut off while N still ran: N going dark is not why.
    Scenario w = dying(10, 200);
    w.observations.push_back(
        seen(AssetKind::site, "S1", Status::outOfService, Cause::backhaul, "2026-11-22T11:00"));
    const RestorationPlan plan = planned(w, tenDays());
    CHECK(plan.served ==
          std::vector<double>{1000, 0, 0, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000});
    replayed(w, plan);
}

TEST_CASE("money counts places on a battery alone as dark", "[fund][power]")
{
    const Scenario w = dying(10, 5);
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover people = twoThousand();
    const auto curve = Fund{w, statuses, people, noon, {}}.curve();
    REQUIRE(curve);
    CHECK(curve->served_today == 0);
    REQUIRE(curve->steps.size() == 1);
    CHECK(curve->steps[0].people_back == 2000);
    CHECK(std::ranges::any_of(curve->assumptions, [](const std::string& said) {
        return said.starts_with("3 places live on a battery alone, which nothing charges");
    }));
}

TEST_CASE("random worlds on batteries: the checker agrees and no plan beats the bound",
          "[plan][power]")
{
    std::mt19937 random{7};
    const auto below = [&](int n) { return static_cast<double>(random() % n); };
    for (int round = 0; round < 60; ++round) {
        Scenario w = dying(below(150), below(150), below(150));
        w.observations.push_back(seen(AssetKind::span, "F", Status::destroyed));
        w.actions.push_back(action("RF", "F", ActionKind::repair, 100, 1 + below(3)));
        w.actions.push_back(action("GEN", "S0", ActionKind::power, 100, 1));
        w.actions[0].crew_days = 1 + below(4);
        for (Action& a : w.actions) {
            a.skill = "power";
        }
        PlanRequest r = tenDays();
        r.days = 6;
        const RestorationPlan plan = planned(w, r);
        replayed(w, plan);
        // Every order of every subset of the three works, one crew after the other.
        std::vector<std::uint32_t> order{0, 1, 2};
        double best = 0;
        do {
            for (std::size_t count = 0; count <= order.size(); ++count) {
                RestorationPlan other = plan;
                other.steps.clear();
                int day = 0;
                for (std::size_t i = 0; i < count; ++i) {
                    PlanStep step;
                    step.action = order[i];
                    step.crew = "power 1";
                    step.first_day = day + 1;
                    day += static_cast<int>(w.actions[order[i]].crew_days);
                    step.last_day = day;
                    if (day <= r.days) {
                        other.steps.push_back(step);
                    }
                }
                const PlanCheck check =
                    checkPlan(w, statusesAsOf(w, noon), twoThousand(), noon, other);
                REQUIRE(check.faults.empty());
                best = std::max(best,
                                std::accumulate(check.served.begin() + 1, check.served.end(), 0.0));
            }
        } while (std::ranges::next_permutation(order).found);
        INFO("round " << round);
        CHECK(plan.upper_bound_days >= best - 1e-6);
        CHECK(plan.counted_days ==
              Approx(std::accumulate(plan.served.begin() + 1, plan.served.end(), 0.0)));
        CHECK(plan.counted_days >= 0.97 * best);
    }
}
