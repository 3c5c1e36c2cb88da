// Zones nobody may enter: what lies in them, and the ways round them. Metres by hand.
#include "planning/restoration/crews.h"
#include "planning/restoration/plan_check.h"
#include "planning/restoration/supply.h"
#include "planning/scenario/closed_zones.h"
#include "tests/support/tiny_world.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace planning;
using namespace tests;

namespace {

geo::MultiPolygonOf<geo::XY> square(double west, double south, double east, double north)
{
    return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

Zone closed(geo::MultiPolygonOf<geo::XY> shape, const char* until = nullptr)
{
    Zone zone;
    zone.zone_id = "mines";
    zone.access = ZoneAccess::closed;
    zone.shape_xy = std::move(shape);
    if (until != nullptr) {
        zone.to_date = geo::parseDate(until);
    }
    return zone;
}

Road road(geo::LineOf<geo::XY> line)
{
    Road r;
    r.line_xy = {std::move(line)};
    r.speed_kmh = 60;
    return r;
}

//   A (0, 0) ─────[ zone 4–6 km ]───── B (10, 0)
Scenario acrossTheZone()
{
    Scenario w;
    w.nodes = {node("A", NodeKind::core), node("B", NodeKind::aggregation)};
    w.nodes[1].at.xy = {10'000, 0};
    w.grid_nodes.resize(2);
    w.grid_nodes[0].grid_node_id = "GA";
    w.grid_nodes[1].grid_node_id = "GB";
    w.grid_nodes[1].at.xy = {10'000, 0};
    w.grid_lines.push_back({"GL", "GA", "GB", false});
    w.spans = {span("s", "A", "B")};
    w.spans[0].line_xy = {{{0, 0}, {10'000, 0}}};
    w.links = {link("hop", "A", "B")};
    return w;
}

} // namespace

TEST_CASE("a line lies in a zone it only passes through, a hop only with its ends", "[zones]")
{
    const Scenario w = acrossTheZone();
    const Zone middle = closed(square(4'000, -1'000, 6'000, 1'000));
    CHECK(liesIn(middle, w, {AssetKind::span, 0}));
    CHECK(liesIn(middle, w, {AssetKind::gridLine, 0}));
    CHECK_FALSE(liesIn(middle, w, {AssetKind::link, 0}));
    CHECK_FALSE(liesIn(middle, w, {AssetKind::node, 1}));
    const Zone east = closed(square(9'000, -1'000, 11'000, 1'000));
    CHECK(liesIn(east, w, {AssetKind::link, 0}));
    CHECK(liesIn(east, w, {AssetKind::node, 1}));
    const Zone north = closed(square(4'000, 500, 6'000, 1'000));
    for (const AssetKind kind : {AssetKind::span, AssetKind::gridLine, AssetKind::link}) {
        CHECK_FALSE(liesIn(north, w, {kind, 0}));
    }
}

TEST_CASE("crews drive round a zone while it is closed", "[zones]")
{
    // Straight on 10 km; round by the north 5 + 10 + 5 km; all at 60 km/h.
    Scenario w = acrossTheZone();
    w.roads = {road({{0, 0}, {10'000, 0}}), road({{0, 0}, {0, 5'000}}),
               road({{0, 5'000}, {10'000, 5'000}}), road({{10'000, 5'000}, {10'000, 0}})};
    w.zones = {closed(square(4'000, -1'000, 6'000, 1'000), "2026-11-24")};
    PlanRequest request;
    request.start = *geo::parseDate("2026-11-23");
    request.days = 5;
    Drives drives{w, request};
    const auto a = drives.add({0, 0});
    const auto b = drives.add({10'000, 0});
    CHECK(drives.hours(a, b, 2).value() == Approx(20. / 60));
    CHECK(drives.hours(a, b, 3).value() == Approx(10. / 60));
    w.zones.push_back(closed(square(4'000, -1'000, 6'000, 10'000)));
    Drives nobody{w, request};
    CHECK_FALSE(nobody.hours(nobody.add({0, 0}), nobody.add({10'000, 0}), 3));
    w.zones.push_back(closed(square(-50'000, -50'000, 50'000, 50'000))); // all roads
    Drives none{w, request};
    CHECK_FALSE(none.hours(none.add({0, 0}), none.add({10'000, 0}), 3));
}

TEST_CASE("the work on a line is half way along it", "[zones]")
{
    Scenario w = acrossTheZone();
    CHECK(*workPlace(w, {AssetKind::span, 0}) == geo::XY{5'000, 0});
    w.spans[0].line_xy = {{{0, 0}, {0, 1'000}}, {{0, 1'000}, {3'000, 1'000}}};
    CHECK(*workPlace(w, {AssetKind::span, 0}) == geo::XY{1'000, 1'000});
}

TEST_CASE("the checker finds work on what passes through a closed zone", "[zones]")
{
    Scenario w = acrossTheZone();
    w.zones = {closed(square(4'000, -1'000, 6'000, 1'000))};
    w.actions = {action("mend-s", "s", ActionKind::repair, 0),
                 action("mend-GL", "GL", ActionKind::repair, 0),
                 action("mend-hop", "hop", ActionKind::repair, 0)};
    RestorationPlan plan;
    plan.request.start = *geo::parseDate("2026-11-23");
    plan.request.days = 5;
    plan.request.crews = {{"", 3}};
    for (std::uint32_t i = 0; i < 3; ++i) {
        PlanStep step;
        step.action = i;
        step.crew = " " + std::to_string(i + 1);
        plan.steps.push_back(step);
    }
    std::string faults;
    for (const std::string& fault : checkPlan(w, statusesAsOf(w, noon), {}, noon, plan).faults) {
        faults += fault + "\n";
    }
    CHECK_THAT(faults,
               Catch::Contains("action mend-s is worked on on 2026-11-23 while its place") &&
                   Catch::Contains("action mend-GL is worked on on 2026-11-23 while") &&
                   !Catch::Contains("action mend-hop is worked on on"));
}

TEST_CASE("a zone that ends before it begins counts as closed on every day", "[zones]")
{
    Scenario w = acrossTheZone();
    w.zones = {closed(square(4'000, -1'000, 6'000, 1'000), "2026-11-20")};
    w.zones[0].from_date = geo::parseDate("2026-12-20");
    CHECK(datesReversed(w.zones[0]));
    for (const char* day : {"2026-11-19", "2026-12-01", "2026-12-21"}) {
        CHECK(closedOn(w.zones[0], *geo::parseDate(day)));
    }
    PlanRequest request;
    request.start = *geo::parseDate("2026-11-23");
    request.days = 5;
    w.actions = {action("mend-s", "s", ActionKind::repair, 0)};
    CHECK(openDays(w, w.actions[0], AssetRef{AssetKind::span, 0}, request).empty());
    RestorationPlan plan;
    plan.request = request;
    plan.request.crews = {{"", 1}};
    plan.steps.emplace_back();
    plan.steps.back().crew = " 1";
    const PlanCheck found = checkPlan(w, statusesAsOf(w, noon), {}, noon, plan);
    CHECK(std::ranges::any_of(found.faults, [](const std::string& fault) {
        return fault.starts_with("action mend-s is worked on on 2026-11-23 while its place");
    }));
    // The right way round it is over before the plan begins.
    std::swap(w.zones[0].from_date, w.zones[0].to_date);
    CHECK_FALSE(datesReversed(w.zones[0]));
    CHECK_FALSE(closedOn(w.zones[0], *geo::parseDate("2026-11-19")));
}

TEST_CASE("a zone opens later where a date says when, and nowhere else", "[scenario]")
{
    const auto day = [](const char* text) { return *geo::parseDate(text); };
    Zone zone;
    zone.access = ZoneAccess::closed;
    zone.from_date = day("2026-11-20");
    openLater(zone, 3);
    CHECK_FALSE(zone.to_date);
    zone.to_date = day("2026-11-25");
    openLater(zone, 3);
    CHECK(zone.to_date == day("2026-11-28"));
    CHECK(holdsBetween(zone, day("2026-11-28"), day("2026-12-05")));
    CHECK_FALSE(holdsBetween(zone, day("2026-11-29"), day("2026-12-05")));
    zone.to_date = day("2026-11-18"); // before it begins: closed on every day, and stays so
    openLater(zone, 3);
    CHECK(zone.to_date == day("2026-11-18"));
    CHECK(holdsBetween(zone, day("2026-12-05"), day("2026-12-06")));
    zone.access = ZoneAccess::permit;
    zone.to_date = day("2026-11-25");
    openLater(zone, 3);
    CHECK(zone.to_date == day("2026-11-25"));
}
