#include "geo/error.h"
#include "planning/restoration/plan_check.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

//   CORE ── S1 … S4, all destroyed; money for two of them
//   cell     0      1      2      3        area North: cells 0 1 2; South: cell 3
//   people  3000   2500   2000   1000
Scenario world()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    for (const char* id : {"S1", "S2", "S3", "S4"}) {
        w.sites.push_back(site(id, "CORE"));
        w.observations.push_back(seen(AssetKind::site, id, Status::destroyed));
        w.actions.push_back(
            action((std::string{"mend-"} + id).c_str(), id, ActionKind::repair, 1000, 1));
        w.actions.back().skill = "site";
        w.sites.back().at.xy = {50 + 100.0 * static_cast<double>(w.sites.size() - 1), 50};
    }
    const auto area = [&w](const char* code, double from, double to) {
        Area a;
        a.area_code = a.name = code;
        a.shape_xy = {{{{from, 0}, {to, 0}, {to, 100}, {from, 100}, {from, 0}}}};
        w.areas.push_back(a);
    };
    area("North", 0, 300);
    area("South", 300, 400);
    return w;
}

Cover people()
{
    Cover c;
    c.frame = {0, 100, 100, 4, 1};
    c.people = {3000, 2500, 2000, 1000};
    c.group = {1, 2, 3, 4};
    c.layers = {
        {0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}, {3, Technology::gen2}};
    c.group_people = {0, 3000, 2500, 2000, 1000};
    c.group_start = {0, 0, 1, 2, 3, 4};
    c.group_layers = {0, 1, 2, 3};
    return c;
}

PlanRequest request()
{
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 10;
    r.budget_usd = 2000;
    r.crews = {{"site", 1}};
    return r;
}

RestorationPlan planned(const Scenario& w, const PlanRequest& r)
{
    return makePlan(w, statusesAsOf(w, noon), people(), noon, r);
}

/// Where people live in a row of cells, each with a destroyed site of its own that costs 1,000 USD.
struct Row {
    Scenario world;
    Cover cover;

    explicit Row(const std::vector<double>& people)
    {
        const auto cells = static_cast<std::uint32_t>(people.size());
        world.nodes = {node("CORE", NodeKind::core)};
        cover.frame = {0, 100, 100, static_cast<int>(cells), 1};
        cover.group_people = {0};
        cover.group_start = {0};
        for (std::uint32_t i = 0; i < cells; ++i) {
            const std::string id = "S" + std::to_string(i + 1);
            world.sites.push_back(site(id.c_str(), "CORE"));
            world.sites.back().at.xy = {50 + 100.0 * i, 50};
            world.observations.push_back(seen(AssetKind::site, id.c_str(), Status::destroyed));
            world.actions.push_back(
                action(("mend-" + id).c_str(), id.c_str(), ActionKind::repair, 1000, 1));
            world.actions.back().skill = "site";
            cover.people.push_back(static_cast<float>(people[i]));
            cover.group.push_back(i + 1);
            cover.layers.push_back({i, Technology::gen2});
            cover.group_people.push_back(people[i]);
            cover.group_start.push_back(i);
            cover.group_layers.push_back(i);
        }
        cover.group_start.push_back(cells);
    }

    /// From one cell to another, both in it.
    Row& area(const char* code, const char* parent, int first, int last)
    {
        Area a;
        a.area_code = a.name = code;
        a.parent_code = parent;
        const double from = 100.0 * first;
        const double to = 100.0 * last + 100;
        a.shape_xy = {{{{from, 0}, {to, 0}, {to, 100}, {from, 100}, {from, 0}}}};
        world.areas.push_back(a);
        return *this;
    }

    RestorationPlan planned(double budget_usd, const std::map<std::string, double>& floors,
                            double common = 0) const
    {
        PlanRequest r = request();
        r.budget_usd = budget_usd;
        r.floors = floors;
        r.common_floor = common;
        const Statuses statuses = statusesAsOf(world, noon);
        RestorationPlan plan = makePlan(world, statuses, cover, noon, r);
        const PlanCheck check = checkPlan(world, statuses, cover, noon, plan);
        CHECK(check.faults.empty());
        CHECK(check.served == plan.served);
        return plan;
    }
};

//  cell      0     1   |   2   |   3   |   4     5
//  people   600   400    1000     1200    3000  2500
//          North        South     Coast   Sea
//          Land: both             Land and Coast: State
Row state()
{
    Row row{{600, 400, 1000, 1200, 3000, 2500}};
    row.area("State", "", 0, 3).area("Land", "State", 0, 2).area("North", "Land", 0, 1);
    row.area("South", "Land", 2, 2).area("Coast", "State", 3, 3).area("Sea", "", 4, 5);
    return row;
}

