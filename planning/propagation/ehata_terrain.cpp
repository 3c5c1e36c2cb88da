#include "planning/propagation/ehata_terrain.h"

#include "planning/propagation/itm_terrain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

namespace planning::propagation {
namespace {

using Heights = std::span<const double>;

double mean(Heights h, std::size_t first, std::size_t last)
{
    const auto part = h.subspan(first, last - first + 1);
    return std::accumulate(part.begin(), part.end(), 0.0) / static_cast<double>(part.size());
}

/// Ground at each end over the average from 3 to 15 km away; counts in full from 15 km on. NTIA's
/// FindAverageGroundHeight.
void effectiveHeights(Heights h, double step_km, EhataTerrain& t, double base_m, double mobile_m,
                      EhataEdition edition)
{
    t.mobile_effective_m = mobile_m;
    t.base_effective_m = base_m;
    constexpr double from_km = 3;
    constexpr double to_km = 15;
    if (t.d_km < from_km) {
        return;
    }
    const std::size_t last = h.size() - 1;
    const auto first_index = static_cast<std::size_t>(from_km / step_km);
    const std::size_t far_index =
        t.d_km <= to_km ? last : static_cast<std::size_t>(to_km / step_km);
    const double share = t.d_km <= to_km ? (t.d_km - from_km) / (to_km - from_km) : 1;
    const double near_mobile_m = mean(h, first_index, far_index);
    const double near_base_m = mean(h, last - far_index, last - first_index);
    if (edition == EhataEdition::release_2017) {
        t.mobile_effective_m += h.front() - share * near_mobile_m;
        t.base_effective_m += h.back() - share * near_base_m;
    } else {
        t.mobile_effective_m += share * (h.front() - near_mobile_m);
        t.base_effective_m += share * (h.back() - near_base_m);
    }
}

/// Undulation within 10 km of the mobile, Okumura section 2.4 (1)(b); made asymptotic when the path
/// is shorter. NTIA's ComputeTerrainStatistics.
void undulation(Heights h, double step_km, EhataTerrain& t)
{
    constexpr double reach_km = 10;
    const bool whole = t.d_km < reach_km;
    const std::size_t points =
        whole ? h.size() : std::min(h.size(), static_cast<std::size_t>(reach_km / step_km) + 1);
    std::vector<double> sorted{h.begin(), h.begin() + static_cast<std::ptrdiff_t>(points)};
    std::ranges::sort(sorted, std::greater<>{});
    const auto quantile_m = [&](double share) {
        const double at = std::max(0.0, share * static_cast<double>(points) - 1);
        return sorted[static_cast<std::size_t>(at)];
    };
    t.h10_m = quantile_m(0.1);
    t.h50_m = quantile_m(0.5);
    t.h90_m = quantile_m(0.9);
    t.delta_h_m = t.h10_m - t.h90_m;
    if (whole) {
        const double factor = (1 - 0.8 * std::exp(-0.2)) / (1 - 0.8 * std::exp(-0.02 * t.d_km));
        t.h10_m *= factor;
        t.h50_m *= factor;
        t.h90_m *= factor;
        t.delta_h_m *= factor;
    }
}

/// Slopes over the first 5, 6 … 10 km: the steepest when all have one sign, else that over 5 km.
/// NTIA's MobileTerrainSlope.
void mobileSlope(Heights h, double step_m, EhataTerrain& t)
{
    const double d_m = static_cast<double>(h.size() - 1) * step_m;
    double least = 1e31;
    double most = -1e31;
    double over_5_km = 0;
    for (double reach_m = 5000; reach_m <= 10000 && d_m >= reach_m; reach_m += 1000) {
        const auto points = static_cast<std::size_t>(reach_m / step_m);
        const auto fit = itmLineFit(h.subspan(0, points + 1), 1, 0, static_cast<double>(points));
        const double slope = -1000 * (fit[1] - fit[0]) / reach_m;
        least = std::min(least, slope);
        most = std::max(most, slope);
        over_5_km = reach_m == 5000 ? slope : over_5_km;
    }
    if (d_m <= 5000 || most * least < 0) {
        t.slope_mrad = over_5_km;
    } else {
        t.slope_mrad = most >= 0 ? most : least;
    }
}

/// A height of exactly 0 is sea. NTIA's AnalyzeSeaPath.
void seaPath(Heights h, EhataTerrain& t)
{
    const std::size_t half = (h.size() - 1) / 2;
    std::size_t near = 0;
    std::size_t far = 0;
    for (std::size_t i = 0; i < h.size(); ++i) {
        if (h[i] == 0) {
            ++(i < half ? near : far);
        }
    }
    t.sea_fraction = static_cast<double>(near + far) / static_cast<double>(h.size());
    t.sea_end = near == far ? SeaEnd::both : (near > far ? SeaEnd::mobile : SeaEnd::base);
}

/// Horizons of both ends; the same point is a single ridge. NTIA's SingleHorizonTest.
void horizons(Heights h, double step_m, double base_m, double mobile_m, EhataTerrain& t)
{
    const std::size_t last = h.size() - 1;
    const double d_m = static_cast<double>(last) * step_m;
    const double ground_m = mean(h, 0, last);
    const double n_s = ground_m == 0 ? 301 : 301 * std::exp(-ground_m / 9460); // TN101 eq. (4.3)
    const double curvature = 157e-9 * (1 - 0.04665 * std::exp(n_s / 179.3));
    const double z_mobile_m = h.front() + mobile_m;
    const double z_base_m = h.back() + base_m;
    const double half = 0.5 * curvature;
    double theta_mobile = (z_base_m - z_mobile_m) / d_m - half * d_m;
    double theta_base = -(z_base_m - z_mobile_m) / d_m - half * d_m;
    double mobile_horizon_m = d_m;
    double base_horizon_m = d_m;
    double from_mobile_m = 0;
    double from_base_m = d_m;
    std::size_t edge = 0; // the mobile's horizon
    for (std::size_t i = 1; i < last; ++i) {
        from_mobile_m += step_m;
        from_base_m -= step_m;
        const double over_m =
            h[i] - (half * from_mobile_m + theta_mobile) * from_mobile_m - z_mobile_m;
        if (over_m > 0) {
            theta_mobile += over_m / from_mobile_m;
            mobile_horizon_m = from_mobile_m;
            edge = i;
        }
        if (edge > 0) {
            const double over_base_m =
                h[i] - (half * from_base_m + theta_base) * from_base_m - z_base_m;
            if (over_base_m > 0) {
                theta_base += over_base_m / from_base_m;
                base_horizon_m = from_base_m;
            }
        }
    }
    t.mobile_horizon_km = mobile_horizon_m / 1000;
    t.base_horizon_km = base_horizon_m / 1000;
    t.single_horizon = std::abs(d_m - mobile_horizon_m - base_horizon_m) <= 0.5 * step_m;
    if (t.single_horizon) {
        const double line_m = (z_base_m * base_horizon_m + z_mobile_m * mobile_horizon_m) / d_m;
        t.ridge_m = std::max(0.0, h[edge] - line_m + half * mobile_horizon_m * base_horizon_m);
    }
}

/// Value at x of a polyline through (xs, ys); beyond its ends the nearest segment goes on.
template <std::size_t N>
double polyline(const std::array<double, N>& xs, const std::array<double, N>& ys, double x)
{
    std::size_t i = 0;
    while (i + 2 < N && x > xs[i + 1]) {
        ++i;
    }
    return ys[i] + (ys[i + 1] - ys[i]) * (x - xs[i]) / (xs[i + 1] - xs[i]);
}

/// Isolated ridge, Okumura section 4.2, figs. 31 and 32; by ridge height as its eq. (1).
double ridge_db(const EhataTerrain& t, EhataEdition edition)
{
    constexpr std::array<double, 9> d2_km{0, 1, 2, 3, 4, 5, 6, 7, 8};
    constexpr std::array<double, 9> to_15_km{4, -13, -17.5, -17.5, -15, -12.5, -10, -8, -6};
    constexpr std::array<double, 9> at_30_km{12, -8.5, -13, -12, -10, -8, -6.5, -5, -4};
    constexpr std::array<double, 9> at_60_km{20, -4, -6.5, -6, -4.5, -3.5, -2.5, -2, -1};
    const bool far = t.base_horizon_km >= 30;
    const double near_db = polyline(d2_km, far ? at_30_km : to_15_km, t.mobile_horizon_km);
    const double far_db = polyline(d2_km, far ? at_60_km : at_30_km, t.mobile_horizon_km);
    const double part = far ? (t.base_horizon_km - 30) / 30 : (t.base_horizon_km - 15) / 15;
    if (edition == EhataEdition::release_2017) {
        return std::sqrt(t.ridge_m / 200) * (near_db + (far_db - near_db) * part);
    }
    double gain_db = near_db + (far_db - near_db) * std::clamp(part, 0.0, 1.0);
    if (t.mobile_horizon_km > 2) { // a gain is real only close behind the ridge
        gain_db = std::min(gain_db, 0.0);
    }
    return std::sqrt(t.ridge_m / 200) * gain_db;
}

double quadratic(double a, double b, double c, double x)
{
    return a + x * (b + c * x);
}

/// Rolling hills, Okumura figs. 28 and 29. NTIA's two RollingHillyTerrainCorrectionFactors.
double hills_db(const EhataTerrain& t, EhataEdition edition)
{
    const double median_db =
        quadratic(-1.5072013, 8.458676, -6.102538, std::log10(std::max(15.0, t.delta_h_m)));
    const double fine_db =
        quadratic(-11.728795, 15.544272, -1.8154766, std::log10(std::max(10.0, t.delta_h_m)));
    if (t.delta_h_m < 10 && edition == EhataEdition::current) {
        return median_db;
    }
    double part = 0;
    if (t.mobile_ground_m >= t.h10_m) {
        part = 1;
    } else if (t.mobile_ground_m <= t.h90_m) {
        part = -1;
    } else if (t.mobile_ground_m >= t.h50_m) {
        part = (t.mobile_ground_m - t.h50_m) / (t.h10_m - t.h50_m);
    } else if (edition == EhataEdition::current) {
        part = -(t.h50_m - t.mobile_ground_m) / (t.h50_m - t.h90_m);
    } else {
        part = -(t.mobile_ground_m - t.h90_m) / (t.h50_m - t.h90_m);
    }
    return median_db + part * fine_db;
}

/// General slope, Okumura section 4.3, fig. 34.
double slope_db(const EhataTerrain& t)
{
    const double d_km = t.d_km;
    double per_mrad = 0;
    if (t.slope_mrad <= 0) {
        per_mrad = 0.25 + (0.8 - 0.25) * std::clamp((d_km - 10) / 20, 0.0, 1.0);
    } else if (d_km <= 30) {
        per_mrad = 0.125 + (0.35 - 0.125) * std::clamp((d_km - 10) / 20, 0.0, 1.0);
    } else {
        per_mrad = 0.35 + (0.6 - 0.35) * std::clamp((d_km - 30) / 30, 0.0, 1.0);
    }
    return t.slope_mrad * per_mrad;
}

/// Mixed land and sea path, Okumura section 4.4, fig. 35.
double sea_db(const EhataTerrain& t)
{
    using Ten = std::array<double, 10>;
    constexpr Ten share_30{0, 0.15, 0.35, 0.45, 0.6, 0.65, 0.725, 0.775, 0.85, 1};
    constexpr Ten base_30{0, 1, 3, 4, 6, 7, 8, 9, 10, 11};
    constexpr Ten mobile_30{0, 4, 5.5, 7, 8.5, 9, 9.5, 9.8, 10.25, 11};
    constexpr Ten share_60{0, 0.15, 0.3, 0.4, 0.5, 0.6, 0.725, 0.85, 0.9, 1};
    constexpr Ten base_60{0, 2, 4, 5.5, 7, 9, 11, 13, 14, 15};
    constexpr Ten mobile_60{0, 4.25, 6.25, 9.2, 10.5, 11.75, 13, 14, 14.25, 15};
    if (t.sea_fraction == 0) {
        return 0;
    }
    const auto curve_db = [&t](const Ten& share, const Ten& base, const Ten& mobile) {
        const double base_db = polyline(share, base, t.sea_fraction);
        const double mobile_db = polyline(share, mobile, t.sea_fraction);
        switch (t.sea_end) {
        case SeaEnd::base:
            return base_db;
        case SeaEnd::mobile:
            return mobile_db;
        default:
            return 0.5 * (base_db + mobile_db);
        }
    };
    const double at_30_db = curve_db(share_30, base_30, mobile_30);
    const double at_60_db = curve_db(share_60, base_60, mobile_60);
    return at_30_db + (at_60_db - at_30_db) * std::clamp((t.d_km - 30) / 30, 0.0, 1.0);
}

} // namespace

EhataTerrain ehataTerrain(std::span<const double> height_m, double step_m, double base_height_m,
                          double mobile_height_m, EhataEdition edition)
{
    EhataTerrain t;
    const double step_km = step_m / 1000;
    t.d_km = static_cast<double>(height_m.size() - 1) * step_km;
    t.mobile_ground_m = height_m.front();
    effectiveHeights(height_m, step_km, t, base_height_m, mobile_height_m, edition);
    undulation(height_m, step_km, t);
    mobileSlope(height_m, step_m, t);
    seaPath(height_m, t);
    horizons(height_m, step_m, base_height_m, mobile_height_m, t);
    return t;
}

double ehataTerrainCorrection_db(const EhataTerrain& t, EhataEdition edition)
{
    const double land_db =
        t.single_horizon ? ridge_db(t, edition) : hills_db(t, edition) + slope_db(t);
    return land_db + sea_db(t);
}

} // namespace planning::propagation
