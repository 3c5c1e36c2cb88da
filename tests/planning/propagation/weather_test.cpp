#include "geo/error.h"
#include "planning/propagation/p530.h"
#include "planning/propagation/p676.h"
#include "planning/propagation/p838.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace planning::propagation;

TEST_CASE("rain coefficients are those of table 5 of P.838-3", "[propagation]")
{
    // Columns kH, alphaH, kV, alphaV as printed, four significant digits.
    struct Row {
        double f_ghz, kh, ah, kv, av;
    };
    const Row row = GENERATE(Row{10, 0.01217, 1.2571, 0.01129, 1.2156},
                             Row{20, 0.09164, 1.0568, 0.09611, 0.9847});
    const RainCoefficients h = rainCoefficients(row.f_ghz, 0, 0);
    const RainCoefficients v = rainCoefficients(row.f_ghz, 0, 90);
    CHECK(h.k == Approx(row.kh).epsilon(5e-4));
    CHECK(h.alpha == Approx(row.ah).epsilon(5e-5));
    CHECK(v.k == Approx(row.kv).epsilon(5e-4));
    CHECK(v.alpha == Approx(row.av).epsilon(5e-5));
    // Circular polarisation on a level path is half of each.
    CHECK(rainCoefficients(row.f_ghz, 0, 45).k == Approx((h.k + v.k) / 2));
}

TEST_CASE("gases at 60 GHz and at the water line", "[propagation]")
{
    // ITU validation example CG-3M3J-13: 1013.25 hPa, 288.15 K, 7.5 g/m3.
    const GasAttenuation oxygen = gasAttenuation(60, {});
    CHECK(oxygen.dry_db_km == Approx(14.6234748).epsilon(1e-8));
    CHECK(oxygen.wet_db_km == Approx(0.154841841).epsilon(1e-8));
    CHECK(gasAttenuation(22.235, {}).wet_db_km > 10 * gasAttenuation(10, {}).wet_db_km);
    CHECK(gasAttenuation(22.235, {.vapour_g_m3 = 0}).wet_db_km == 0);
    CHECK(p676Warnings(0.5, {}).size() == 1);
}

TEST_CASE("the first Fresnel zone in P.530's rounded form", "[propagation]")
{
    // 17.3 sqrt(15 * 15 / (7 * 30)) = 17.907 m.
    CHECK(p530FresnelRadius_m(15, 30, 7) == Approx(17.907).margin(1e-3));
}

namespace {

/// 30 km at 7 GHz, 40 m over flat ground at sea level.
MultipathRequest hop()
{
    return {.K = 1e-4,
            .dN75 = 40,
            .f_ghz = 7,
            .d_km = 30,
            .tx_m = 60,
            .rx_m = 60,
            .terrain_m = 11.176470588235,
            .latitude_deg = 31,
            .fade_db = 35};
}

} // namespace

TEST_CASE("multipath of a level hop by hand", "[propagation]")
{
    // hc = 60 - 900/102 - 11.1765 = 40 m; vsr = 0.8^1.8 exp(-40/(2.5 sqrt 30)) = 0.036050 (limit
    // 40 * 164.317 * 2.64575/24730 = 0.70318). Exponent: -0.376 tanh(-0.856) + 0 - 0.00027 * 60 +
    // 17.85 * 0.036050 - 3.5 = 0.261016 - 0.0162 + 0.643494 - 3.5 = -2.611690.
    // K d^3.51 (f^2 + 13)^0.447 = 1e-4 * 153001.5 * 6.327018 = 96.8043; pw = 0.236704 %.
    const MultipathFading r = multipathFading(hop());
    CHECK(r.pw_single == Approx(0.236704).epsilon(1e-5));
    // At = 25 + 1.2 lg 748.5 = 28.449 dB < 35 dB: both forms agree.
    CHECK(*r.pw_all == r.pw_single);
    // Year: 10.5 - 5.6 lg(1.1 + |cos 62|^0.7) - 2.7 lg 30 = 5.23702 dB.
    CHECK(r.pyear_single / r.pw_single == Approx(std::pow(10, -0.523702)).epsilon(1e-5));
}

TEST_CASE("the average year holds at least a twelfth of the worst month's fading", "[propagation]")
{
    // P.530-18 section 2.3.4: the conversion is limited to 10.8 dB.
    MultipathRequest q = hop();
    q.latitude_deg = 60;
    q.d_km = 1;
    q.rx_m = 300;
    const MultipathFading r = multipathFading(q);
    CHECK(r.pyear_single / r.pw_single == Approx(std::pow(10, -1.08)));
}

TEST_CASE("shallow multipath is left open where fading never ends", "[propagation]")
{
    MultipathRequest q = hop();
    q.K = 1e9;
    q.fade_db = 3;
    const MultipathFading r = multipathFading(q);
    CHECK_FALSE(r.pw_all.has_value());
    CHECK(std::isfinite(r.pw_single));
}

TEST_CASE("the rain distance factor ends at 2.5", "[propagation]")
{
    // 1 km at 30 GHz, 10 mm/h, vertical: the formula would give r over 2.5. At 0.01 % of the time
    // Ap / A001 = C1 0.01^-(C2 - 2 C3), which is 1 within 1 %; so Ap is about 2.5 gamma d.
    const RainCoefficients rain = rainCoefficients(30, 0, 90);
    const double loss_db = rainAttenuation_db({.f_ghz = 30,
                                               .d_km = 0.5,
                                               .elevation_deg = 0,
                                               .tilt_deg = 90,
                                               .R001_mm_h = 2,
                                               .time_percent = 0.01});
    CHECK(loss_db == Approx(2.5 * 0.5 * rain.gamma_db_km(2)).epsilon(0.02));
    CHECK(rainAttenuation_db({.f_ghz = 30, .d_km = 5, .R001_mm_h = 0}) == 0);
}

TEST_CASE("weather models refuse what they cannot compute", "[propagation]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(rainCoefficients(0, 0, 0), geo::Error);
    CHECK_THROWS_AS(rainCoefficients(nan, 0, 0), geo::Error);
    CHECK_THROWS_AS(rainCoefficients(10, 0, 0).gamma_db_km(-1), geo::Error);
    CHECK_THROWS_AS(gasAttenuation(0, {}), geo::Error);
    CHECK_THROWS_AS(gasAttenuation(10, {.temperature_k = 0}), geo::Error);
    CHECK_THROWS_AS(gasAttenuation(10, {.vapour_g_m3 = nan}), geo::Error);
    CHECK_THROWS_AS(rainAttenuation_db({.f_ghz = 10, .d_km = 0, .R001_mm_h = 20}), geo::Error);
    CHECK_THROWS_AS(
        rainAttenuation_db({.f_ghz = 10, .d_km = 5, .R001_mm_h = 20, .time_percent = 0}),
        geo::Error);
    MultipathRequest q = hop();
    q.d_km = 0;
    CHECK_THROWS_AS(multipathFading(q), geo::Error);
    q = hop();
    q.fade_db = -1;
    CHECK_THROWS_AS(multipathFading(q), geo::Error);
    CHECK_THROWS_AS(p530FresnelRadius_m(30, 30, 7), geo::Error);
}
