#include "geo/error.h"
#include "planning/propagation/normal.h"
#include "planning/propagation/p2108.h"
#include "planning/propagation/p2109.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace planning::propagation;

TEST_CASE("the exact normal quantile is the one of the tables", "[propagation]")
{
    // Upper quantiles of the standard normal distribution, 10 digits (any statistical table).
    CHECK(exactInverseComplementaryNormal(0.5) == Approx(0).margin(1e-15));
    CHECK(exactInverseComplementaryNormal(0.025) == Approx(1.9599639845).epsilon(1e-10));
    CHECK(exactInverseComplementaryNormal(0.975) == Approx(-1.9599639845).epsilon(1e-10));
    CHECK(exactInverseComplementaryNormal(1e-8) == Approx(5.6120012442).epsilon(1e-10));
    CHECK(std::isnan(exactInverseComplementaryNormal(0)));
    // The Recommendations' own approximation stays within 0.00054.
    CHECK(inverseComplementaryNormal(0.025) == Approx(1.95996).margin(0.00054));
}

TEST_CASE("clutter loss grows no more beyond 2 km", "[propagation]")
{
    CHECK(terrestrialClutterLoss_db(6, 1, 50) < terrestrialClutterLoss_db(6, 2, 50));
    CHECK(terrestrialClutterLoss_db(6, 20, 50) == terrestrialClutterLoss_db(6, 2, 50));
}

TEST_CASE("height gain clutter by hand", "[propagation]")
{
    // Open, 1 GHz, 1.5 m under 10 m: -21.8 lg 0.15 = 17.961 dB.
    CHECK(heightGainClutterLoss_db(
              {.f_ghz = 1, .antenna_m = 1.5, .clutter = ClutterKind::open_rural}) ==
          Approx(17.961).margin(1e-3));
    // Suburban, 1 GHz, 1.5 m under 10 m, street 27 m: theta = atan(8.5/27) = 17.475 deg,
    // v = 0.342 sqrt(8.5 * 17.475) = 4.16813, J = 25.2368, less 6.03 = 19.207 dB.
    CHECK(heightGainClutterLoss_db({.f_ghz = 1, .antenna_m = 1.5}) == Approx(19.207).margin(1e-3));
    CHECK(heightGainClutterLoss_db({.f_ghz = 1, .antenna_m = 10}) == 0);
    CHECK(representativeHeight_m(ClutterKind::dense_urban) == 20);
}

TEST_CASE("median building entry loss by hand", "[propagation]")
{
    // Traditional, 1 GHz, horizontal: 10 lg(10^1.264 + 10^0.91 + 10^-0.3) = 14.313 dB.
    CHECK(buildingEntryLoss_db(1, 50, BuildingKind::traditional, 0) == Approx(14.313).margin(2e-3));
    CHECK(buildingEntryLoss_db(1, 50, BuildingKind::thermally_efficient, 0) >
          buildingEntryLoss_db(1, 50, BuildingKind::traditional, 0));
}

TEST_CASE("clutter and building models refuse what they cannot compute", "[propagation]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double share : {0.0, 100.0, -1.0, nan}) {
        CHECK_THROWS_AS(terrestrialClutterLoss_db(6, 1, share), geo::Error);
        CHECK_THROWS_AS(airborneClutterLoss_db(30, 45, share), geo::Error);
        CHECK_THROWS_AS(buildingEntryLoss_db(1, share, BuildingKind::traditional, 0), geo::Error);
    }
    CHECK_THROWS_AS(terrestrialClutterLoss_db(0, 1, 50), geo::Error);
    CHECK_THROWS_AS(terrestrialClutterLoss_db(6, 0, 50), geo::Error);
    CHECK_THROWS_AS(airborneClutterLoss_db(30, 91, 50), geo::Error);
    CHECK_THROWS_AS(
        heightGainClutterLoss_db({.f_ghz = 1, .antenna_m = 0, .clutter = ClutterKind::open_rural}),
        geo::Error);
    CHECK_THROWS_AS(heightGainClutterLoss_db({.f_ghz = 1, .antenna_m = -5}), geo::Error);
}
