#include "planning/propagation/p530.h"

#include "planning/propagation/p838.h"
#include "planning/propagation/path_profile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planning::propagation {
namespace {

void check(const MultipathRequest& q)
{
    requireAbove("geoclimatic factor K", q.K, 0, "");
    requireWithin("dN75", q.dN75, 0, 10000, "N-units");
    requireAbove("frequency", q.f_ghz, 0, "GHz");
    requireAbove("path length", q.d_km, 0, "km");
    requireWithin("transmitter height", q.tx_m, -500, 10000, "m above sea level");
    requireWithin("receiver height", q.rx_m, -500, 10000, "m above sea level");
    requireWithin("mean terrain height", q.terrain_m, -500, 10000, "m above sea level");
    requireWithin("latitude", q.latitude_deg, -90, 90, "degrees");
    requireWithin("fade depth", q.fade_db, 0, 1000, "dB");
}

/// Worst-month percentage for a fade of 0 dB by the large-fade formula: p0 of section 2.3.2.
double occurrence(const MultipathRequest& q)
{
    const double inclination = std::abs(q.rx_m - q.tx_m) / q.d_km;                    // eq. (5)
    const double hc_m = (q.rx_m + q.tx_m) / 2 - q.d_km * q.d_km / 102 - q.terrain_m;  // eq. (8)
    const double limit = q.dN75 * std::pow(q.d_km, 1.5) * std::sqrt(q.f_ghz) / 24730; // eq. (10)
    const double vsr = std::min(limit, std::pow(q.dN75 / 50, 1.8) *
                                           std::exp(-hc_m / (2.5 * std::sqrt(q.d_km)))); // eq. (9)
    const double low_m = std::min(q.tx_m, q.rx_m);
    return q.K * std::pow(q.d_km, 3.51) * std::pow(q.f_ghz * q.f_ghz + 13, 0.447) *
           std::pow(10, -0.376 * std::tanh((hc_m - 147) / 125) -
                            0.334 * std::pow(inclination, 0.39) - 0.00027 * low_m +
                            17.85 * vsr); // eq. (7)
}

/// Factor from the worst month to the average year, section 2.3.4.
double yearFactor(const MultipathRequest& q)
{
    constexpr double rad = std::numbers::pi / 180;
    const double lat = std::abs(q.latitude_deg);
    const double sign = lat <= 45 ? 1 : -1;
    const double inclination = std::abs(q.rx_m - q.tx_m) / q.d_km;
    const double delta_db =
        10.5 - 5.6 * std::log10(1.1 + sign * std::pow(std::abs(std::cos(2 * lat * rad)), 0.7)) -
        2.7 * std::log10(q.d_km) + 1.7 * std::log10(1 + inclination); // eq. (24)
    constexpr double twelfth_db = 10.8; // all of the year's fading in its worst month
    return std::pow(10, -(q.year == YearRule::recommendation ? std::min(delta_db, twelfth_db)
                                                             : std::max(delta_db, twelfth_db)) /
                            10);
}

/// Section 2.3.2: joins shallow fading to `pt`, the percentage at the transition fade `at_db`.
std::optional<double> allFades(double fade_db, double at_db, double pt)
{
    if (!(pt < 100)) {
        return std::nullopt;
    }
    const auto weight = [](double a_db) {
        return (1 + 0.3 * std::pow(10, -a_db / 20)) * std::pow(10, -0.016 * a_db);
    };
    const auto shift = [](double a_db) { return 4.3 * (std::pow(10, -a_db / 20) + a_db / 800); };
    const double qa_at = -20 * std::log10(-std::log((100 - pt) / 100)) / at_db; // eq. (14)
    const double qt = (qa_at - 2) / weight(at_db) - shift(at_db);               // eq. (15)
    const double qa = 2 + weight(fade_db) * (qt + shift(fade_db));              // eq. (16)
    return 100 * (1 - std::exp(-std::pow(10, -qa * fade_db / 20)));             // eq. (17)
}

} // namespace

MultipathFading multipathFading(const MultipathRequest& q)
{
    check(q);
    const double p0 = occurrence(q);
    const double year = yearFactor(q);
    const double at_db = 25 + 1.2 * std::log10(p0); // eq. (12)
    MultipathFading out;
    out.pw_single = p0 * std::pow(10, -q.fade_db / 10); // eq. (11)
    out.pyear_single = year * out.pw_single;            // eq. (25)
    const double pt = p0 * std::pow(10, -at_db / 10);   // eq. (13)
    const bool deep = q.fade_db >= at_db;
    out.pw_all = deep ? out.pw_single : allFades(q.fade_db, at_db, pt);
    out.pyear_all = deep && q.year == YearRule::recommendation
                        ? out.pyear_single
                        : allFades(q.fade_db, at_db, year * pt);
    return out;
}

double rainAttenuation_db(const RainRequest& q)
{
    requireAbove("path length", q.d_km, 0, "km");
    requireWithin("rain rate", q.R001_mm_h, 0, 1000, "mm/h");
    requireTimePercent(q.time_percent, 100);
    if (q.R001_mm_h == 0) {
        return 0;
    }
    const RainCoefficients rain = rainCoefficients(q.f_ghz, q.elevation_deg, q.tilt_deg);
    const double denominator = 0.477 * std::pow(q.d_km, 0.633) *
                                   std::pow(q.R001_mm_h, 0.073 * rain.alpha) *
                                   std::pow(q.f_ghz, 0.123) -
                               10.579 * (1 - std::exp(-0.024 * q.d_km));
    constexpr double most = 2.5;
    const double r = denominator > 1 / most ? 1 / denominator : most;  // eq. (32)
    const double A001_db = rain.gamma_db_km(q.R001_mm_h) * q.d_km * r; // eq. (33)
    const double c0 = q.f_ghz >= 10 ? 0.12 + 0.4 * std::log10(std::pow(q.f_ghz / 10, 0.8)) : 0.12;
    const double c1 = std::pow(0.07, c0) * std::pow(0.12, 1 - c0); // eq. (35a)
    const double c2 = 0.855 * c0 + 0.546 * (1 - c0);               // eq. (35b)
    const double c3 = 0.139 * c0 + 0.043 * (1 - c0);               // eq. (35c)
    return A001_db * c1 *
           std::pow(q.time_percent, -(c2 + c3 * std::log10(q.time_percent))); // eq. (34)
}

double p530FresnelRadius_m(double d1_km, double d_km, double f_ghz)
{
    requireAbove("distance to the obstruction", d1_km, 0, "km");
    requireAbove("path length", d_km, d1_km, "km");
    requireAbove("frequency", f_ghz, 0, "GHz");
    return 17.3 * std::sqrt(d1_km * (d_km - d1_km) / (f_ghz * d_km));
}

} // namespace planning::propagation
