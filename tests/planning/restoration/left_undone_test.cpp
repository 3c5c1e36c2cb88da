// Why works stay undone, on the world of money_world.h: its two spans, and a mast for 90,000.
#include "planning/restoration/dispatch.h"
#include "planning/restoration/plan_check.h"
#include "tests/planning/restoration/money_plan.h"

#include <catch2/catch.hpp>

#include <map>

using namespace money_world;

namespace {

/// What stays undone: action → why.
std::map<std::string, UndoneAction> leftBy(const Scenario& w, const RestorationPlan& plan)
{
    std::map<std::string, UndoneAction> out;
    for (const UndoneAction& left : plan.undone) {
        if (left.action) {
            out.emplace(w.actions[*left.action].action_id, left);
        }
    }
    return out;
}

} // namespace

TEST_CASE("works that only help together are blamed on what they lack together", "[plan]")
{
    // Nobody lives under S1 and S3: the 4,000 of S2 need both spans, 20,000 of the 15,000 there
    // are.
    const Scenario w = broken();
    Cover c = people();
    c.group_people = {500, 0, 4000, 0};
    PlanRequest r = request();
    r.budget_usd = 15000;
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    CHECK(plan.steps.empty());
    auto left = leftBy(w, plan);
    REQUIRE(left.size() == 3); // S3 costs more than there is
    CHECK(left["mend-s1"].why == "would bring 4000 people back together with 'mend-s2', but they "
                                 "take 20000 of money_usd, and the plan leaves 15000");
    CHECK(left["mend-s2"].why == "would bring 4000 people back together with 'mend-s1', but they "
                                 "take 20000 of money_usd, and the plan leaves 15000");
    CHECK(left["mend-s1"].reason == Undone::supply);
    CHECK(plan.scarcest == "money_usd");
}

TEST_CASE("a work for which too little is left says how much that is", "[plan]")
{
    // 10,000 for each span brings 1,000 and 4,000 people; S3 would bring 2,000 more.
    Scenario w = broken();
    w.actions[2].cost_usd = 5000.4;
    PlanRequest r = request();
    r.budget_usd = 25000;
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.served.back() == 5000);
    const auto left = leftBy(w, plan);
    REQUIRE(left.size() == 1);
    CHECK(left.begin()->second.reason == Undone::supply);
    CHECK_THAT(left.begin()->second.why, Catch::Contains("money_usd"));
    CHECK_THAT(left.begin()->second.why, !Catch::Contains("others bring more"));
}

TEST_CASE("amounts that differ by less than a whole are told apart, sums of decimals are not",
          "[plan]")
{
    Scenario w = broken();
    w.actions[2].cost_usd = 10;
    w.actions[2].parts["radio"] = 48.3;
    Supply radios;
    radios.resource = "part:radio";
    radios.from_date = day1;
    radios.amount = 48;
    w.supply = {radios};
    auto left = leftBy(w, planned(w, request()));
    CHECK(left["build-S3"].why == "it takes 48.3 of part:radio, there is 48.0 in all");
    // 0.1 a day for twenty days is 2, whatever the sum of the twenty comes to.
    w.actions[2].parts["radio"] = 2;
    w.supply[0].amount.reset();
    w.supply[0].per_day = 0.1;
    PlanRequest r = request();
    r.days = 40;
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.undone.empty());
    CHECK(checkPlan(w, statusesAsOf(w, noon), people(), noon, plan).faults.empty());
    w.actions[2].parts["radio"] = 4; // all of the forty
    w.actions[2].crew_days = 1;
    left = leftBy(w, planned(w, r));
    CHECK(left.empty());
}

