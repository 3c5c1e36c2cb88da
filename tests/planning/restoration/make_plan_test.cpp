#include "geo/error.h"
#include "planning/restoration/daily_fuel.h"
#include "planning/restoration/dispatch.h"
#include "planning/restoration/plan_check.h"
#include "tests/planning/restoration/money_plan.h"

#include <catch2/catch.hpp>

#include <cmath>

// On the world of money_world.h.
using namespace money_world;

TEST_CASE("a tower counts only when its path is there too", "[plan]")
{
    const Scenario w = broken();
    const RestorationPlan plan = planned(w, request());
    REQUIRE(plan.steps.size() == 3);
    CHECK(plan.people == 7500);
    CHECK(plan.served.front() == 0);
    // Span 1 takes days 1-4, span 2 days 5-6, the site days 1-10.
    CHECK(plan.served[3] == 0);
    CHECK(plan.served[4] == 1000);
    CHECK(plan.served[6] == 5000);
    CHECK(plan.served[9] == 5000);
    CHECK(plan.served[10] == 7000);
    CHECK(plan.upper_bound_days >= 2 * 1000 + 4 * 5000 + 11 * 7000);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), people(), noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}

TEST_CASE("money decides what is done, and the rest is named with its reason", "[plan]")
{
    const Scenario w = broken();
    PlanRequest r = request();
    r.budget_usd = 25000;
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.steps.size() == 2);
    CHECK(plan.served.back() == 5000);
    REQUIRE(plan.undone.size() == 1);
    CHECK(plan.undone[0].asset_id == "S3");
    CHECK(plan.undone[0].why.find("money_usd") != std::string::npos);
    r.budget_usd = 0;
    const RestorationPlan nothing = planned(w, r);
    CHECK(nothing.steps.empty());
    CHECK(nothing.undone.size() == 3);
}

TEST_CASE("each day names what holds work up in the calendar", "[plan]")
{
    // Days 1-4 the one fibre crew is on s1 while s2 waits; nothing waits after that.
    const RestorationPlan plan = planned(broken(), request());
    REQUIRE(plan.binding.size() == 20);
    for (std::size_t day = 1; day <= 20; ++day) {
        CAPTURE(day);
        CHECK(plan.binding[day - 1] == (day <= 4 ? "crew_days:fibre" : ""));
    }
    CHECK(plan.scarcest == "crew_days:fibre");
    // With a second crew both go on at once; without the money for S3 that is what holds up.
    PlanRequest r = request();
    r.crews["fibre"] = 2;
    r.budget_usd = 25000;
    const RestorationPlan poor = planned(broken(), r);
    CHECK(poor.binding == std::vector<std::string>(20, "money_usd"));
    // Its place opens on day 6, and a crew would be there before.
    Scenario w = broken();
    w.actions[0].earliest = day1 + std::chrono::days{5};
    r.budget_usd = 1e6;
    const RestorationPlan late = planned(w, r);
    CHECK(late.binding[0] == "access");
    CHECK(late.binding[4] == "access");
    CHECK(late.binding[5].empty());
}

TEST_CASE("a closed zone keeps work out until it opens", "[plan]")
{
    Scenario w = broken();
    w.spans[0].line_xy = {{{0, 0}, {1000, 0}}};
    Zone zone;
    zone.zone_id = "Z";
    zone.access = ZoneAccess::closed;
    zone.to_date = *geo::parseDate("2026-11-27"); // day 5
    zone.shape_xy = {{{{-10, -10}, {10, -10}, {10, 10}, {-10, 10}, {-10, -10}}}};
    w.zones = {zone};
    const RestorationPlan plan = planned(w, request());
    for (const PlanStep& step : plan.steps) {
        if (w.actions[step.action].action_id == "mend-s1") {
            CHECK(step.first_day == 6);
        }
    }
    CHECK(plan.served[9] == 5000); // span 2 was mended while waiting, so all come back at once
    CHECK(plan.served[8] == 0);
    CHECK(checkPlan(w, statusesAsOf(w, noon), people(), noon, plan).faults.empty());
}

TEST_CASE("works on what nobody knows about, and parts of days, are told", "[plan]")
{
    Scenario w = broken();
    for (Observation& seen : w.observations) {
        if (seen.asset_id == "s1") {
            seen.status = Status::unknown;
        }
    }
    w.actions[0].crew_days = 0.5;
    const RestorationPlan plan = planned(w, request());
    REQUIRE_FALSE(plan.steps.empty());
    CHECK(std::ranges::any_of(plan.problems, [](const geo::Problem& problem) {
        return problem.what.find("nobody knows whether they are out (s1)") != std::string::npos;
    }));
    CHECK(std::ranges::any_of(plan.assumptions, [](const std::string& text) {
        return text.starts_with("work is planned in whole days");
    }));
}