const AreaServed& areaOf(const RestorationPlan& plan, const Row& row, const char* code)
{
    return *std::ranges::find(plan.areas, code, [&](const AreaServed& area) {
        return row.world.areas[area.area].area_code;
    });
}

bool assumes(const RestorationPlan& plan, const char* words)
{
    return std::ranges::any_of(plan.assumptions, [&](const std::string& sentence) {
        return sentence.find(words) != std::string::npos;
    });
}

} // namespace

TEST_CASE("without floors the most people are served, and areas are reported all the same",
          "[floors]")
{
    const RestorationPlan plan = planned(world(), request());
    CHECK(plan.served.back() == 5500);
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[0].people == 7500);
    CHECK(plan.areas[0].served_at_end == 5500);
    CHECK(plan.areas[0].attainable == 7500);
    CHECK(plan.areas[0].steps == 2);
    CHECK(plan.areas[1].served_at_end == 0);
    CHECK_FALSE(plan.areas[1].floor);
}

TEST_CASE("a floor brings work to an area that the total alone would leave out", "[floors]")
{
    const Scenario w = world();
    PlanRequest r = request();
    r.floors = {{"South", 0.5}};
    const RestorationPlan plan = planned(w, r);
    CHECK(plan.served.back() == 4000); // S1 and S4
    CHECK(plan.areas[1].served_at_end == 1000);
    CHECK(plan.areas[1].met);
    CHECK(plan.areas[1].met_on_day.has_value());
    CHECK(plan.areas[1].weight > 1);
    CHECK(plan.areas[0].weight == 1);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), people(), noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}

TEST_CASE("what the weight of a floor hides is found by plain numbers", "[floors]")
{
    // One crew for 8 days, 3,100 USD on day 1 and 1,500 on day 8. South counts three times, so by
    // weight its works come first, and S4's day 1 goes with waiting: 30,000 person-days. With S1
    // on day 1 (4,000), S4 on days 2-3 (6,000), S3 on day 4 (20,000) and S2 on day 8 (2,000) the
    // floor is met as well: 32,000.
    Scenario w = world();
    Cover c = people();
    c.people = {500, 2000, 4000, 1000};
    c.group_people = {0, 500, 2000, 4000, 1000};
    w.areas[0].shape_xy = {{{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}}};
    w.areas[1].shape_xy = {{{{100, 0}, {400, 0}, {400, 100}, {100, 100}, {100, 0}}}};
    PlanRequest r = request();
    r.days = 8;
    r.budget_usd.reset();
    r.crews["clearance"] = 1;
    const auto comes = [&](const char* what, int day, double amount) {
        Supply row;
        row.resource = what;
        row.from_date = r.start + std::chrono::days{day - 1};
        row.amount = amount;
        w.supply.push_back(row);
    };
    comes("money_usd", 1, 3100);
    comes("money_usd", 8, 1500);
    comes("part:radio", 1, 1);
    comes("part:radio", 7, 1);
    w.actions[0].latest = r.start + std::chrono::days{1};
    w.actions[1].parts["radio"] = w.actions[3].parts["radio"] = 1;
    w.actions[1].earliest = r.start + std::chrono::days{5};
    w.actions[2].earliest = r.start + std::chrono::days{3};
    w.actions[3].crew_days = 2;
    w.actions[3].after_ids = {"clear"};
    w.actions.push_back(action("clear", "S4", ActionKind::clear, 100, 1));
    w.actions.back().skill = "clearance";
    r.floors = {{"South", 1}};
    r.effort = 1;
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    CHECK(plan.areas[1].met);
    double sum = 0;
    for (std::size_t day = 1; day < plan.served.size(); ++day) {
        sum += plan.served[day];
    }
    CHECK(sum == 32000);
    const PlanCheck check = checkPlan(w, statusesAsOf(w, noon), c, noon, plan);
    CHECK(check.faults.empty());
    CHECK(check.served == plan.served);
}