TEST_CASE("half a crew is none: nobody says that others bring more", "[plan]")
{
    Scenario w = broken();
    Supply half;
    half.resource = "crew_days:fibre";
    half.from_date = day1;
    half.per_day = 0.5;
    w.supply = {half};
    w.actions[2].skill = "fibre";
    for (Action& each : w.actions) {
        each.crew_days = 4;
    }
    PlanRequest r = request();
    r.crews.clear();
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.steps.empty());
    CHECK(plan.upper_bound_days == plan.counted_days);
    auto left = leftBy(w, plan);
    REQUIRE(left.size() == 3);
    for (const auto& [action, undone] : left) {
        CAPTURE(action);
        CHECK_THAT(undone.why, Catch::Contains("there is no crew with skill 'fibre'"));
    }
}

TEST_CASE("a work that takes a crew and names no skill is said to be unfinished as written",
          "[plan]")
{
    Scenario w = broken();
    w.actions[2].skill.clear();
    const RestorationPlan plan = planned(w, request());
    auto left = leftBy(w, plan);
    REQUIRE(left.size() == 1);
    CHECK(left["build-S3"].reason == Undone::faulty);
    CHECK_THAT(left["build-S3"].why, Catch::Contains("takes 10 crew days and names no skill"));
    CHECK(plan.scarcest == "crew_days:fibre");
    // Where nobody need go it is done like any other.
    w.actions[2].crew_days = 0;
    w.actions[2].duration_days = 3;
    const RestorationPlan sent = planned(w, request());
    CHECK(sent.undone.empty());
    CHECK(checkPlan(w, statusesAsOf(w, noon), people(), noon, sent).faults.empty());
}

TEST_CASE("what comes too late for a work is not blamed on its crew", "[plan]")
{
    // S3 must be done by day 12, so begin on day 3; the money for it comes on day 11.
    Scenario w = broken();
    w.actions[2].latest = day1 + std::chrono::days{11};
    Supply first;
    first.resource = "money_usd";
    first.from_date = day1;
    first.amount = 20000;
    Supply later = first;
    later.from_date = day1 + std::chrono::days{10};
    later.amount = 100000;
    w.supply = {first, later};
    PlanRequest r = request();
    r.budget_usd.reset();
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.served.back() == 5000);
    const Dispatch all = dispatch(w, {0, 1, 2}, r);
    REQUIRE(all.undone.size() == 1);
    CHECK(all.undone[0].reason == Undone::supply);
    CHECK(all.undone[0].why == "enough money_usd comes only when it is too late to begin it");
}

TEST_CASE("of a place nobody knows about, a plan asks to look first", "[plan]")
{
    Scenario w = broken();
    std::erase_if(w.actions, [](const Action& a) { return a.asset_id == "S3"; });
    w.observations.push_back(
        seen(AssetKind::site, "S3", Status::unknown, Cause::none, "2026-11-22T11:00"));
    const auto whyOf = [](const RestorationPlan& plan, const std::string& asset) {
        const auto at = std::ranges::find(plan.undone, asset, &UndoneAction::asset_id);
        return at == plan.undone.end() ? "" : at->why;
    };
    CHECK(whyOf(planned(w, request()), "S3") ==
          "nobody knows whether it works: ask, or look first");
    w.observations.back().status = Status::destroyed;
    CHECK_THAT(whyOf(planned(w, request()), "S3"), Catch::StartsWith("no repair of site S3"));
}

TEST_CASE("a step names the step it waits for, as the list numbers it", "[plan]")
{
    // s1 on days 1-4 by the fibre crew; S3 by the site crew from day 5, though free from day 1.
    Scenario w = broken();
    w.actions[2].after_ids = {"mend-s1"};
    const RestorationPlan plan = planned(w, request());
    const auto step = std::ranges::find(plan.steps, 2U, &PlanStep::action);
    REQUIRE(step != plan.steps.end());
    CHECK(step->first_day == 5);
    const auto first = std::ranges::find(plan.steps, 0U, &PlanStep::action);
    const auto number = first - plan.steps.begin() + 1;
    CHECK_THAT(step->why, Catch::EndsWith("; waits for #" + std::to_string(number)));
}