TEST_CASE("the checker rejects each kind of impossible plan", "[plan]")
{
    Scenario w = broken();
    w.actions[1].after_ids = {"mend-s1"};
    const RestorationPlan good = planned(w, request());
    const auto faults = [&](const RestorationPlan& plan) {
        std::string all;
        for (const std::string& f :
             checkPlan(w, statusesAsOf(w, noon), people(), noon, plan).faults) {
            all += f + "\n";
        }
        return all;
    };
    CHECK(faults(good).empty());
    const auto stepOf = [&w](RestorationPlan& plan, const char* id) -> PlanStep& {
        return *std::ranges::find_if(
            plan.steps, [&](const PlanStep& s) { return w.actions[s.action].action_id == id; });
    };
    RestorationPlan bad = good;
    stepOf(bad, "mend-s2").first_day = 3;
    CHECK_THAT(faults(bad), Catch::Contains("before mend-s1 is finished") &&
                                Catch::Contains("crew fibre 1 works on"));
    bad = good;
    stepOf(bad, "build-S3").last_day = 5;
    CHECK_THAT(faults(bad), Catch::Contains("given 5 days and takes 10"));
    bad = good;
    bad.request.budget_usd = 50000;
    CHECK_THAT(faults(bad), Catch::Contains("more money_usd than there is"));
    bad = good;
    bad.request.days = 5;
    CHECK_THAT(faults(bad), Catch::Contains("outside the plan's days"));
    bad = good;
    bad.request.crews["fibre"] = 0;
    CHECK_THAT(faults(bad), Catch::Contains("there are 0"));
    bad = good;
    bad.steps.push_back(bad.steps.front());
    CHECK_THAT(faults(bad), Catch::Contains("stands twice"));
}

TEST_CASE("a place without power gets the cheaper of its own power and the grid", "[plan]")
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S1", "CORE"), site("S2", "CORE")};
    for (Site& s : w.sites) {
        s.power.grid_node_id = "G";
        s.power.battery_h = 0;
    }
    w.grid_nodes = {{"G", GridNodeKind::feeder, {}, false}};
    w.observations = {seen(AssetKind::gridNode, "G", Status::destroyed)};
    w.actions = {action("grid", "G", ActionKind::repair, 15000, 2),
                 action("gen1", "S1", ActionKind::power, 17000, 1),
                 action("gen2", "S2", ActionKind::power, 17000, 1)};
    for (Action& a : w.actions) {
        a.skill = "power";
    }
    Cover c = people();
    c.layers.resize(2);
    c.group_people = {0, 1000, 4000};
    c.group_start = {0, 0, 1, 2};
    c.group_layers = {0, 1};
    PlanRequest r = request();
    r.crews = {{"power", 1}};
    r.budget_usd = 16000; // the grid at 15,000 serves both
    r.days = 10;
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    REQUIRE(plan.steps.size() == 1);
    CHECK(w.actions[plan.steps[0].action].action_id == "grid");
    CHECK(plan.served[2] == 5000);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), c, noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}

TEST_CASE("the generator of one place does not feed the grid and its neighbours", "[plan]")
{
    // PLANT ── G: the plant is out, and nobody mends it; G and the line are whole. S1 and S2 on G.
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S1", "CORE"), site("S2", "CORE")};
    for (Site& s : w.sites) {
        s.power.grid_node_id = "G";
        s.power.battery_h = 0;
    }
    w.grid_nodes = {{"PLANT", GridNodeKind::source, {}, false},
                    {"G", GridNodeKind::feeder, {}, false}};
    GridLine line;
    line.grid_line_id = "L";
    line.from_id = "PLANT";
    line.to_id = "G";
    w.grid_lines = {line};
    w.observations = {seen(AssetKind::gridNode, "PLANT", Status::destroyed)};
    w.actions = {action("gen1", "S1", ActionKind::power, 1000, 1),
                 action("gen2", "S2", ActionKind::power, 2000, 1)};
    for (Action& a : w.actions) {
        a.skill = "power";
    }
    Cover c = people();
    c.layers.resize(2);
    c.group_people = {0, 1000, 4000};
    c.group_start = {0, 0, 1, 2};
    c.group_layers = {0, 1};
    PlanRequest r = request();
    r.crews = {{"power", 1}};
    r.days = 10;
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    REQUIRE(plan.steps.size() == 2);
    CHECK(w.actions[plan.steps[0].action].action_id == "gen2"); // 4,000 people before 1,000
    CHECK(plan.served.back() == 5000);
    // One crew, a day each: 4,000 on day 1, all from day 2 on. Nothing serves more.
    CHECK(plan.upper_bound_days == Approx(4000 + 9 * 5000));
}

