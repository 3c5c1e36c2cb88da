#include "planning/restoration/road_ways.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

Road road(const char* id, const char* kind, std::vector<geo::XY> line)
{
    Road r;
    r.road_id = id;
    r.road_class = kind;
    r.line_xy = {std::move(line)};
    return r;
}

//   A ═══primary 30 km═══ B           primary 60 km/h, secondary 50, track 15
//   ║                     │
//   secondary 20 km       track 15 km
//   ║                     │
//   C ═══secondary 25 km══ D
Scenario square()
{
    Scenario w;
    const geo::XY a{0, 20000}, b{30000, 20000}, c{0, 0}, d{25000, 0}, mid{30000, 5000};
    w.roads = {road("ab", "primary", {a, b}), road("ac", "secondary", {a, c}),
               road("cd", "secondary", {c, d}), road("bd", "track", {b, mid})};
    return w;
}

double hours(const Scenario& w, geo::XY from, geo::XY to, double speed_kmh = 30)
{
    const RoadWays ways{w, speed_kmh};
    const auto h = ways.hours(ways.stopAt(from), {ways.stopAt(to)}).front();
    return h.value_or(-1);
}

} // namespace

TEST_CASE("crews take the quickest open road", "[travel]")
{
    const Scenario w = square();
    CHECK(hours(w, {0, 20000}, {30000, 20000}) == Approx(0.5));             // 30 km at 60
    CHECK(hours(w, {0, 20000}, {25000, 0}) == Approx(20. / 50 + 25. / 50)); // round by C
    // 1 km beside the road goes at 10 km/h.
    CHECK(hours(w, {0, 21000}, {30000, 20000}) == Approx(0.1 + 0.5));
}

TEST_CASE("a place beside a long straight road starts where it stands", "[travel]")
{
    const Scenario w = square();
    CHECK(hours(w, {12'000, 20'000}, {27'000, 20'000}) == Approx(15. / 60));
    CHECK(hours(w, {12'050, 20'000}, {30'000, 20'000}) == Approx(17.95 / 60).margin(0.01));
}

TEST_CASE("a closed road is no way, and where only closed roads lead nobody goes", "[travel]")
{
    Scenario w = square();
    w.roads[0].passable = false; // B is left with its track, which meets nothing open
    CHECK(hours(w, {0, 20000}, {30000, 20000}) == -1);
    CHECK(hours(w, {0, 20000}, {25000, 0}) == Approx(0.9)); // the other side is as before
}

TEST_CASE("one-way roads count in their direction", "[travel]")
{
    Scenario w = square();
    w.roads[0].oneway = true;
    CHECK(hours(w, {0, 20000}, {30000, 20000}) == Approx(0.5));
    CHECK(hours(w, {30000, 20000}, {0, 20000}) == -1);
}

TEST_CASE("without roads the stated speed holds over a longer way than the straight line",
          "[travel]")
{
    const Scenario nothing;
    // 26 km are 20 km × 1.3; at 40 km/h 0.65 h.
    CHECK(hours(nothing, {0, 0}, {20000, 0}, 40) == Approx(0.65));
}

TEST_CASE("a hole in the map of roads is crossed at the stated speed", "[travel]")
{
    Scenario w = square();
    w.roads.push_back(road("far", "primary", {{100000, 0}, {110000, 0}}));
    CHECK(hours(w, {25000, 0}, {100000, 0}, 30) == Approx(75 * 1.3 / 30));
}
