#include "planning/propagation/ehata.h"

#include "planning/propagation/path_profile.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace planning::propagation {
namespace {

double square(double x)
{
    return x * x;
}

/// Quadratic in lg f through three points of a curve.
struct LogQuadratic {
    double alpha = 0, beta = 0, gamma = 0;
    double at(double log_f) const { return alpha + log_f * (beta + gamma * log_f); }
};

/// 2 pi / wavelength.
double wavenumber(double f_mhz)
{
    const double light_m_s = std::sqrt(1 / (8.854e-12 * 4.0e-7 * std::numbers::pi));
    return 2.0e6 * std::numbers::pi * f_mhz / light_m_s;
}

/// Mobile height gain of a large city from 300 MHz on, Hata 1980 eq. (16).
double mobileGain_db(double h_m)
{
    return 3.2 * square(std::log10(11.75 * h_m)) - 4.97;
}

/// Base station height gain of Hata's urban formula.
double baseGain_db(double h_m)
{
    return 13.82 * std::log10(h_m);
}

/// Okumura's reference: base 200 m, mobile 3 m.
constexpr double referenceBase_m = 200;
constexpr double referenceMobile_m = 3;

/// Urban attenuation at 1 km: Hata's form through 22, 23.5 and 25.85 dB at 1.5, 2 and 3 GHz,
/// TR-15-517 eq. (A-4a, A-4b, A-4c) solved for alpha_1, beta_1 and gamma_1.
LogQuadratic urbanAtOneKm(double slant_m)
{
    LogQuadratic q;
    const double near = 1.5 / std::log10(4.0 / 3);
    q.gamma = (3.85 / std::log10(2.0) - near) / std::log10(1.5);
    q.beta = 20 + near - q.gamma * std::log10(3.0e6);
    const double log_f = std::log10(1500.0);
    q.alpha = 22 + baseGain_db(referenceBase_m) + mobileGain_db(referenceMobile_m) +
              20 * std::log10(2 * wavenumber(1500) * slant_m) - log_f * (q.beta + q.gamma * log_f);
    return q;
}

/// Suburban below urban: 11.5, 12.4 and 14 dB at 1.5, 2 and 3 GHz.
double suburbanFactor_db(double log_f)
{
    const double a = std::log10(4.0 / 3);
    const double b = std::log10(2.0);
    const double denominator = a * std::log10(1.5) * b;
    LogQuadratic q;
    q.gamma = (2.5 * a - 0.9 * b) / denominator;
    q.beta = (0.9 * b * std::log10(4.5e6) - 2.5 * a * std::log10(3.0e6)) / denominator;
    const double log_first = std::log10(1500.0);
    q.alpha = 11.5 - log_first * (q.beta + q.gamma * log_first);
    return q.at(log_f);
}

/// Power-law exponent beyond the break point, less 2: half of it is 2.5, 3, 3.22 at 24.5, 70 and
/// 200 m (Okumura fig. 12).
double farExponent(double base_m)
{
    const double log_70 = std::log10(70.0 / 24.5);
    const double log_200 = std::log10(200.0 / 24.5);
    LogQuadratic q;
    q.gamma = (0.72 * log_70 - 0.5 * log_200) / log_70 / std::log10(200.0 / 70.0) / log_200;
    q.beta = 0.72 / log_200 - q.gamma * std::log10(200.0 * 24.5);
    q.alpha = 2.5 - std::log10(24.5) * (q.beta + q.gamma * std::log10(24.5));
    return 2 * (q.at(std::log10(base_m)) - 1);
}

/// Median urban, suburban or rural loss without terrain. NTIA's MedianBasicPropLoss.
double median_db(double f_mhz, double base_m, double mobile_m, double d_km,
                 EhataEnvironment environment)
{
    const double log_f = std::log10(f_mhz);
    const double slant_1_m = std::sqrt(1e6 + square(referenceBase_m - referenceMobile_m));
    const LogQuadratic near = urbanAtOneKm(slant_1_m);
    // Through 63.5, 65.75 and 69.5 dB at 1.5, 2 and 3 GHz, 100 km away.
    constexpr LogQuadratic at_100_km{120.78129, -52.714929, 10.919011};
    const double reference_db = baseGain_db(referenceBase_m) + mobileGain_db(referenceMobile_m);
    const double k = wavenumber(f_mhz);
    const double at_1_db = near.at(log_f) - reference_db - 20 * std::log10(2 * k * slant_1_m);
    const double at_100_db = at_100_km.at(log_f);

    const double n_far = farExponent(base_m);
    const double n_near = 0.1 * (44.9 - 6.55 * std::log10(base_m)) - 2;
    const double break_km =
        std::pow(10, (2 * n_far + 0.1 * (at_1_db - at_100_db)) / (n_far - n_near));
    const double gains_db = baseGain_db(base_m) + mobileGain_db(mobile_m);
    double urban_db = 0;
    if (d_km <= break_km) {
        urban_db =
            near.at(log_f) - gains_db + (44.9 - 6.55 * std::log10(base_m)) * std::log10(d_km);
    } else {
        const double slant_m = std::sqrt(1e6 * d_km * d_km + square(base_m - mobile_m));
        urban_db = at_100_db + reference_db - gains_db - 20 * n_far +
                   10 * n_far * std::log10(d_km) + 20 * std::log10(2 * k * slant_m);
    }
    switch (environment) {
    case EhataEnvironment::suburban:
        return urban_db - suburbanFactor_db(log_f);
    case EhataEnvironment::rural:
        return urban_db - (40.94 - 18.33 * log_f + 4.78 * log_f * log_f);
    default:
        return urban_db;
    }
}

} // namespace