TEST_CASE("what is wrong with single actions is said, and the rest is planned", "[plan]")
{
    Scenario w = broken();
    w.actions[2].cost_usd = -1; // S3
    w.actions.push_back(action("ghost", "S77", ActionKind::repair, 100));
    w.actions.push_back(action("round", "S1", ActionKind::clear, 100));
    w.actions.back().after_ids = {"round"};
    const RestorationPlan plan = planned(w, request());
    CHECK(plan.steps.size() == 2);
    CHECK(plan.served.back() == 5000);
    std::map<std::string, std::string> why;
    for (const UndoneAction& left : plan.undone) {
        if (left.reason == Undone::faulty) {
            why[w.actions[*left.action].action_id] = left.why;
        }
    }
    CHECK(why.size() == 3);
    CHECK_THAT(why["build-S3"], Catch::Contains("-1 USD"));
    CHECK_THAT(why["ghost"], Catch::Contains("'S77', which is no asset"));
    CHECK_THAT(why["round"], Catch::Contains("'round' waits for 'round'"));
    const auto s3 = std::ranges::find_if(plan.undone, [](const UndoneAction& left) {
        return left.asset_id == "S3" && left.reason == Undone::unknown;
    });
    REQUIRE(s3 != plan.undone.end());
    CHECK_THAT(s3->why, Catch::Contains("build-S3"));
}

TEST_CASE("crews without a base are named", "[plan]")
{
    const Scenario w = broken();
    PlanRequest r = request();
    r.bases = {{"fibre", {"Atlantis"}}};
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.steps.size() == 3);
    std::string all;
    for (const geo::Problem& problem : plan.problems) {
        all += problem.what + "\n";
    }
    CHECK_THAT(all, Catch::Contains("1 site crew has no base") &&
                        Catch::Contains("the base 'Atlantis' of the fibre crews is no place"));
}

TEST_CASE("a cell that is out by itself is mended like any asset", "[plan]")
{
    // S2 works over whole spans; its only cell, alone in its layer, is out.
    Scenario w = broken();
    Cell cell;
    cell.cell_id = "S2-a";
    cell.site_id = "S2";
    w.cells = {cell};
    w.observations = {seen(AssetKind::cell, "S2-a", Status::outOfService)};
    w.actions = {action("radio", "S2-a", ActionKind::repair, 5000, 1)};
    w.actions[0].skill = "site";
    Cover c = people();
    c.layers[1].cell = 0;
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, request());
    CHECK(plan.served.front() == 3000);
    CHECK(plan.served[1] == 7000);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), c, noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}

TEST_CASE("links that a plan would overload are named with the day", "[plan]")
{
    // All 7,000 people behind span 1 ask 7000 × 0.25 × 0.1 × 2 = 350 Mbit/s; it carries 200.
    Scenario w = broken();
    w.spans[0].capacity_gbps = 0.2;
    const RestorationPlan plan = planned(w, request());
    REQUIRE(plan.overloads.size() == 1);
    CHECK(plan.overloads[0].asset == AssetRef{AssetKind::span, 0});
    CHECK(plan.overloads[0].first_day == 6); // day 4: 50, day 6: 250
    CHECK(plan.overloads[0].load_mbps == Approx(350));
    CHECK(plan.unstated_capacity == 1); // span 2
}

TEST_CASE("without a core there is nothing to plan", "[plan]")
{
    Scenario w = broken();
    w.nodes[0].kind = NodeKind::exchange;
    CHECK_THROWS_WITH(planned(w, request()), Catch::Contains("core"));
}

TEST_CASE("a site reported cut off comes back with the span that explains it", "[plan]")
{
    Scenario w = broken();
    w.observations.push_back(seen(AssetKind::site, "S2", Status::outOfService, Cause::backhaul));
    const RestorationPlan plan = planned(w, request());
    CHECK(plan.served.back() == 7000);
    PlanCheck check = checkPlan(w, statusesAsOf(w, noon), people(), noon, plan);
    CHECK(check.served == plan.served);
    // With nothing broken on its way the report is believed: only the place of the break helps.
    w.observations = {w.observations.back()};
    const RestorationPlan unexplained = planned(w, request());
    CHECK(unexplained.served.back() == 3000);
    REQUIRE(unexplained.undone.size() == 1);
    CHECK(unexplained.undone[0].asset_id == "S2");
    CHECK_THAT(unexplained.undone[0].why, Catch::Contains("ask where it broke"));
    check = checkPlan(w, statusesAsOf(w, noon), people(), noon, unexplained);
    CHECK(check.served == unexplained.served);
}

