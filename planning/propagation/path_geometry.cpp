#include "planning/propagation/path_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace planning::propagation {
namespace {

constexpr double lowest = -std::numeric_limits<double>::infinity();

void smoothEarth(const PathProfile& p, PathGeometry& g)
{
    const auto d = p.distance_km;
    const auto h = p.height_m;
    const std::size_t n = d.size() - 1;
    const double d_km = g.d_km;
    double v1 = 0; // eq. (83)
    double v2 = 0; // eq. (84)
    for (std::size_t i = 1; i <= n; ++i) {
        const double step_km = d[i] - d[i - 1];
        v1 += step_km * (h[i] + h[i - 1]);
        v2 += step_km * (h[i] * (2 * d[i] + d[i - 1]) + h[i - 1] * (d[i] + 2 * d[i - 1]));
    }
    g.hst_m = (2 * v1 * d_km - v2) / (d_km * d_km); // eq. (85)
    g.hsr_m = (v2 - v1 * d_km) / (d_km * d_km);     // eq. (86)

    double hobs_m = lowest; // eq. (87a)
    double aobt = lowest;   // eq. (87b)
    double aobr = lowest;   // eq. (87c)
    for (std::size_t i = 1; i < n; ++i) {
        const double over_m = h[i] - (g.hts_m * (d_km - d[i]) + g.hrs_m * d[i]) / d_km; // eq. (87d)
        hobs_m = std::max(hobs_m, over_m);
        aobt = std::max(aobt, over_m / d[i]);
        aobr = std::max(aobr, over_m / (d_km - d[i]));
    }
    double hstp_m = g.hst_m; // eq. (88)
    double hsrp_m = g.hsr_m;
    if (hobs_m > 0) {
        hstp_m -= hobs_m * aobt / (aobt + aobr);
        hsrp_m -= hobs_m * aobr / (aobt + aobr);
    }
    g.hstd_m = std::min(hstp_m, h[0]); // eq. (89)
    g.hsrd_m = std::min(hsrp_m, h[n]);
    g.hst_n_m = std::min(g.hst_m, h[0]); // eq. (90)
    g.hsr_n_m = std::min(g.hsr_m, h[n]);
}

/// First and last horizon point.
struct HorizonPoints {
    std::size_t t = 0;
    std::size_t r = 0;
};

HorizonPoints horizons(const PathProfile& p, double ae_km, double lambda_m, PathGeometry& g)
{
    const auto d = p.distance_km;
    const auto h = p.height_m;
    const std::size_t n = d.size() - 1;
    const double d_km = g.d_km;
    HorizonPoints at;
    double highest = lowest; // eq. (76)
    for (std::size_t i = 1; i < n; ++i) {
        const double slope = (h[i] - g.hts_m) / (1000 * d[i]) - d[i] / (2 * ae_km);
        if (slope > highest) {
            highest = slope;
            at.t = i;
        }
    }
    const double direct = (g.hrs_m - g.hts_m) / (1000 * d_km) - d_km / (2 * ae_km); // eq. (77)
    g.line_of_sight = !(highest > direct);
    g.theta_t_mrad = 1000 * std::atan(std::max(highest, direct)); // eq. (76, 77)
    if (g.line_of_sight) {
        g.theta_r_mrad =
            1000 * std::atan((g.hts_m - g.hrs_m) / (1000 * d_km) - d_km / (2 * ae_km)); // eq. (81)
        // The point of greatest diffraction parameter stands for both horizons; of equals the last.
        double v_max = lowest;
        for (std::size_t i = 1; i < n; ++i) {
            const double product = d[i] * (d_km - d[i]);
            const double clear_m =
                h[i] + 500 / ae_km * product - (g.hts_m * (d_km - d[i]) + g.hrs_m * d[i]) / d_km;
            const double v = clear_m * std::sqrt(0.002 * d_km / (lambda_m * product));
            if (v >= v_max) {
                v_max = v;
                at.t = i;
            }
        }
        at.r = at.t;
    } else {
        double highest_r = lowest; // eq. (79); of equals the last, nearest to the receiver
        for (std::size_t i = 1; i < n; ++i) {
            const double slope =
                (h[i] - g.hrs_m) / (1000 * (d_km - d[i])) - (d_km - d[i]) / (2 * ae_km);
            if (slope >= highest_r) {
                highest_r = slope;
                at.r = i;
            }
        }
        g.theta_r_mrad = 1000 * std::atan(highest_r);
    }
    g.dlt_km = d[at.t];                                                   // eq. (78, 80)
    g.dlr_km = d_km - d[at.r];                                            // eq. (81a)
    g.theta_mrad = 1000 * d_km / ae_km + g.theta_t_mrad + g.theta_r_mrad; // eq. (82)
    return at;
}

} // namespace

PathGeometry pathGeometry(const PathProfile& profile, double tx_height_m, double rx_height_m,
                          double ae_km, double lambda_m)
{
    const auto d = profile.distance_km;
    const auto h = profile.height_m;
    PathGeometry g;
    g.d_km = profile.length_km();
    g.hts_m = h.front() + tx_height_m;
    g.hrs_m = h.back() + rx_height_m;
    smoothEarth(profile, g);
    const HorizonPoints at = horizons(profile, ae_km, lambda_m, g);

    const double slope = (g.hsr_n_m - g.hst_n_m) / g.d_km; // eq. (91)
    g.hte_m = g.hts_m - g.hst_n_m;                         // eq. (92)
    g.hre_m = g.hrs_m - g.hsr_n_m;
    g.hm_m = lowest; // eq. (93)
    for (std::size_t i = at.t; i <= at.r; ++i) {
        g.hm_m = std::max(g.hm_m, h[i] - (g.hst_n_m + slope * d[i]));
    }
    return g;
}

double pathCentreLatitude_deg(double tx_lon_deg, double tx_lat_deg, double rx_lon_deg,
                              double rx_lat_deg, double length_km)
{
    constexpr double earth_km = 6371;
    constexpr double rad = std::numbers::pi / 180;
    const double lat_t = tx_lat_deg * rad;
    const double lat_r = rx_lat_deg * rad;
    const double turn = (rx_lon_deg - tx_lon_deg) * rad;
    const double north =
        std::cos(lat_t) * std::sin(lat_r) - std::sin(lat_t) * std::cos(lat_r) * std::cos(turn);
    const double east = std::cos(lat_r) * std::sin(turn);
    const double far = std::hypot(north, east); // sine of the angle between the terminals
    if (far == 0) {
        return tx_lat_deg;
    }
    const double half = 0.5 * length_km / earth_km;
    return std::asin(std::clamp(std::sin(lat_t) * std::cos(half) +
                                    std::cos(lat_t) * std::sin(half) * north / far,
                                -1.0, 1.0)) /
           rad;
}

} // namespace planning::propagation
