#include "planning/restoration/dispatch.h"
#include "planning/restoration/plan_check.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace tests;

namespace {

//   West (0 km) ── S1 (10 km) ─────────── S2 (110 km) ── East (120 km)     no roads
Scenario line()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core)};
    w.sites = {site("S1", "CORE"), site("S2", "CORE")};
    w.sites[0].at.xy = {10000, 0};
    w.sites[1].at.xy = {110000, 0};
    w.settlements.resize(2);
    w.settlements[0].name = "West";
    w.settlements[1].name = "East";
    w.settlements[1].at.xy = {120000, 0};
    w.observations = {seen(AssetKind::site, "S1", Status::destroyed),
                      seen(AssetKind::site, "S2", Status::destroyed)};
    w.actions = {action("m1", "S1", ActionKind::repair, 0, 2),
                 action("m2", "S2", ActionKind::repair, 0, 2)};
    w.actions[0].skill = w.actions[1].skill = "site";
    return w;
}

PlanRequest request()
{
    PlanRequest r;
    r.start = *geo::parseDate("2026-11-23");
    r.days = 30;
    r.crews = {{"site", 1}};
    r.bases = {{"site", {"West"}}};
    r.speed_kmh = 13; // 10 km/h as the crow flies
    return r;
}

} // namespace

TEST_CASE("the drive beyond two hours costs a crew working days", "[travel]")
{
    // West to S1: 1 h, within the day. S1 to S2: 10 h, 8 beyond the 2: one more day.
    const Scenario w = line();
    const Dispatch done = dispatch(w, {0, 1}, request());
    REQUIRE(done.works.size() == 2);
    CHECK(done.works[0].drive_h == Approx(1));
    CHECK(done.works[0].last_day == 2);
    CHECK(done.works[1].drive_h == Approx(10));
    CHECK(done.works[1].first_day == 3);
    CHECK(done.works[1].last_day == 5);
}

TEST_CASE("of two crews the one whose base is near goes", "[travel]")
{
    Scenario w = line();
    PlanRequest r = request();
    r.crews = {{"site", 2}};
    r.bases = {{"site", {"West", "East"}}};
    const Dispatch done = dispatch(w, {1, 0}, r);
    REQUIRE(done.works.size() == 2);
    CHECK(done.works[0].crew == "site 2"); // S2 from the east
    CHECK(done.works[0].last_day == 2);
    CHECK(done.works[1].crew == "site 1");
    CHECK(done.works[1].last_day == 2);
}

TEST_CASE("a crew that stands nowhere is kept for what is far from the others", "[travel]")
{
    // West to S1 takes 1 h, so either crew does it in 2 days. S2 is 11 h from West: the crew
    // without a base, whose drive is not counted, is there in no time.
    const Scenario w = line();
    PlanRequest r = request();
    r.crews = {{"site", 2}};
    r.bases = {{"site", {"West"}}};
    const Dispatch done = dispatch(w, {0, 1}, r);
    REQUIRE(done.works.size() == 2);
    CHECK(done.works[0].crew == "site 1");
    CHECK(done.works[1].crew == "site 2");
    CHECK(done.works[1].last_day == 2);
}

TEST_CASE("crews of the supply come with their place and their dates", "[travel]")
{
    Scenario w = line();
    PlanRequest r = request();
    r.crews.clear();
    Supply near, late;
    near.resource = late.resource = "crew_days:site";
    near.from_date = r.start;
    near.to_date = *geo::parseDate("2026-11-24"); // days 1 and 2
    near.per_day = late.per_day = 1;
    near.place = "West";
    late.place = "East";
    late.from_date = *geo::parseDate("2026-12-02"); // from day 10
    w.supply = {near, late};
    const Dispatch done = dispatch(w, {0, 1}, r);
    REQUIRE(done.works.size() == 2);
    CHECK(done.works[0].crew == "site 1");
    CHECK(done.works[1].crew == "site 2");
    CHECK(done.works[1].first_day == 10);
    CHECK(done.works[1].drive_h == Approx(1)); // from the east
}

TEST_CASE("where only closed roads lead the work stays undone and says so", "[travel]")
{
    Scenario w = line();
    Road open, shut;
    open.line_xy = {{{0, 0}, {10000, 0}}};
    shut.line_xy = {{{10000, 0}, {100000, 0}}};
    shut.passable = false;
    Road beyond = open;
    beyond.line_xy = {{{100000, 0}, {120000, 0}}};
    w.roads = {open, shut, beyond};
    const Dispatch done = dispatch(w, {0, 1}, request());
    REQUIRE(done.works.size() == 1);
    REQUIRE(done.undone.size() == 1);
    CHECK(done.undone[0].reason == Undone::closed);
    CHECK(done.undone[0].why == "only closed roads lead there");
}

TEST_CASE("the checker counts the drive by itself", "[travel]")
{
    const Scenario w = line();
    RestorationPlan plan;
    plan.request = request();
    for (const DispatchedWork& work : dispatch(w, {0, 1}, plan.request).works) {
        PlanStep step;
        step.action = work.action;
        step.crew = work.crew;
        step.first_day = work.first_day;
        step.last_day = work.last_day;
        plan.steps.push_back(step);
    }
    const Cover nobody;
    const auto faults = [&] {
        return checkPlan(w, statusesAsOf(w, noon), nobody, noon, plan).faults;
    };
    CHECK(faults().empty());
    plan.steps[1].last_day = 4; // no time for the 10 h on the road
    REQUIRE(faults().size() == 1);
    CHECK(faults()[0] == "action m2 is given 2 days and takes 3");
}

TEST_CASE("places are found by id, by name and by position", "[travel]")
{
    Scenario w = line();
    w.crs = "EPSG:32636";
    w.settlements[1].settlement_id = "PLACE-7";
    CHECK(placeNamed(w, "S2") == geo::XY{110000, 0});
    CHECK(placeNamed(w, "East") == geo::XY{120000, 0});
    CHECK(placeNamed(w, "PLACE-7") == geo::XY{120000, 0});
    CHECK_FALSE(placeNamed(w, "Nowhere"));
    const auto at = placeNamed(w, "33,0"); // the zone's middle on the equator is 500 km east
    REQUIRE(at);
    CHECK(at->x_m == Approx(500000).margin(0.01));
}
