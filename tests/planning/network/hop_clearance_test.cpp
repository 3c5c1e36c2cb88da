#include "geo/error.h"
#include "planning/network/hop_clearance.h"

#include <catch2/catch.hpp>

using namespace planning;

namespace {

/// Flat ground at sea level, a point every `step_m`.
geo::Profile flat(double length_m, double step_m)
{
    geo::Profile profile;
    for (double d_m = 0; d_m <= length_m + 1e-6; d_m += step_m) {
        profile.distance_m.push_back(d_m);
        profile.height_m.push_back(0);
    }
    return profile;
}

/// No curvature worth speaking of.
constexpr double flatEarth = 1e9;

} // namespace

TEST_CASE("bulge and Fresnel zone in the middle of 30 km are as worked out by hand", "[hop]")
{ // figures.md, "Radio geometry": 13.24 m (k 4/3), 29.43 m (k 0.6), 17.66 m (k 1); F1 at 7 GHz
  // 17.93 m; two digits printed.
    const auto [k, bulge_m] =
        GENERATE(table<double, double>({{4.0 / 3, 13.24}, {0.6, 29.43}, {1.0, 17.66}}));
    const HopClearance found = hopClearance(flat(30000, 100), {50, 50, 7, k});
    const HopPoint& middle = found.points[150];
    CHECK(middle.bulge_m == Approx(bulge_m).margin(0.005));
    CHECK(middle.fresnel_m == Approx(17.93).margin(0.01));
    CHECK(middle.line_m == 50);
    CHECK(middle.clearance_m == Approx(50 - bulge_m).margin(0.005));
    CHECK(found.points[found.highest].distance_m == 15000);
}

TEST_CASE("over flat ground the lowest pair carries bulge and 60 % of the zone", "[hop]")
{ // 13.244 + 0.6 * 17.925 = 23.999 m in the middle, the worst place: 24 m each.
    const auto profile = flat(30000, 100);
    const HopRay ray{10, 10, 7, 4.0 / 3};
    CHECK(hopClearance(profile, ray).blocked());
    CHECK(lowestHeights(profile, ray, {5, 60}, {5, 60}) == HopHeights{24, 24});
    CHECK(hopClearance(profile, {24, 24, 7, 4.0 / 3}).clear());
    CHECK_FALSE(hopClearance(profile, {23, 24, 7, 4.0 / 3}).clear());
    // One end held at 10 m: the other must lift the middle alone: 38 m there, but nearer to the low
    // end more is lacking, so more than 38.
    const auto alone = lowestHeights(profile, ray, {10, 10}, {10, 100});
    REQUIRE(alone);
    CHECK(alone->to_m > 38);
    CHECK(hopClearance(profile, {10, alone->to_m, 7, 4.0 / 3}).clear());
    CHECK_FALSE(hopClearance(profile, {10, alone->to_m - 1, 7, 4.0 / 3}).clear());
}

TEST_CASE("a hill above the line blocks, and the nearer end lifts the line more", "[hop]")
{ // Flat Earth, 20 km, a hill of 34 m at 12 km, antennas of 30 m: 4 m above the line.
  // F1 there at 7.5 GHz: sqrt(0.0399723 * 12000 * 8000 / 20000) = 13.852 m; 60 %: 8.311 m.
    geo::Profile profile = flat(20000, 1000);
    profile.height_m[12] = 34;
    const HopRay ray{30, 30, 7.5, flatEarth};
    const HopClearance found = hopClearance(profile, ray);
    CHECK(found.blocked());
    const HopPoint& hill = found.points[found.highest];
    CHECK(hill.distance_m == 12000);
    CHECK(hill.clearance_m == Approx(-4).margin(1e-4));
    CHECK(hill.fresnel_m == Approx(13.852).margin(0.001));
    CHECK(hill.ratio() == Approx(-4 / 13.852).margin(1e-4));
    REQUIRE(found.obstacles.size() == 1);
    CHECK(found.obstacles[0].top == 12);
    // 12.311 m are lacking; the far end's antenna counts 0.6, the near one's 0.4:
    // far alone 30 + 20.52 -> 51; near alone 30 + 30.78 -> 61.
    CHECK(lowestHeights(profile, ray, {30, 30}, {30, 60}) == HopHeights{30, 51});
    CHECK_FALSE(lowestHeights(profile, ray, {30, 60}, {30, 30}));
    CHECK(lowestHeights(profile, ray, {30, 70}, {30, 30}) == HopHeights{61, 30});
    // From 5 to 60 m: 0.4 a + 0.6 b >= 42.311; b at most 60, so a >= 15.78: 16 and 60.
    CHECK(lowestHeights(profile, ray, {5, 60}, {5, 60}) == HopHeights{16, 60});
}

TEST_CASE("two hills are two obstacles; too little free zone is not blocked", "[hop]")
{ // 29 m under a line at 30 m leave 1 m of a zone of more than 9 m: tight, not blocked.
    geo::Profile profile = flat(20000, 1000);
    profile.height_m[3] = 29;
    profile.height_m[12] = 29;
    const HopClearance found = hopClearance(profile, {30, 30, 7.5, flatEarth});
    CHECK_FALSE(found.blocked());
    CHECK_FALSE(found.clear());
    REQUIRE(found.obstacles.size() == 2);
    CHECK(found.obstacles[0].top == 3);
    CHECK(found.obstacles[1].top == 12);
}

TEST_CASE("what cannot be a hop is refused", "[hop]")
{
    const auto profile = flat(20000, 1000);
    CHECK_THROWS_AS(hopClearance(flat(0, 1000), {30, 30, 7.5, 1}), geo::Error);
    CHECK_THROWS_AS(hopClearance(profile, {-5, 30, 7.5, 1}), geo::Error);
    CHECK_THROWS_AS(hopClearance(profile, {30, 30, 0, 1}), geo::Error);
    CHECK_THROWS_AS(hopClearance(profile, {30, 30, 7.5, 0}), geo::Error);
}
