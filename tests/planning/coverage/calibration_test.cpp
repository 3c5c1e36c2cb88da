#include "planning/coverage/calibration.h"

#include <catch2/catch.hpp>

using namespace planning;

TEST_CASE("errors of 1, 2, 3 and 6 dB: mean, deviation and median by hand", "[calibration]")
{ // Mean 12/4 = 3; squares about it 4 + 1 + 0 + 9 = 14, /3 = 4.6667, root 2.1602; rms root 50/4.
    const std::vector<double> errors{2, 6, 1, 3};
    const ErrorStatistics s = errorStatistics(errors);
    CHECK(s.count == 4);
    CHECK(s.mean_db == Approx(3));
    CHECK(s.deviation_db == Approx(2.16025).epsilon(1e-5));
    CHECK(s.rms_db == Approx(3.53553).epsilon(1e-5));
    CHECK(s.median_db == Approx(2.5));
    CHECK(s.worst_db == 6);
    CHECK(errorStatistics(std::vector<double>{-4}).deviation_db == 0);
    CHECK(errorStatistics({}).count == 0);
}

TEST_CASE("an offset and a slope laid into the levels are found again, class by class",
          "[calibration]")
{ // Class 50: 3 dB at 1 km and 5 dB more a decade, exact; class 10: always -2 dB at one distance.
    std::vector<MeasuredLevel> levels;
    for (int i = 0; i < 12; ++i) {
        const double d_m = i % 2 == 0 ? 100 : 10000;
        const double error_db = i % 2 == 0 ? 3 - 5 : 3 + 5;
        levels.push_back({-80 + error_db, -80, d_m, 50});
    }
    for (int i = 0; i < 6; ++i) {
        levels.push_back({-92, -90, 2000, 10});
    }
    levels.push_back({-70, -75, 500, 30});
    const std::vector<ClassFit> fits = fitByClass(levels);
    REQUIRE(fits.size() == 3);
    CHECK(fits[0].clutter == 10);
    REQUIRE(fits[0].fit);
    CHECK_FALSE(fits[0].fit->sloped);
    CHECK(fits[0].fit->offset_db == Approx(-2));
    CHECK(fits[0].fit->at(7000) == Approx(-2));
    CHECK(fits[1].clutter == 30);
    CHECK_FALSE(fits[1].fit); // one measurement proves nothing
    CHECK(fits[1].before.mean_db == Approx(5));
    REQUIRE(fits[2].fit);
    CHECK(fits[2].fit->sloped);
    CHECK(fits[2].fit->offset_db == Approx(3));
    CHECK(fits[2].fit->slope_db == Approx(5));
    CHECK(fits[2].fit->at(50000) == Approx(8)); // as at 10 km, the farthest measured
    CHECK(fits[2].before.deviation_db == Approx(5 * std::sqrt(12.0 / 11)));
    REQUIRE(fits[2].after);
    CHECK(fits[2].after->rms_db == Approx(0).margin(1e-9));
}

TEST_CASE("least squares on four points agree with the sums on paper", "[calibration]")
{ // Ten points, errors 0, 1, 1, 2 at lg d = 0, 1, 0, 1 and six of 1 at lg d = 0.5: slope:
  // x - mean: -0.5, 0.5, -0.5, 0.5, 0 …; sum xy = 0.5 (1 + 2 - 0 - 1) = 1; sum xx = 1: slope 1,
  // offset 1 - 0.5 = 0.5.
    std::vector<MeasuredLevel> levels{
        {-90, -90, 1000, 0}, {-89, -90, 10000, 0}, {-89, -90, 1000, 0}, {-88, -90, 10000, 0}};
    for (int i = 0; i < 6; ++i) {
        levels.push_back({-89, -90, 1000 * std::sqrt(10.0), 0});
    }
    const auto fits = fitByClass(levels);
    REQUIRE(fits.size() == 1);
    CHECK(fits[0].fit->slope_db == Approx(1));
    CHECK(fits[0].fit->offset_db == Approx(0.5));
    CHECK(fits[0].fit->at(10000) == Approx(1.5));
}
