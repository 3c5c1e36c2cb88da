#include "planning/restoration/fund.h"
#include "tests/planning/restoration/choice_worlds.h"

using namespace planning;
using namespace tests;
using namespace choice_worlds;

namespace {

// CORE ── X, whose 8,000 people are out. GOOD mends it in a day for 1,000 USD; ALT costs 500.
Scenario oneSite()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("X", "CORE")};
    w.observations = {seen(AssetKind::site, "X", Status::outOfService)};
    w.actions = {action("GOOD", "X", ActionKind::repair, 1000),
                 action("ALT", "X", ActionKind::replace, 500)};
    for (Action& a : w.actions) {
        a.skill = "site";
    }
    return w;
}

std::string stepsOf(const Scenario& w, const RestorationPlan& plan)
{
    std::string out;
    for (const PlanStep& step : plan.steps) {
        out += (out.empty() ? "" : " ") + w.actions[step.action].action_id;
    }
    return out;
}

std::string whyNot(const Scenario& w, const RestorationPlan& plan, const std::string& id)
{
    std::string out;
    for (const UndoneAction& left : plan.undone) {
        if (left.action && w.actions[*left.action].action_id == id) {
            out += left.why;
        }
    }
    return out;
}

void checkGoodOnDayOne(const Scenario& w, const PlanRequest& r, const char* why)
{
    const RestorationPlan plan = planned(w, coverOf({8000}), r);
    CHECK(stepsOf(w, plan) == "GOOD");
    CHECK(personDays(plan) == 112000); // 14 days
    CHECK(plan.upper_bound_days == Approx(112000));
    CHECK_THAT(whyNot(w, plan, "ALT"), Catch::Contains(why));
    CHECK(whyNot(w, plan, "GOOD").empty());
}

} // namespace

TEST_CASE("a cheaper action that cannot be done hides no other one of the same asset", "[choices]")
{
    Scenario w = oneSite();
    Action& alt = w.actions[1];
    SECTION("nobody has its skill")
    {
        alt.skill = "divers";
        checkGoodOnDayOne(w, request(), "no crew with skill 'divers'");
    }
    SECTION("its part is not there")
    {
        alt.parts["mast"] = 1;
        Supply none;
        none.resource = "part:mast";
        none.from_date = day1;
        none.amount = 0;
        w.supply = {none};
        checkGoodOnDayOne(w, request(), "there is no part:mast");
    }
    SECTION("it may begin only after the plan")
    {
        alt.earliest = *geo::parseDate("2027-06-01");
        checkGoodOnDayOne(w, request(), "it may begin only on 2027-06-01");
    }
    SECTION("it had to be done before the plan")
    {
        alt.latest = *geo::parseDate("2026-10-01");
        checkGoodOnDayOne(w, request(), "it had to be done by 2026-10-01");
    }
    SECTION("what must come first cannot be done")
    {
        w.actions.push_back(action("dive", "X", ActionKind::clear, 10));
        w.actions.back().skill = "divers";
        w.actions[1].after_ids = {"dive"};
        checkGoodOnDayOne(w, request(), "'dive' must come first and cannot be done");
    }
    SECTION("it takes longer than there is")
    {
        alt.duration_days = 15;
        checkGoodOnDayOne(w, request(), "it takes 15 days, the plan has 14");
    }
    SECTION("it is slow, by crew days or by the calendar alone")
    {
        SECTION("crew days")
        {
            alt.crew_days = 10; // on from day 10: 5 days, 40,000
        }
        SECTION("drying, curing, waiting")
        {
            alt.duration_days = 10;
        }
        checkGoodOnDayOne(w, request(), "not needed: 'GOOD' is done instead");
        PlanRequest poor = request();
        poor.budget_usd = 800;
        const RestorationPlan plan = planned(w, coverOf({8000}), poor);
        CHECK(stepsOf(w, plan) == "ALT");
        CHECK(personDays(plan) == 40000);
        CHECK_THAT(whyNot(w, plan, "GOOD"), Catch::Contains("it takes 1000 of money_usd"));
    }
}

TEST_CASE("of two actions that serve alike the cheaper is done, and the other told so", "[choices]")
{
    Scenario w = oneSite();
    SECTION("it takes no more of anything")
    {
        const RestorationPlan plan = planned(w, coverOf({8000}));
        CHECK(stepsOf(w, plan) == "ALT");
        CHECK_THAT(whyNot(w, plan, "GOOD"), Catch::Contains("not needed: 'ALT' is done instead"));
    }
    SECTION("it takes another crew")
    {
        w.actions[1].skill = "power";
        const RestorationPlan plan = planned(w, coverOf({8000}));
        CHECK(stepsOf(w, plan) == "ALT");
        CHECK_THAT(whyNot(w, plan, "GOOD"), Catch::Contains("not needed: 'ALT' is done instead"));
    }
}

