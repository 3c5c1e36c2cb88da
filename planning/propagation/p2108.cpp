#include "planning/propagation/p2108.h"

#include "planning/propagation/normal.h"
#include "planning/propagation/p526.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace planning::propagation {
namespace {

void requireShare(double location_percent)
{
    if (!(location_percent > 0 && location_percent < 100)) {
        throw geo::Error{fmt::format("location percentage {:g} % cannot be used", location_percent),
                         "Give a percentage above 0 and below 100"};
    }
}

double terrestrial_db(double f_ghz, double d_km, double location_percent)
{
    const double log_f = std::log10(f_ghz);
    const double ls_db = 32.98 + 23.9 * std::log10(d_km) + 3 * log_f; // eq. (5)
    const double ll_db =
        -2 * std::log10(std::pow(10, -5 * log_f - 12.5) + std::pow(10, -16.5)); // eq. (4)
    const double l = std::pow(10, -0.2 * ll_db);
    const double s = std::pow(10, -0.2 * ls_db);
    constexpr double sigma_l_db = 4;
    constexpr double sigma_s_db = 6;
    const double sigma_db =
        std::sqrt((sigma_l_db * sigma_l_db * l + sigma_s_db * sigma_s_db * s) / (l + s)); // eq. (6)
    return -5 * std::log10(l + s) -
           sigma_db * exactInverseComplementaryNormal(location_percent / 100); // eq. (3)
}

} // namespace

double representativeHeight_m(ClutterKind kind)
{
    switch (kind) {
    case ClutterKind::urban:
    case ClutterKind::trees_forest:
        return 15;
    case ClutterKind::dense_urban:
        return 20;
    default:
        return 10;
    }
}

double heightGainClutterLoss_db(const HeightGainRequest& q)
{
    requireAbove("frequency", q.f_ghz, 0, "GHz");
    requireAbove("clutter height", q.clutter_height_m, 0, "m");
    const bool open = q.clutter == ClutterKind::water_sea || q.clutter == ClutterKind::open_rural;
    if (open) {
        requireAbove("antenna height", q.antenna_m, 0, "m");
    } else {
        requireWithin("antenna height", q.antenna_m, 0, 1e6, "m");
        requireAbove("street width", q.street_width_m, 0, "m");
    }
    if (q.antenna_m >= q.clutter_height_m) {
        return 0;
    }
    if (open) {
        const double kh2 = 21.8 + 6.2 * std::log10(q.f_ghz);        // eq. (2f)
        return -kh2 * std::log10(q.antenna_m / q.clutter_height_m); // eq. (2b)
    }
    const double below_m = q.clutter_height_m - q.antenna_m; // eq. (2d)
    const double theta_deg =
        std::atan(below_m / q.street_width_m) * 180 / std::numbers::pi;           // eq. (2e)
    const double v = 0.342 * std::sqrt(q.f_ghz) * std::sqrt(below_m * theta_deg); // eq. (2c, 2g)
    return knifeEdgeLoss_db(v) - 6.03;                                            // eq. (2a)
}

double terrestrialClutterLoss_db(double f_ghz, double d_km, double location_percent)
{
    requireAbove("frequency", f_ghz, 0, "GHz");
    requireAbove("distance", d_km, 0, "km");
    requireShare(location_percent);
    constexpr double farthest_km = 2; // the loss there is never exceeded
    return std::min(terrestrial_db(f_ghz, d_km, location_percent),
                    terrestrial_db(f_ghz, farthest_km, location_percent));
}

double airborneClutterLoss_db(double f_ghz, double elevation_deg, double location_percent)
{
    requireAbove("frequency", f_ghz, 0, "GHz");
    requireWithin("elevation", elevation_deg, 0, 90, "degrees");
    requireShare(location_percent);
    const double k1 = 93 * std::pow(f_ghz, 0.175);
    constexpr double a1 = 0.05;
    const double share = location_percent / 100;
    const double spread =
        -k1 * std::log(1 - share) /
        std::tan(a1 * (1 - elevation_deg / 90) + std::numbers::pi * elevation_deg / 180);
    return std::pow(spread, 0.5 * (90 - elevation_deg) / 90) - 1 -
           0.6 * exactInverseComplementaryNormal(share); // eq. (7)
}

} // namespace planning::propagation
