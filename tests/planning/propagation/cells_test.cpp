#include "geo/error.h"
#include "planning/propagation/hata.h"
#include "planning/propagation/p525.h"
#include "planning/propagation/tr38901.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace planning::propagation;

TEST_CASE("free-space loss agrees with the rounded formula of ITU-R P.525-4 eq. (4)",
          "[propagation]")
{
    // By hand: 32.4 + 20 lg f_MHz + 20 lg d_km; 32.4 is printed for 32.448, hence the margin.
    const auto [d_km, f_mhz, expected_db] = GENERATE(
        table<double, double, double>({{10, 100, 92.400}, {1, 2400, 100.004}, {5, 5800, 121.648}}));
    CHECK(freeSpaceLoss_db(d_km, f_mhz) == Approx(expected_db).margin(0.05));
}

TEST_CASE("Okumura-Hata by hand", "[propagation]")
{
    // 900 MHz, 30 m, 1.5 m, 5 km: 69.55 + 77.2830 - 20.4138 - 0.0159 + 24.6211 = 151.0244 dB;
    // suburban less 2 lg^2(900/28) + 5.4 = 9.9426; open less 4.78 lg^2 f - 18.33 lg f + 40.94 =
    // 28.5065; large city with 3.2 lg^2(11.75 hm) - 4.97 = -0.0009 for the correction 0.0159.
    HataRequest q{.f_mhz = 900, .d_km = 5, .base_height_m = 30, .mobile_height_m = 1.5};
    CHECK(hataLoss_db(q) == Approx(151.0244).margin(2e-4));
    q.environment = HataEnvironment::suburban;
    CHECK(hataLoss_db(q) == Approx(141.0818).margin(2e-4));
    q.environment = HataEnvironment::open;
    CHECK(hataLoss_db(q) == Approx(122.5179).margin(2e-4));
    q.environment = HataEnvironment::large_city;
    CHECK(hataLoss_db(q) == Approx(151.0412).margin(2e-4));
}

TEST_CASE("a large city's antenna correction changes over at 300 MHz", "[propagation]")
{
    // Hata eq. (9) for a mobile of 3 m: 8.29 lg^2(4.62) - 1.1 = 2.5621 below, 3.2 lg^2(35.25)
    // - 4.97 = 2.6898 from there on.
    HataRequest q{.f_mhz = 299.999999,
                  .d_km = 1,
                  .base_height_m = 30,
                  .mobile_height_m = 3,
                  .environment = HataEnvironment::large_city};
    const double below_db = hataLoss_db(q);
    q.f_mhz = 300;
    CHECK(below_db - hataLoss_db(q) == Approx(0.1277).margin(2e-4));
}

TEST_CASE("COST 231-Hata by hand", "[propagation]")
{
    // 1800 MHz, 30 m, 1.5 m, 1 km: 46.3 + 110.3537 - 20.4138 - 0.0430 = 136.1970 dB; 3 more in a
    // metropolitan centre.
    HataRequest q{.f_mhz = 1800, .d_km = 1, .base_height_m = 30, .mobile_height_m = 1.5};
    CHECK(cost231HataLoss_db(q) == Approx(136.1970).margin(2e-4));
    q.environment = HataEnvironment::large_city;
    CHECK(cost231HataLoss_db(q) == Approx(139.1970).margin(2e-4));
}

TEST_CASE("TR 38.901 by hand", "[propagation]")
{
    SECTION("urban macro, beyond the break point of 320 m")
    {
        // d3D 500.552 m: 28 + 107.9780 + 6.0206 - 9 lg(320^2 + 23.5^2) = 96.8848 dB;
        // 13.54 + 105.4945 + 6.0206 = 125.0551 dB; 18/500 + exp(-500/63) (1 - 18/500) = 0.03634.
        const auto r = tr38901({.scenario = MacroCell::urban, .f_ghz = 2, .d_km = 0.5});
        CHECK(r.los_db == Approx(96.8848).margin(2e-4));
        CHECK(r.nlos_db == Approx(125.0551).margin(2e-4));
        CHECK(r.los_probability == Approx(0.03634).margin(1e-5));
    }
    SECTION("rural macro, on both sides of the break point of 769.7 m")
    {
        // PL1(769.69) + 40 lg(1000.561/769.69) = 93.3816 dB; PL1 at d3D 501.121 m = 84.6325 dB.
        Tr38901Request q{
            .scenario = MacroCell::rural, .f_ghz = 0.7, .d_km = 1, .base_height_m = 35};
        CHECK(tr38901(q).los_db == Approx(93.3816).margin(2e-4));
        CHECK(tr38901(q).nlos_db == Approx(116.4449).margin(2e-4));
        CHECK(tr38901(q).los_probability == Approx(0.371577).margin(1e-6));
        q.d_km = 0.5;
        CHECK(tr38901(q).los_db == Approx(84.6325).margin(2e-4));
    }
}

TEST_CASE("cell models refuse what they cannot compute", "[propagation]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    HataRequest q{.f_mhz = 900, .d_km = 5, .base_height_m = 30, .mobile_height_m = 1.5};
    const double bad = GENERATE_COPY(0.0, -5.0, nan, std::numeric_limits<double>::infinity());
    CHECK_THROWS_AS(freeSpaceLoss_db(bad, 900), geo::Error);
    CHECK_THROWS_AS(freeSpaceLoss_db(1, bad), geo::Error);
    for (double HataRequest::*value :
         {&HataRequest::f_mhz, &HataRequest::d_km, &HataRequest::base_height_m,
          &HataRequest::mobile_height_m}) {
        HataRequest wrong = q;
        wrong.*value = bad;
        CHECK_THROWS_AS(hataLoss_db(wrong), geo::Error);
        CHECK_THROWS_AS(cost231HataLoss_db(wrong), geo::Error);
    }
    CHECK_THROWS_AS(tr38901({.f_ghz = bad, .d_km = 1}), geo::Error);
    CHECK_THROWS_AS(tr38901({.f_ghz = 1, .d_km = bad}), geo::Error);
}

TEST_CASE("cell models compute outside their range but say so", "[propagation]")
{
    const HataRequest q{.f_mhz = 2600, .d_km = 30, .base_height_m = 20, .mobile_height_m = 1.5};
    CHECK(std::isfinite(hataLoss_db(q)));
    const auto warnings = hataWarnings(hataRanges, q);
    REQUIRE(warnings.size() == 3);
    CHECK(warnings[0] == "frequency 2600 MHz is outside the model's range of 150 to 1500 MHz");
    CHECK(hataWarnings(cost231Ranges,
                       {.f_mhz = 1800, .d_km = 5, .base_height_m = 30, .mobile_height_m = 1.5})
              .empty());
    CHECK(tr38901Warnings({.scenario = MacroCell::rural, .f_ghz = 0.7, .d_km = 7}).size() == 1);
}