TEST_CASE("two floors that can both be met do not chase each other", "[floors]")
{
    // Money for two. North (cells 0, 1) needs S1: 5,000 of 9,000; South (cells 2, 3) needs S3,
    // which cannot be begun before day 10: 3,000 of 5,000 people. By weights alone North and South
    // take turns: S1 and S2 are worth 9,000 from day 1 on, S3 3,000 from day 10 on.
    Scenario w = world();
    Cover c = people();
    c.people = {5000, 4000, 3000, 2000};
    c.group_people = {0, 5000, 4000, 3000, 2000};
    w.areas[0].shape_xy = {{{{0, 0}, {200, 0}, {200, 100}, {0, 100}, {0, 0}}}};
    w.areas[1].shape_xy = {{{{200, 0}, {400, 0}, {400, 100}, {200, 100}, {200, 0}}}};
    PlanRequest r = request();
    r.days = 20;
    w.actions[2].earliest = r.start + std::chrono::days{9};
    r.common_floor = 0.5;
    const RestorationPlan plan = makePlan(w, statusesAsOf(w, noon), c, noon, r);
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[0].met);
    CHECK(plan.areas[1].met);
    CHECK(plan.served[1] == 5000);
    CHECK(plan.served[9] == 5000);
    CHECK(plan.served[10] == 8000);
    CHECK(plan.served.back() == 8000);
}

TEST_CASE("an area with one closed place and others open is not called closed", "[floors]")
{
    // South: S3 and S4; only S4 lies in the closed zone, S3 is too dear.
    Scenario w = world();
    w.areas[0].shape_xy = {{{{0, 0}, {200, 0}, {200, 100}, {0, 100}, {0, 0}}}};
    w.areas[1].shape_xy = {{{{200, 0}, {400, 0}, {400, 100}, {200, 100}, {200, 0}}}};
    Zone zone;
    zone.zone_id = "Z";
    zone.access = ZoneAccess::closed;
    zone.shape_xy = {{{{300, 0}, {400, 0}, {400, 100}, {300, 100}, {300, 0}}}};
    w.zones = {zone};
    const RestorationPlan plan = planned(w, request());
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[1].steps == 0);
    CHECK(plan.areas[1].undone_closed == 1);
    CHECK(std::ranges::find(plan.problems, "South", &geo::Problem::asset_id) ==
          plan.problems.end());
    // Nor is it when the only other work there has dates outside the plan.
    w.actions[2].latest = *geo::parseDate("2026-10-01");
    const RestorationPlan late = planned(w, request());
    CHECK(std::ranges::find(late.problems, "South", &geo::Problem::asset_id) ==
          late.problems.end());
}

TEST_CASE("a common floor holds for every area; one that cannot be met is said to be missed",
          "[floors]")
{
    PlanRequest r = request();
    r.common_floor = 0.9; // North would take all three of its sites
    const RestorationPlan plan = planned(world(), r);
    REQUIRE(plan.areas.size() == 2);
    CHECK(plan.areas[0].floor == 0.9);
    CHECK(plan.areas[1].met);
    CHECK_FALSE(plan.areas[0].met);
    CHECK(plan.served.back() == 4000);
}

TEST_CASE("floors outside 0 to 1, or of areas that are not there, are refused", "[floors]")
{
    PlanRequest r = request();
    r.floors = {{"West", 0.5}};
    CHECK_THROWS_WITH(planned(world(), r), Catch::Contains("no area 'West'"));
    r.floors = {{"South", 1.5}};
    CHECK_THROWS_WITH(planned(world(), r), Catch::Contains("1.5"));
}

TEST_CASE("facilities are counted by kind beside the people", "[floors]")
{
    Scenario w = world();
    w.facilities.resize(2);
    w.facilities[0].kind = w.facilities[1].kind = FacilityKind::hospital;
    w.facilities[0].at.xy = {50, 50};  // under S1
    w.facilities[1].at.xy = {350, 50}; // under S4
    const RestorationPlan plain = planned(w, request());
    REQUIRE(plain.facilities.size() == 1);
    CHECK(plain.facilities[0].total == 2);
    CHECK(plain.facilities[0].served_today == 0);
    CHECK(plain.facilities[0].served_at_end == 1);
    PlanRequest r = request();
    r.facility_weight = {{FacilityKind::hospital, 5000}};
    const RestorationPlan weighted = planned(w, r);
    CHECK(weighted.facilities[0].served_at_end == 2); // S1 and S4: 8,000 and 6,000
    CHECK(weighted.served.back() == 4000);            // people stay people
}

