#include "geo/error.h"
#include "planning/restoration/best_first.h"
#include "planning/restoration/doubt.h"
#include "planning/restoration/fund.h"
#include "planning/restoration/go_on.h"
#include "planning/restoration/plan_check.h"
#include "tests/planning/restoration/money_world.h"

#include <catch2/catch.hpp>

using namespace money_world;

TEST_CASE("money buys people, best first, with a bound at every amount", "[fund]")
{
    const Scenario w = broken();
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    FundRequest request;
    request.amounts_usd = {5'000, 10'000, 15'000, 20'000, 110'000};
    const Fund fund{w, statuses, cover, noon, request};
    const auto curve = fund.curve();
    REQUIRE(curve);
    CHECK(curve->everything_usd == Approx(110'000));
    CHECK(curve->served_today == 0);
    CHECK(curve->served_by_everything == 7000);
    const std::vector<double> served{0, 0, 1000, 1000, 5000, 7000}; // the first for nothing
    REQUIRE(curve->points.size() == served.size());
    for (std::size_t k = 0; k < served.size(); ++k) {
        CHECK(curve->points[k].served == Approx(served[k]));
        CHECK(curve->points[k].bound >= served[k] - 1e-6);
        CHECK(curve->points[k].bound <= 7000);
    }
    REQUIRE(curve->steps.size() == 3);
    CHECK(w.actions[curve->steps[0].action].action_id == "mend-s1");
    CHECK(curve->steps[1].people_back == 4000);
    CHECK(curve->steps[2].money_usd == Approx(110'000));
}

TEST_CASE("the next sum buys the best set for it, after what is done", "[fund]")
{
    const Scenario w = broken();
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    const Fund fund{w, statuses, cover, noon, {}};
    const auto both = fund.best(20'000);
    CHECK(both->steps.size() == 2);
    CHECK(both->people_back == 5000);
    CHECK(both->bound == Approx(5000));
    CHECK(fund.best(9'999)->people_back == 0);
    const std::vector<std::uint32_t> done{0, 1};
    CHECK(fund.best(90'000, done)->people_back == 2000);
    CHECK_THROWS_AS(fund.best(-1), geo::Error);
}

TEST_CASE("a sum does not buy what the rest of it makes needless", "[fund]")
{
    Scenario w = broken();
    w.observations.erase(w.observations.begin(), w.observations.begin() + 2); // only S3 is out
    w.observations.push_back(seen(AssetKind::site, "S2", Status::destroyed));
    w.observations.back().confidence = 1;
    w.actions = {action("mend-S2", "S2", ActionKind::repair, 100, 1),
                 action("build-S3", "S3", ActionKind::replace, 900, 1)};
    Cover cover = people(); // S2 reaches 1,000 of the 6,000 that S3 reaches
    cover.group_people = {500, 1000, 1000, 5000};
    cover.group_start = {0, 0, 1, 3, 4};
    cover.group_layers = {0, 1, 2, 2};
    const Statuses statuses = statusesAsOf(w, noon);
    const Fund fund{w, statuses, cover, noon, {}};
    FundStep little, much;
    little.action = 0;
    much.action = 1;
    const std::vector<FundStep> order{little, much};
    const auto bought = fund.best(1000, {}, order);
    REQUIRE(bought->steps.size() == 1);
    CHECK(bought->steps.front().action == 1);
    CHECK(bought->people_back == 6000);
    CHECK(bought->spent_usd == 900);
}

TEST_CASE("purchases hold nothing that can be left out, the most for the money first", "[fund]")
{
    const Scenario w = broken();
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    const PowerState power = powerAt(w, statuses, noon);
    const TransportGraph graph{w};
    const Replay today{w, statuses, power, graph, cover, false};
    using Purchases = std::vector<RepairPurchase>;
    // s1 and s2 for 10,000 each bring 1,000 and then 4,000; S3 for 90,000 then 2,000.
    const Purchases best{{0}, {1}, {2}};
    CHECK(bestFirst(std::vector<std::uint32_t>{0, 1, 2}, today, w) == best);
    CHECK(bestFirst(std::vector<std::uint32_t>{2, 0, 1}, today, w) == best); // S3 waited for s2
    CHECK(bestFirst(std::vector<std::uint32_t>{2, 1, 0}, today, w) == best); // s1 helps by itself
    CHECK(bestFirst(std::vector<std::uint32_t>{2}, today, w).empty()); // nobody without the others
}

TEST_CASE("money for one area or operator stays there", "[fund]")
{
    Scenario w = broken();
    for (const char* code : {"N", "S"}) {
        Area area;
        area.area_code = code;
        w.areas.push_back(area);
    }
    w.nodes[0].area_code = w.nodes[1].area_code = "N"; // s1 within N, s2 between N and S
    w.nodes[2].area_code = w.sites[2].area_code = "S";
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    FundRequest request;
    request.scope.area_code = "S"; // s2 and S3: nobody is back without s1
    const Fund south{w, statuses, cover, noon, request};
    CHECK(south.best(1e6)->people_back == 0);
    request.scope.area_code = "N"; // s1 and s2
    const Fund north{w, statuses, cover, noon, request};
    CHECK(north.best(1e6)->people_back == 5000);
    request.scope.area_code = "nowhere";
    CHECK_THROWS_WITH((Fund{w, statuses, cover, noon, request}), Catch::Contains("nowhere"));
}

TEST_CASE("without a core money reconnects nobody, and that is said", "[fund]")
{
    Scenario w = broken();
    w.nodes[0].kind = NodeKind::exchange;
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    CHECK_THROWS_WITH((Fund{w, statuses, cover, noon, {}}), Catch::Contains("core"));
}

namespace {

RestorationPlan planOf(const Scenario& w)
{
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 20;
    r.budget_usd = 1e6;
    r.crews = {{"fibre", 1}, {"site", 1}};
    r.effort = 1;
    return makePlan(w, statusesAsOf(w, noon), people(), noon, r);
}
/// Worlds that do not differ: what is left is the plan itself.
DoubtRequest certain()
{
    DoubtRequest d;
    d.scenarios = 10;
    d.time_low = d.time_high = d.own_low = d.own_high = d.fuel_low = d.fuel_high = 1;
    d.access_delay_days = 0;
    return d;
}

} // namespace

TEST_CASE("without doubt every world is the plan's", "[doubt]")
{
    // s1 on days 1-4, s2 5-6, S3 1-10: 1,000 for two days, 5,000 for four, 7,000 for eleven.
    const Scenario w = broken();
    const RestorationPlan plan = planOf(w);
    const auto doubt = doubtOf(w, statusesAsOf(w, noon), people(), noon, plan, certain());
    REQUIRE(doubt);
    CHECK(doubt->base == Approx(2'000 + 20'000 + 77'000));
    CHECK(doubt->mean == Approx(doubt->base));
    CHECK(doubt->worst_tenth == Approx(doubt->base));
    REQUIRE(doubt->early.size() == 3);
    for (const ActionConfidence& action : doubt->early) {
        CHECK(action.needed == 10);
        CHECK(action.early == 10);
    }
}

TEST_CASE("a report nobody can believe is wrong in every world", "[doubt]")
{
    Scenario w = broken();
    const RestorationPlan plan = planOf(w);
    for (Observation& o : w.observations) {
        o.confidence = 0;
    }
    DoubtRequest request = certain();
    request.report_doubt = 1;
    Statuses statuses = statusesAsOf(broken(), noon);
    const auto doubt = doubtOf(w, statuses, people(), noon, plan, request);
    CHECK(doubt->mean == Approx(20 * 7'000)); // all worked all along
    CHECK(doubt->early[0].needed == 0);
}

TEST_CASE("slower repairs make the plan worth less, the worst tenth least", "[doubt]")
{
    const Scenario w = broken();
    const RestorationPlan plan = planOf(w);
    DoubtRequest request = certain();
    request.time_high = 3;
    request.scenarios = 20;
    const auto doubt = doubtOf(w, statusesAsOf(w, noon), people(), noon, plan, request);
    CHECK(doubt->mean < doubt->base);
    CHECK(doubt->worst_tenth < doubt->mean);
    const auto again = doubtOf(w, statusesAsOf(w, noon), people(), noon, plan, request);
    CHECK(again->person_days == doubt->person_days);
    request.time_low = 2;
    CHECK_THROWS_AS(doubtOf(w, statusesAsOf(w, noon), people(), noon, plan, request), geo::Error);
}

namespace {

/// The plan as it was handed out.
EarlierPlan asWritten(const Scenario& w, const RestorationPlan& plan)
{
    EarlierPlan out;
    out.as_of = noon;
    for (const PlanStep& step : plan.steps) {
        const Action& action = w.actions[step.action];
        const auto date = [&](int day) { return plan.request.start + std::chrono::days{day - 1}; };
        out.steps.push_back({action.action_id, action.asset_id, action.skill, step.crew,
                             date(step.first_day), date(step.last_day), action.cost_usd});
    }
    return out;
}
const PlanChange& changeOf(const std::vector<PlanChange>& changes, const char* action)
{
    return *std::ranges::find(changes, action, &PlanChange::action_id);
}

} // namespace

TEST_CASE("a plan made anew keeps what is under way and says what changed", "[go_on]")
{
    // s1 on days 1-4 and s2 on 5-6 by fibre 1, S3 on 1-10 by site 1. On the evening of day 5 (27
    // November) s1 works, s2 is under way with a day to go, S3 with five; s4 broke on day 5.
    Scenario w = broken();
    w.sites.push_back(site("S4", "C"));
    w.nodes.push_back(node("C", NodeKind::aggregation));
    w.spans.push_back(span("s4", "CORE", "C"));
    Cover cover = people();
    cover.layers.push_back({3, Technology::gen2});
    cover.group_people.push_back(300);
    cover.group_start.push_back(4);
    cover.group_layers.push_back(3);
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 20;
    r.budget_usd = 125'000;
    r.crews = {{"fibre", 1}, {"site", 1}};
    r.effort = 1;
    const EarlierPlan earlier = asWritten(w, makePlan(w, statusesAsOf(w, noon), cover, noon, r));
    REQUIRE(earlier.steps.size() == 3);

    w.observations.push_back(
        seen(AssetKind::span, "s1", Status::operational, Cause::none, "2026-11-26"));
    w.observations.push_back(
        seen(AssetKind::span, "s4", Status::destroyed, Cause::physical, "2026-11-27"));
    w.actions.push_back(action("mend-s4", "s4", ActionKind::repair, 15'000, 2));
    w.actions.back().skill = "fibre";
    const geo::Time evening = *geo::parseTime("2026-11-27T18:00");
    const Statuses today = statusesAsOf(w, evening);
    r.start = *geo::parseDate("2026-11-28");
    goOn(earlier, w, today, r);
    CHECK(r.spent.at("money_usd") == Approx(110'000)); // of 125,000: 15,000 are left for s4
    REQUIRE(r.under_way.size() == 2);

    const RestorationPlan plan = makePlan(w, today, cover, evening, r);
    CHECK(checkPlan(w, today, cover, evening, plan).faults == std::vector<std::string>{});
    REQUIRE(plan.steps.size() == 3);
    CHECK(plan.money_usd == Approx(15'000));
    for (const PlanStep& step : plan.steps) {
        const std::string& id = w.actions[step.action].action_id;
        CHECK(step.first_day == (id == "mend-s4" ? 2 : 1));
        CHECK(step.last_day == (id == "mend-s2" ? 1 : id == "mend-s4" ? 3 : 5));
    }
    // Once more on the same day: nothing is lost, nothing paid twice.
    EarlierPlan again = asWritten(w, plan);
    again.spent = r.spent;
    for (const UnderWay& begun : r.under_way) {
        again.begun.push_back(begun.action_id);
    }
    PlanRequest onceMore = r;
    goOn(again, w, today, onceMore);
    CHECK(onceMore.spent == r.spent);
    REQUIRE(onceMore.under_way.size() == 2);
    for (const UnderWay& begun : onceMore.under_way) {
        CHECK(begun.days_left == (begun.action_id == "mend-s2" ? 1 : 5));
    }
    // What waits for its crew until later takes no longer for that.
    const auto waiting = std::ranges::find(again.steps, "mend-s2", &EarlierStep::action_id);
    waiting->first = r.start + std::chrono::days{2};
    waiting->last = r.start + std::chrono::days{3};
    goOn(again, w, today, onceMore);
    for (const UnderWay& begun : onceMore.under_way) {
        CHECK(begun.days_left == (begun.action_id == "mend-s2" ? 2 : 5));
    }

    const auto changes = changesSince(earlier, w, statusesAsOf(w, noon), today, plan);
    REQUIRE(changes.size() == 4);
    CHECK(changeOf(changes, "mend-s1").kind == ChangeKind::done);
    CHECK(changeOf(changes, "mend-s2").kind == ChangeKind::goes_on);
    CHECK(changeOf(changes, "build-S3").kind == ChangeKind::goes_on);
    CHECK(changeOf(changes, "build-S3").is == *geo::parseDate("2026-12-02"));
    CHECK(changeOf(changes, "mend-s4").kind == ChangeKind::added);
    CHECK_THAT(changeOf(changes, "mend-s4").why,
               Catch::Contains("destroyed") && Catch::Contains("2026-11-27"));
}

TEST_CASE("what nobody reports as mended is late, not done", "[go_on]")
{
    const Scenario w = broken();
    const EarlierPlan earlier = asWritten(w, planOf(w));
    PlanRequest r = planOf(w).request;
    r.start = *geo::parseDate("2026-12-13"); // after the last day of the plan
    const geo::Time evening = *geo::parseTime("2026-12-12T18:00");
    const Statuses today = statusesAsOf(w, evening);
    goOn(earlier, w, today, r);
    CHECK(r.under_way.size() == earlier.steps.size());
    r.budget_usd = r.spent.at("money_usd"); // all of it is spent
    const RestorationPlan plan = makePlan(w, today, people(), evening, r);
    CHECK(checkPlan(w, today, people(), evening, plan).faults == std::vector<std::string>{});
    CHECK(plan.money_usd == 0);
    CHECK(plan.steps.size() == earlier.steps.size());
    for (const PlanChange& change : changesSince(earlier, w, statusesAsOf(w, noon), today, plan)) {
        CHECK(change.kind == ChangeKind::late);
    }
}

TEST_CASE("what worked since and broke again is new work", "[go_on]")
{
    Scenario w = broken();
    const EarlierPlan earlier = asWritten(w, planOf(w));
    w.observations.push_back(
        seen(AssetKind::span, "s1", Status::operational, Cause::none, "2026-12-10"));
    w.observations.push_back(
        seen(AssetKind::span, "s1", Status::destroyed, Cause::physical, "2026-12-11"));
    PlanRequest r = planOf(w).request;
    r.start = *geo::parseDate("2026-12-13");
    const geo::Time evening = *geo::parseTime("2026-12-12T18:00");
    const Statuses today = statusesAsOf(w, evening);
    goOn(earlier, w, today, r);
    CHECK(r.under_way.size() + 1 == earlier.steps.size());
    r.budget_usd = r.spent.at("money_usd") + 1e6;
    const RestorationPlan plan = makePlan(w, today, people(), evening, r);
    const auto changes = changesSince(earlier, w, statusesAsOf(w, noon), today, plan);
    CHECK(changeOf(changes, "mend-s1").kind == ChangeKind::added);
    CHECK(plan.money_usd == w.actions[0].cost_usd);
}

TEST_CASE("what is under way goes on though it reconnects nobody for now", "[go_on]")
{
    // s2 lies behind s1: begun, but s1 broke anew and cannot be paid for.
    const Scenario w = broken();
    const EarlierPlan earlier = asWritten(w, planOf(w));
    PlanRequest r = planOf(w).request;
    for (const EarlierStep& step : earlier.steps) {
        if (step.action_id == "mend-s2") {
            r.start = step.last; // a day is left
        }
    }
    const geo::Time evening{r.start};
    const Statuses today = statusesAsOf(w, evening);
    goOn(earlier, w, today, r);
    std::erase_if(r.under_way, [](const UnderWay& work) { return work.action_id != "mend-s2"; });
    REQUIRE(r.under_way.size() == 1);
    r.budget_usd = 0;
    const RestorationPlan plan = makePlan(w, today, people(), evening, r);
    REQUIRE(plan.steps.size() == 1);
    const auto changes = changesSince(earlier, w, statusesAsOf(w, noon), today, plan);
    CHECK(changeOf(changes, "mend-s2").kind == ChangeKind::goes_on);
}

TEST_CASE("a sum too small for the best purchase buys the next", "[fund]")
{
    // CORE ──s1── A: 50,000 USD for 6,000 people; B: 10,000 USD for 500, on a way of its own.
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation),
               node("B", NodeKind::aggregation)};
    w.sites = {site("S1", "A"), site("S2", "B")};
    w.spans = {span("s1", "CORE", "A"), span("s2", "CORE", "B")};
    w.observations = {seen(AssetKind::span, "s1", Status::destroyed),
                      seen(AssetKind::span, "s2", Status::destroyed)};
    w.actions = {action("mend-s1", "s1", ActionKind::repair, 50'000),
                 action("mend-s2", "s2", ActionKind::repair, 10'000)};
    Cover c;
    c.layers = {{0, Technology::gen2}, {1, Technology::gen2}};
    c.group_people = {0, 6000, 500};
    c.group_start = {0, 0, 1, 2};
    c.group_layers = {0, 1};
    const Statuses statuses = statusesAsOf(w, noon);
    FundRequest request;
    request.amounts_usd = {5'000, 20'000, 50'000, 60'000};
    const auto curve = Fund{w, statuses, c, noon, request}.curve();
    CHECK(curve->points[1].served == 0);
    CHECK(curve->points[2].served == 500);
    CHECK(curve->points[3].served == 6000);
    CHECK(curve->points[4].served == 6500);
}

TEST_CASE("one large purchase does not hide what smaller sums buy", "[fund]")
{
    // Three masts on the core: X 60,000 for 6,100 people, Y and Z 50,000 for 5,000 each. By hand:
    // 60,000 buy X, 100,000 buy Y and Z, 160,000 all; no one order does the first two.
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("X", "CORE"), site("Y", "CORE"), site("Z", "CORE")};
    Cover cover;
    cover.layers = {{0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}};
    cover.group_people = {0, 6100, 5000, 5000};
    cover.group_start = {0, 0, 1, 2, 3};
    cover.group_layers = {0, 1, 2};
    for (const char* id : {"X", "Y", "Z"}) {
        w.observations.push_back(seen(AssetKind::site, id, Status::destroyed));
        w.actions.push_back(action((std::string{"build-"} + id).c_str(), id, ActionKind::replace,
                                   id == std::string{"X"} ? 60'000 : 50'000, 5));
    }
    const Statuses statuses = statusesAsOf(w, noon);
    FundRequest request;
    request.amounts_usd = {50'000, 60'000, 61'000, 99'000, 100'000, 109'000, 110'000, 160'000};
    const auto curve = Fund{w, statuses, cover, noon, request}.curve();
    REQUIRE(curve);
    request.amounts_usd.insert(request.amounts_usd.begin(), 0);
    const std::vector<double> most{0, 5000, 6100, 6100, 6100, 10'000, 10'000, 11'100, 16'100};
    REQUIRE(curve->points.size() == most.size());
    for (std::size_t k = 0; k < most.size(); ++k) {
        CAPTURE(request.amounts_usd[k]);
        CHECK(curve->points[k].served == Approx(most[k]));
        CHECK(curve->points[k].bound >= most[k] - 1e-6);
    }

    // 100,000 buy Y and Z though the list begins with X. All three stand in the list, the answer
    // first, and with the prices as they are the same question has the same answer.
    const Fund fund{w, statuses, cover, noon, {}};
    CHECK(curve->steps.front().action == 0);
    const auto bought = fund.best(100'000, {}, curve->steps);
    CHECK(bought->people_back == 10'000);
    const auto list = fund.beginningWith(*bought, {}, curve->steps);
    REQUIRE(list.size() == 3);
    CHECK(list[1].served == 10'000);
    CHECK(list[1].money_usd == 100'000);
    CHECK(list[2].action == 0);
    CHECK(list[2].money_usd == 160'000);
    CHECK(list[2].people_back == 6'100);
    CHECK(fund.peopleFor(100'000, {}, {curve->steps}, {60'000, 50'000, 50'000}) == 10'000);
    CHECK(fund.peopleFor(100'000, {}, {curve->steps}, {60'000, 50'000, 50'001}) == 6'100);
    CHECK(fund.peopleFor(100'000, {}, {curve->steps}, {50'000, 50'000, 50'001}) == 11'100);
}

TEST_CASE("the list does not depend on how many amounts are asked about", "[fund]")
{
    Scenario w = broken();
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = people();
    const auto listFor = [&](FundRequest request) {
        std::vector<std::uint32_t> out;
        const auto curve = Fund{w, statuses, cover, noon, request}.curve();
        for (const FundStep& step : curve->steps) {
            out.push_back(step.action);
        }
        return out;
    };
    FundRequest nothing, few;
    nothing.amounts_usd = {0};
    few.points = 2;
    CHECK(listFor({}).size() == 3);
    CHECK(listFor(nothing) == listFor({}));
    CHECK(listFor(few) == listFor({}));
    CHECK(Fund{w, statuses, cover, noon, nothing}.curve()->points.size() == 1);
}

TEST_CASE("all repairs asked about are counted, those too that bring nobody back", "[fund]")
{
    // s4 to the broken node C: fibre for 7,000 that helps nobody without the 3,000 of C.
    Scenario w = broken();
    w.nodes.push_back(node("C", NodeKind::aggregation));
    w.spans.push_back(span("s4", "CORE", "C"));
    w.observations.push_back(seen(AssetKind::node, "C", Status::destroyed));
    w.observations.push_back(seen(AssetKind::span, "s4", Status::destroyed));
    w.actions.push_back(action("mend-s4", "s4", ActionKind::repair, 7'000));
    w.actions.push_back(action("mend-C", "C", ActionKind::repair, 3'000));
    const Statuses worst = statusesAsOf(w, noon);
    const Cover cover = people();
    FundRequest request;
    request.scope.what = {FundFor::fibre};
    CHECK(Fund(w, worst, cover, noon, request).curve()->everything_usd == 27'000);
    request.scope.what = {FundFor::sites};
    CHECK(Fund(w, worst, cover, noon, request).curve()->everything_usd == 93'000);
    CHECK(Fund(w, worst, cover, noon, {}).curve()->everything_usd == 120'000);
}