TEST_CASE("a place on a generator takes fuel every day, not once", "[plan]")
{
    // S1 (1,000 people) burns 2 l an hour, S2 (4,000) 3 and S3 (2,000) 1: 48, 72 and 24 l a day.
    Scenario w = broken();
    w.observations.clear();
    w.actions.clear();
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string& id = w.sites[i].site_id;
        w.sites[i].power.fuel_l_per_h = i == 0 ? 2 : i == 1 ? 3 : 1;
        w.observations.push_back(
            seen(AssetKind::site, id.c_str(), Status::outOfService, Cause::power));
        w.actions.push_back(action(("fuel-" + id).c_str(), id.c_str(), ActionKind::fuel, 100, 0));
        w.actions.back().parts["fuel_l"] = 50;
    }
    addDailyFuel(w);
    CHECK(w.actions[1].parts.at("fuel_l_per_day") == 72);
    PlanRequest r = request();
    const auto served = [&](double litres) {
        r.fuel_l_per_day = litres;
        const RestorationPlan plan = planned(w, r);
        const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), people(), noon, plan);
        CHECK(check.faults.empty());
        CHECK(check.served == plan.served);
        return plan.served.back();
    };
    CHECK(served(20) == 0);
    CHECK(served(50) == 2000); // 20 days would fill all three tanks many times over
    CHECK(served(72) == 4000);
    CHECK(served(96) == 6000);
    CHECK(served(143) == 6000);
    CHECK(served(144) == 7000);

    // Half of it comes at once, on day 11 of 20: 480 l for ten days; and less comes from day 16 on.
    r.fuel_l_per_day.reset();
    w.supply.resize(3);
    for (Supply& row : w.supply) {
        row.resource = "fuel_l";
        row.from_date = day1;
    }
    w.supply[0].per_day = 72;
    w.supply[1].per_day = 20;
    w.supply[1].to_date = day1 + std::chrono::days{14};
    w.supply[2].amount = 480;
    w.supply[2].from_date = day1 + std::chrono::days{10};
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.served[9] == 4000);  // 92 l a day, too little for two
    CHECK(plan.served[12] == 6000); // 140, then 120: never again less than 120
    CHECK(plan.served.back() == 6000);
    CHECK(checkPlan(w, statusesAsOf(w, noon), people(), noon, plan).faults.empty());

    // The checker sees a plan that lives on fuel that does not come.
    RestorationPlan bold = plan;
    w.supply[0].per_day = 30;
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), people(), noon, bold);
    REQUIRE(!check.faults.empty());
    CHECK_THAT(check.faults.back(), Catch::Contains("fuel_l_per_day"));
}

TEST_CASE("a discount per day lets the quick repair go before the large one", "[plan]")
{
    // One crew: S1 takes 1 day and serves 1,000; S2 takes 4 days and serves 4,500. In 20 days the
    // large one first brings 500 person-days more; at 20 % a day the quick one first is worth more
    // (discount_test.cpp has the sums).
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S1", "CORE"), site("S2", "CORE"), site("S3", "CORE")};
    w.observations = {seen(AssetKind::site, "S1", Status::destroyed),
                      seen(AssetKind::site, "S2", Status::destroyed)};
    w.actions = {action("one", "S1", ActionKind::repair, 1, 1),
                 action("two", "S2", ActionKind::repair, 1, 4)};
    w.actions[0].skill = w.actions[1].skill = "site";
    Cover c = people();
    c.group_people = {0, 1000, 4500, 100};
    PlanRequest r = request();
    const auto first = [&] {
        const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
        REQUIRE(plan.steps.size() == 2);
        CHECK(plan.gap_percent == Approx(0).margin(1e-6));
        return w.actions[plan.steps[0].action].action_id;
    };
    CHECK(first() == "two");
    r.discount = 0.2;
    // What is served now, 100 people, and both, each from the day after it is done; q = 1/1.2.
    const double q = 1 / 1.2;
    const auto sum = [q](int from) { return (std::pow(q, from) - std::pow(q, 20)) / (1 - q); };
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    CHECK(plan.counted_days == Approx(100 * sum(0) + 1000 * sum(0) + 4500 * sum(4)).epsilon(1e-5));
    CHECK(plan.upper_bound_days == Approx(plan.counted_days).epsilon(1e-6));
    CHECK(first() == "one");
    r.discount = 1;
    CHECK_THROWS_AS(makePlan(w, statusesAsOf(w, noon), c, noon, r), geo::Error);
}