TEST_CASE("an area nobody can get to on any day is named", "[floors]")
{
    Scenario w = world();
    Zone zone;
    zone.zone_id = "Z";
    zone.access = ZoneAccess::closed;
    zone.shape_xy = w.areas[1].shape_xy;
    w.zones = {zone};
    const RestorationPlan plan = planned(w, request());
    REQUIRE(plan.undone.size() >= 1);
    const auto closed = std::ranges::find(plan.undone, Undone::closed, &UndoneAction::reason);
    REQUIRE(closed != plan.undone.end());
    CHECK(closed->asset_id == "S4");
    const auto named = std::ranges::find(plan.problems, "South", &geo::Problem::asset_id);
    REQUIRE(named != plan.problems.end());
    CHECK_THAT(named->what, Catch::Contains("nobody can get into South"));
    CHECK(plan.areas[1].attainable == 0);
}

TEST_CASE("a floor of a divided area counts all its people together", "[floors]")
{
    // Two of six. Half of Land is 1,000: South's one site has them, and Sea's 3,000 come beside
    // it. Half of each part of Land would take S1 and S3, 1,600 people.
    const Row row = state();
    CHECK(row.planned(2000, {}).served.back() == 5500);
    const RestorationPlan plan = row.planned(2000, {{"Land", 0.5}});
    CHECK(plan.served.back() == 4000);
    REQUIRE(plan.areas.size() == 5); // North, South, Coast, Sea and, for its floor, Land
    CHECK(row.world.areas[plan.areas.back().area].area_code == "Land");
    const AreaServed& land = plan.areas.back();
    CHECK(land.divided);
    CHECK(land.people == 2000);
    CHECK(land.served_today == 0);
    CHECK(land.served_at_end == 1000);
    CHECK(land.attainable == 2000);
    CHECK(land.floor == 0.5);
    CHECK(land.met);
    CHECK(land.met_on_day == 2); // the Sea's 3,000 first
    CHECK(land.steps == 1);
    CHECK(land.weight > 1);
    CHECK(areaOf(plan, row, "South").weight == land.weight);
    CHECK(areaOf(plan, row, "Sea").weight == 1);
    for (const char* part : {"North", "South"}) {
        CHECK_FALSE(areaOf(plan, row, part).floor);
        CHECK_FALSE(areaOf(plan, row, part).divided);
    }
    CHECK(areaOf(plan, row, "North").served_at_end == 0);
    CHECK(std::ranges::none_of(plan.problems, [](const geo::Problem& problem) {
        return problem.what.find("floor") != std::string::npos;
    }));
    CHECK(assumes(plan, "part of the gap is their price"));
}

TEST_CASE("areas of areas of areas may each have a floor", "[floors]")
{
    const Row row = state(); // State: 3,200 people
    // 960 of State: Coast has them at once; with 1,000 of Land, South does for both.
    CHECK(row.planned(2000, {{"State", 0.3}}).served.back() == 4200);
    const RestorationPlan both = row.planned(2000, {{"State", 0.3}, {"Land", 0.5}});
    CHECK(both.served.back() == 4000);
    CHECK(areaOf(both, row, "State").served_at_end == 1000);
    CHECK(areaOf(both, row, "State").people == 3200);
    CHECK(areaOf(both, row, "Land").met);
    // 1,920 of State and 1,000 of Land: South and Coast.
    const RestorationPlan high = row.planned(2000, {{"State", 0.6}, {"Land", 0.5}});
    CHECK(high.served.back() == 2200);
    CHECK(areaOf(high, row, "State").met);
    CHECK(areaOf(high, row, "Land").met);
}

TEST_CASE("an area and its part may both have a floor, and both hold", "[floors]")
{
    // Three of six: 300 of North are S1 (or S2); Land's 1,000 then want S3 beside S1, or S2 as
    // well. The first leaves the Sea's 3,000: 4,600.
    const Row row = state();
    const RestorationPlan plan = row.planned(3000, {{"Land", 0.5}, {"North", 0.3}});
    CHECK(plan.served.back() == 4600);
    CHECK(areaOf(plan, row, "North").met);
    CHECK(areaOf(plan, row, "North").floor == 0.3);
    CHECK_FALSE(areaOf(plan, row, "South").floor);
    CHECK(areaOf(plan, row, "Land").met);
    // North wholly is half of Land too.
    const RestorationPlan whole = row.planned(3000, {{"Land", 0.5}, {"North", 1}});
    CHECK(whole.served.back() == 4000);
    CHECK(areaOf(whole, row, "Land").served_at_end == 1000);
}