EhataResult ehata(std::span<const double> height_m, double step_m, const EhataRequest& q)
{
    requireAbove("frequency", q.f_mhz, 0, "MHz");
    requireWithin("base station height", q.base_height_m, 0, 10000, "m above ground");
    requireWithin("mobile height", q.mobile_height_m, 0, 10000, "m above ground");
    requireAbove("profile step", step_m, 0, "m");
    if (height_m.size() < 3) {
        throw geo::Error{fmt::format("the profile has {} heights", height_m.size()),
                         "Give at least three: mobile, one between, base station"};
    }
    for (std::size_t i = 0; i < height_m.size(); ++i) {
        if (!std::isfinite(height_m[i])) {
            throw geo::Error{fmt::format("profile point {}: the height is not a number", i + 1),
                             "Fill the gap in the elevation data"};
        }
    }
    const EhataTerrain t =
        ehataTerrain(height_m, step_m, q.base_height_m, q.mobile_height_m, q.edition);
    EhataResult r;
    r.base_effective_m =
        std::clamp(t.base_effective_m, ehataRanges.base.low, ehataRanges.base.high);
    r.mobile_effective_m =
        std::clamp(t.mobile_effective_m, ehataRanges.mobile.low, ehataRanges.mobile.high);
    r.delta_h_m = t.delta_h_m;
    r.sea_fraction = t.sea_fraction;
    r.single_horizon = t.single_horizon;
    r.median_db =
        median_db(q.f_mhz, r.base_effective_m, r.mobile_effective_m, t.d_km, q.environment);
    r.L_db = r.median_db - ehataTerrainCorrection_db(t, q.edition);
    return r;
}

std::vector<std::string> ehataWarnings(double d_km, const EhataRequest& q)
{
    std::vector<std::string> out;
    warnOutside(ehataRanges.frequency, q.f_mhz, out);
    warnOutside(ehataRanges.distance, d_km, out);
    warnOutside(ehataRanges.base, q.base_height_m, out);
    warnOutside(ehataRanges.mobile, q.mobile_height_m, out);
    return out;
}

} // namespace planning::propagation