TEST_CASE("choices hold for every kind of asset", "[choices]")
{
    // CORE ──s── A ── X; each thing that is out has a slow cheap action and a quick dear one. The
    // quick ones take a crew each for a day.
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation)};
    w.sites = {site("X", "A")};
    w.spans = {span("s", "CORE", "A")};
    const auto out = [&w](AssetKind kind, const char* id, Cause cause = Cause::physical) {
        w.observations.push_back(seen(kind, id, Status::outOfService, cause));
    };
    const auto offer = [&w](const char* asset, ActionKind kind) {
        const std::string id = asset;
        w.actions.push_back(action((id + "-slow").c_str(), asset, kind, 10, 10));
        w.actions.push_back(action((id + "-quick").c_str(), asset, kind, 1000, 1));
        w.actions.end()[-1].skill = w.actions.end()[-2].skill = "site";
    };
    Cover c = coverOf({8000});
    std::string quick;
    SECTION("span")
    {
        out(AssetKind::span, "s");
        offer("s", ActionKind::repair);
        quick = "s-quick";
    }
    SECTION("node")
    {
        out(AssetKind::node, "A");
        offer("A", ActionKind::repair);
        quick = "A-quick";
    }
    SECTION("core")
    {
        out(AssetKind::node, "CORE");
        offer("CORE", ActionKind::replace);
        quick = "CORE-quick";
    }
    SECTION("link beside the span")
    {
        w.spans.clear();
        w.links = {link("l", "CORE", "A")};
        out(AssetKind::link, "l");
        offer("l", ActionKind::build);
        quick = "l-quick";
    }
    SECTION("cell")
    {
        Cell cell;
        cell.cell_id = "X-a";
        cell.site_id = "X";
        w.cells = {cell};
        c.layers[0].cell = 0;
        out(AssetKind::cell, "X-a");
        offer("X-a", ActionKind::repair);
        quick = "X-a-quick";
    }
    SECTION("power of a place: fuel or a generator")
    {
        out(AssetKind::site, "X", Cause::power);
        offer("X", ActionKind::power);
        w.actions[0].kind = ActionKind::fuel;
        quick = "X-quick";
    }
    SECTION("grid")
    {
        w.sites[0].power.grid_node_id = "G";
        w.sites[0].power.battery_h = 0;
        w.grid_nodes = {{"PLANT", GridNodeKind::source, {}, false},
                        {"G", GridNodeKind::feeder, {}, false}};
        GridLine line;
        line.grid_line_id = "L";
        line.from_id = "PLANT";
        line.to_id = "G";
        w.grid_lines = {line};
        SECTION("node")
        {
            out(AssetKind::gridNode, "G");
            offer("G", ActionKind::repair);
            quick = "G-quick";
        }
        SECTION("line")
        {
            out(AssetKind::gridLine, "L");
            offer("L", ActionKind::repair);
            quick = "L-quick";
        }
    }
    const RestorationPlan plan = planned(w, c);
    CHECK(stepsOf(w, plan) == quick);
    CHECK(personDays(plan) == 112000);
    CHECK(plan.upper_bound_days == Approx(112000));
    PlanRequest poor = request();
    poor.budget_usd = 500;
    const RestorationPlan slow = planned(w, c, poor);
    CHECK(slow.steps.size() == 1);
    CHECK(personDays(slow) == 40000);
}

TEST_CASE("a dominated action that another work waits for is still offered", "[choices]")
{
    // Y waits for DEAR of X. One crew: DEAR, then Y; CHEAP of X besides would only take its day.
    Scenario w = oneSite();
    w.sites.push_back(site("Y", "CORE"));
    w.observations.push_back(seen(AssetKind::site, "Y", Status::outOfService));
    w.actions[0].action_id = "DEAR";
    w.actions[1].action_id = "CHEAP";
    w.actions.push_back(action("MEND", "Y", ActionKind::repair, 100));
    w.actions.back().skill = "site";
    w.actions.back().after_ids = {"DEAR"};
    const RestorationPlan plan = planned(w, coverOf({8000, 1000}));
    CHECK(stepsOf(w, plan) == "DEAR MEND");
    CHECK(personDays(plan) == 8000 * 14 + 1000 * 13);
}

TEST_CASE("work under way goes on, whatever else could mend the same", "[choices]")
{
    const Scenario w = oneSite();
    PlanRequest r = request();
    r.under_way = {{"GOOD", "site 1", 3}};
    const RestorationPlan plan = planned(w, coverOf({8000}), r);
    CHECK(stepsOf(w, plan) == "GOOD");
    CHECK(personDays(plan) == 8000 * 12);
    CHECK_THAT(whyNot(w, plan, "ALT"), Catch::Contains("not needed: 'GOOD' is done instead"));
    r.crews = {{"power", 1}}; // its crew has gone
    Scenario other = w;
    other.actions[1].skill = "power";
    CHECK(stepsOf(other, planned(other, coverOf({8000}), r)) == "ALT");
}

TEST_CASE("money alone buys the cheaper action, however slow", "[choices]")
{
    Scenario w = oneSite();
    w.actions[1].crew_days = 10;
    FundRequest r;
    r.amounts_usd = {600};
    const Statuses statuses = statusesAsOf(w, noon);
    const Cover cover = coverOf({8000});
    const Fund fund{w, statuses, cover, noon, r};
    const auto curve = fund.curve();
    REQUIRE(curve);
    CHECK(curve->everything_usd == 500);
    CHECK(curve->points.back().served == 8000);
}

TEST_CASE("a missed deadline is told as such", "[choices]")
{
    // One crew. X (8,000) on day 1, so M of Y, which had to be done on day 1, is not.
    Scenario w = oneSite();
    w.sites.push_back(site("Y", "CORE"));
    w.observations.push_back(seen(AssetKind::site, "Y", Status::outOfService));
    w.actions.pop_back();
    w.actions.push_back(action("M", "Y", ActionKind::repair, 100));
    w.actions.back().skill = "site";
    w.actions.back().latest = day1;
    const RestorationPlan plan = planned(w, coverOf({500000, 500}));
    CHECK(stepsOf(w, plan) == "GOOD");
    CHECK(whyNot(w, plan, "M") == "would bring 500 people back if done by 2026-11-23, its last "
                                  "day, but others bring more until then");
}