TEST_CASE("the floor of all is asked of each area not divided further and not named", "[floors]")
{
    const Row row = state();
    const RestorationPlan plan = row.planned(5000, {{"Land", 0.9}, {"South", 0}}, 0.4);
    CHECK(areaOf(plan, row, "North").floor == 0.4);
    CHECK(areaOf(plan, row, "South").floor == 0.0);
    CHECK(areaOf(plan, row, "Coast").floor == 0.4);
    CHECK(areaOf(plan, row, "Land").floor == 0.9);
    REQUIRE(plan.areas.size() == 5); // State has none
    for (const AreaServed& area : plan.areas) {
        CHECK(area.met);
    }
}

TEST_CASE("a floor that nothing can meet is said to be so, and changes nothing", "[floors]")
{
    Row row = state();
    row.world.actions.erase(row.world.actions.begin(), row.world.actions.begin() + 3);
    const RestorationPlan plan = row.planned(2000, {{"Land", 0.5}});
    CHECK(plan.served == row.planned(2000, {}).served);
    const AreaServed& land = areaOf(plan, row, "Land");
    CHECK_FALSE(land.met);
    CHECK_FALSE(land.floorPossible());
    CHECK(land.weight == 1);
    const auto named = std::ranges::find(plan.problems, "Land", &geo::Problem::asset_id);
    REQUIRE(named != plan.problems.end());
    CHECK(named->what ==
          "the floor of Land (Land) cannot be met: 50 % of its people are asked "
          "for, 0.0 % would be served if all works were done that days and supply allow");
    CHECK_FALSE(assumes(plan, "price"));
    // Beside it another floor is met: Coast and 3,000 of Sea.
    const RestorationPlan other = row.planned(2000, {{"Land", 0.5}, {"Coast", 0.5}});
    CHECK(other.served.back() == 4200);
    CHECK(areaOf(other, row, "Coast").met);
}

TEST_CASE("what is possible but not met is served as far as it goes", "[floors]")
{
    // Only S3 of Land can be mended: 1,000 of the 1,500 asked for.
    Row row = state();
    row.world.actions.erase(row.world.actions.begin(), row.world.actions.begin() + 2);
    const RestorationPlan plan = row.planned(2000, {{"Land", 0.75}});
    CHECK(plan.served.back() == 4000);
    CHECK_FALSE(areaOf(plan, row, "Land").floorPossible());
    // One work for 1,000 and 1,200: possible, and not met. A share is not rounded up to what was
    // asked for.
    const RestorationPlan poor = state().planned(1000, {{"State", 0.37504}});
    CHECK(areaOf(poor, row, "State").floorPossible());
    const auto named = std::ranges::find(poor.problems, "State", &geo::Problem::asset_id);
    REQUIRE(named != poor.problems.end());
    CHECK(named->what == "the floor of State (State) is not met: 37.504 % of its people are asked "
                         "for, 37.5 % are served in the end");
}

TEST_CASE("a floor that costs nobody anything is given no part of the gap", "[floors]")
{
    const RestorationPlan plan = state().planned(2000, {{"Sea", 0.9}});
    CHECK(plan.served.back() == 5500);
    CHECK_FALSE(assumes(plan, "price"));
}

TEST_CASE("a floor of an area of which nobody says what lies in it is refused", "[floors]")
{
    Row row = state();
    for (Area& area : row.world.areas) {
        area.level = area.area_code == "State" ? 1 : area.area_code == "Land" ? 2 : 3;
        area.parent_code.clear();
    }
    CHECK_THROWS_WITH(row.planned(2000, {{"Land", 0.5}}),
                      Catch::Contains("nobody says which areas lie in Land (Land)"));
    CHECK(row.planned(2000, {{"South", 0.5}}).served.back() == 4000);
}

TEST_CASE("a fraction of a person below a floor outweighs nobody", "[floors]")
{
    // People are spread over cells, so 3,400 come as a little more or less. All 6,800 of West are
    // asked for and money is there for half: S2 costs half of S1 and leaves enough for S3.
    Row row{{3400.0005, 3400, 6000}};
    row.area("West", "", 0, 1).area("East", "", 2, 2);
    row.world.actions[0].cost_usd = 2000;
    const RestorationPlan plan = row.planned(2000, {{"West", 1}});
    CHECK(std::round(plan.served.back()) == 9400);
    // Nor is a floor missed by it: half of West is S2.
    const RestorationPlan half = row.planned(2000, {{"West", 0.5}});
    CHECK(areaOf(half, row, "West").met);
    CHECK(std::round(half.served.back()) == 9400);
    CHECK(areaOf(half, row, "West").weight == 1);
}
