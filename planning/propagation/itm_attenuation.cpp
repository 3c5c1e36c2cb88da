#include "planning/propagation/itm_attenuation.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace planning::propagation {
namespace {

constexpr double third = 1.0 / 3;

/// Two numbers many formulas need: the line-of-sight region and its angle.
struct Region {
    double d_smooth_m = 0; // farthest line of sight over a smooth Earth
    double d_los_m = 0;    // over this path's horizons
    double theta_los_rad = 0;
};

/// Deviation of the terrain within the first Fresnel zone, ERL 79 eq. (3.6a).
double sigmaH_m(double delta_h_m)
{
    return 0.78 * delta_h_m * std::exp(-0.5 * std::pow(delta_h_m, 0.25));
}

/// Fresnel integral's loss from v squared; TN101 eq. (III.24b).
double knifeEdge_db(double v2)
{
    return v2 < 5.76 ? 6.02 + 9.11 * std::sqrt(v2) - 1.27 * v2 : 12.953 + 10 * std::log10(v2);
}

/// Both horizons as knife edges, TN101 eq. (I.1).
double knifeEdgeDiffraction_db(double d_m, const ItmGeometry& g, const ItmMedium& m,
                               const Region& region)
{
    const double theta = d_m / m.a_e_m - region.theta_los_rad; // Algorithm eq. (4.12)
    const double beyond_m = d_m - region.d_los_m;
    const auto edge = [&](double d_hzn_m) { // TN101 eq. (I.7); 0.0795775 is 1/(4 pi)
        return knifeEdge_db(0.0795775 * (m.f_mhz / 47.7) * theta * theta * d_hzn_m * beyond_m /
                            (beyond_m + d_hzn_m));
    };
    return edge(g.d_hzn_m[0]) + edge(g.d_hzn_m[1]);
}

/// Height gain F(x, K) over a smooth Earth, Vogler 1964. NTIA's HeightFunction.
double heightFunction_db(double x_km, double k)
{
    if (x_km < 200) {
        const double w = -std::log(k);
        if (k < 1e-5 || x_km * w * w * w > 5495) {
            return x_km > 1 ? 17.372 * std::log(x_km) - 117 : -117;
        }
        return 2.5e-5 * x_km * x_km / k - 8.686 * w - 15;
    }
    double result_db = 0.05751 * x_km - 4.343 * std::log(x_km);
    if (x_km < 2000) {
        const double w = 0.0134 * x_km * std::exp(-0.005 * x_km);
        result_db = (1 - w) * result_db + w * (17.372 * std::log(x_km) - 117);
    }
    return result_db;
}

/// Vogler's three-radii method, Algorithm eq. (4.20).
double smoothEarthDiffraction_db(double d_m, const ItmGeometry& g, const ItmMedium& m,
                                 const Region& region)
{
    constexpr double earth_m = 6370e3;
    const double theta = d_m / m.a_e_m - region.theta_los_rad; // Algorithm eq. (4.12)
    // Of the path and, by Vogler eq. (3), of both ends.
    const std::array<double, 3> radius_m{(d_m - region.d_los_m) / theta,
                                         0.5 * g.d_hzn_m[0] * g.d_hzn_m[0] / g.h_e_m[0],
                                         0.5 * g.d_hzn_m[1] * g.d_hzn_m[1] / g.h_e_m[1]};
    const std::array<double, 3> d_km{radius_m[0] * theta / 1000, g.d_hzn_m[0] / 1000,
                                     g.d_hzn_m[1] / 1000};
    const double f_third = std::pow(m.f_mhz, third);
    std::array<double, 3> k{};
    std::array<double, 3> x_km{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double c0 = std::pow(4.0 / 3 * earth_m / radius_m[i], third); // Vogler eq. (2)
        k[i] = 0.017778 * c0 / f_third / std::abs(m.Z_g);                   // Vogler eq. (6a, 7a)
        x_km[i] = (1.607 - k[i]) * c0 * c0 * f_third * d_km[i]; // Vogler eq. (2), fig. 4
    }
    x_km[0] += x_km[1] + x_km[2];
    const double distance_db =
        0.05751 * x_km[0] - 10 * std::log10(x_km[0]); // TN101 eq. (8.4), Vogler eq. (13)
    return distance_db - heightFunction_db(x_km[1], k[1]) - heightFunction_db(x_km[2], k[2]) - 20;
}

/// Smooth Earth and knife edges, weighed by the roughness. NTIA's DiffractionLoss.
double diffraction_db(double d_m, const ItmGeometry& g, const ItmMedium& m, const Region& region)
{
    // The roughness at the smooth Earth's horizon: ERL 79 page 3-13.
    const double sigma_h_m = sigmaH_m(itmRoughness_m(region.d_smooth_m, g.delta_h_m));
    const double clutter_db =
        std::min(15.0, 5 * std::log10(1 + 1e-5 * g.h_m[0] * g.h_m[1] * m.f_mhz *
                                              sigma_h_m)); // ERL 79 eq. (3.38c)
    const double delta_h_m = itmRoughness_m(d_m, g.delta_h_m);
    double q = g.h_m[0] * g.h_m[1];
    const double qk = g.h_e_m[0] * g.h_e_m[1] - q;
    if (!m.area_mode) {
        q += 10; // low antennas with known path parameters: ERL 79 page 3-8
    }
    const double term = std::sqrt(1 + qk / q);
    q = (term + (-region.theta_los_rad * m.a_e_m + region.d_los_m) / d_m) *
        std::min(delta_h_m * m.f_mhz / 47.7, 6283.2);
    const double w = 25.1 / (25.1 + std::sqrt(q)); // ERL 79 eq. (3.23)
    return w * smoothEarthDiffraction_db(d_m, g, m, region) +
           (1 - w) * knifeEdgeDiffraction_db(d_m, g, m, region) + clutter_db;
}

/// Loss as a straight line over distance.
struct Line {
    double slope_db_m = 0;
    double at_zero_db = 0;
    double at(double d_m) const { return slope_db_m * d_m + at_zero_db; }
};

/// Two-ray interference blended into the diffraction line. NTIA's LineOfSightLoss.
double lineOfSight_db(double d_m, const ItmGeometry& g, const ItmMedium& m, const Region& region,
                      const Line& diffraction)
{
    const double sigma_h_m = sigmaH_m(itmRoughness_m(d_m, g.delta_h_m));
    const double wavenumber = m.f_mhz / 47.7;
    const double heights_m = g.h_e_m[0] + g.h_e_m[1];
    const double sin_psi =
        heights_m / std::sqrt(d_m * d_m + heights_m * heights_m); // Algorithm eq. (4.46)
    std::complex<double> reflection =
        (sin_psi - m.Z_g) / (sin_psi + m.Z_g) *
        std::exp(-std::min(10.0, wavenumber * sigma_h_m * sin_psi)); // Algorithm eq. (4.47)
    const double q = std::norm(reflection);                          // Algorithm eq. (4.48)
    if (q < 0.25 || q < sin_psi) {
        reflection *= std::sqrt(sin_psi / q);
    }
    constexpr double quarter = std::numbers::pi / 2;
    double phase = wavenumber * 2 * g.h_e_m[0] * g.h_e_m[1] / d_m; // Algorithm eq. (4.49)
    if (phase > quarter) {
        phase = std::numbers::pi - quarter * quarter / phase; // Algorithm eq. (4.50)
    }
    const std::complex<double> sum =
        std::complex<double>{std::cos(phase), -std::sin(phase)} + reflection;
    const double two_ray_db = -10 * std::log10(std::norm(sum));
    const double w = 1 / (1 + m.f_mhz * g.delta_h_m / std::max(10e3, region.d_smooth_m));
    return w * two_ray_db + (1 - w) * diffraction.at(d_m);
}

/// TN101's attenuation function F(theta d) in dB, theta d in m; Algorithm eq. (6.9).
double scatterFunction_db(double theta_d_m)
{
    if (theta_d_m <= 10e3) {
        return 133.4 + 0.332e-3 * theta_d_m - 10 * std::log10(theta_d_m);
    }
    if (theta_d_m <= 70e3) {
        return 104.6 + 0.212e-3 * theta_d_m - 2.5 * std::log10(theta_d_m);
    }
    return 71.8 + 0.157e-3 * theta_d_m + 5 * std::log10(theta_d_m);
}

/// H_0 curve for a whole number of eta_s, Algorithm eq. (6.13); compare TN101 eq. (III.49).
double h0Curve_db(std::size_t i, double r)
{
    constexpr std::array<double, 5> a{25, 80, 177, 395, 705};
    constexpr std::array<double, 5> b{24, 45, 68, 80, 105};
    const double x = 1 / (r * r);
    return 10 * std::log10(1 + x * (a[i] * x + b[i]));
}

/// Frequency gain H_0 of TN101 section 9.2, between the curves.
double h0_db(double r, double eta_s)
{
    const double eta = std::clamp(eta_s, 1.0, 5.0);
    const auto i = static_cast<std::size_t>(eta);
    const double part = eta - static_cast<double>(i);
    const double low_db = h0Curve_db(i - 1, r);
    return part == 0 ? low_db : (1 - part) * low_db + part * h0Curve_db(i, r);
}

/// Forward scatter, Algorithm eq. (4.63); `h0_before_db` carries the frequency gain from the
/// farther of the two distances it is asked for (below 0: none yet). Over 1000 dB: not defined.
double troposcatter_db(double d_m, const ItmGeometry& g, const ItmMedium& m, const Region& region,
                       double& h0_before_db)
{
    const double wavenumber = m.f_mhz / 47.7;
    double gain_db = h0_before_db;
    if (h0_before_db <= 15) {
        const double theta = g.theta_hzn_rad[0] + g.theta_hzn_rad[1] + d_m / m.a_e_m;
        double asymmetry_m = g.d_hzn_m[0] - g.d_hzn_m[1];
        double ratio = g.h_e_m[1] / g.h_e_m[0];
        if (asymmetry_m < 0) {
            asymmetry_m = -asymmetry_m;
            ratio = 1 / ratio;
        }
        const double r1 = 2 * wavenumber * theta * g.h_e_m[0]; // TN101 eq. (9.4a)
        const double r2 = 2 * wavenumber * theta * g.h_e_m[1];
        if (r1 < 0.2 && r2 < 0.2) {
            return 1001; // Algorithm page 11
        }
        double s = (d_m - asymmetry_m) / (d_m + asymmetry_m);
        const double q = std::clamp(ratio / s, 0.1, 10.0); // both truncated: Algorithm page 16
        s = std::max(0.1, s);
        const double crossing_m = (d_m - asymmetry_m) * (d_m + asymmetry_m) * theta * 0.25 /
                                  d_m; // Algorithm eq. (4.66), TN101 eq. (9.3b)
        // Algorithm eq. (4.67), TN101 eq. (9.3a).
        const double eta_s = crossing_m / 1.7556e3 *
                             (1 + (0.031 - m.N_s * 2.32e-3 + m.N_s * m.N_s * 5.67e-6) *
                                      std::exp(-std::pow(std::min(1.7, crossing_m / 8e3), 6)));
        const double h00_db = (h0_db(r1, eta_s) + h0_db(r2, eta_s)) / 2;
        const double eta = std::max(eta_s, 1.0); // TN101 eq. (9.5) from here
        const double correction_db =
            std::min(h00_db, 6 * (0.6 - std::log10(eta)) * std::log10(s) * std::log10(q));
        gain_db = std::max(h00_db + correction_db, 0.0);
        if (eta_s < 1) {
            const double root2 = std::numbers::sqrt2;
            const double product = (1 + root2 / r1) * (1 + root2 / r2);
            gain_db = eta_s * gain_db +
                      (1 - eta_s) * 10 *
                          std::log10(product * product * (r1 + r2) / (r1 + r2 + 2 * root2));
        }
        if (gain_db > 15 && h0_before_db >= 0) {
            gain_db = h0_before_db; // Algorithm page 12
        }
    }
    h0_before_db = gain_db;
    const double beyond = d_m / m.a_e_m - region.theta_los_rad; // angle beyond the horizons
    return scatterFunction_db(beyond * d_m) +
           10 * std::log10(47.7 * wavenumber * std::pow(beyond, 4)) -
           0.1 * (m.N_s - 301) * std::exp(-beyond * d_m / 40e3) + gain_db;
}

/// Attenuation inside the line-of-sight region: A_o + k1 d + k2 ln d through three points, ERL 79
/// eq. (3.19). NTIA's LongleyRice.
double insideLineOfSight_db(const ItmGeometry& g, const ItmMedium& m, const Region& region,
                            const Line& diffraction)
{
    const double end_db = diffraction.at(region.d_smooth_m);
    const double slope = diffraction.slope_db_m;
    const auto loss_db = [&](double d_m) { return lineOfSight_db(d_m, g, m, region, diffraction); };
    double d0_m = 0.04 * m.f_mhz * g.h_e_m[0] * g.h_e_m[1]; // ERL 79 eq. (3.16a)
    double d1_m = 0;
    if (diffraction.at_zero_db >= 0) {
        d0_m = std::min(d0_m, 0.5 * region.d_los_m);
        d1_m = d0_m + 0.25 * (region.d_los_m - d0_m); // ERL 79 eq. (3.16d)
    } else {
        d1_m = std::max(-diffraction.at_zero_db / slope, 0.25 * region.d_los_m);
    }
    const double a1_db = loss_db(d1_m);
    double k1 = 0;
    double k2 = 0;
    bool curved = false;
    if (d0_m < d1_m) {
        const double a0_db = loss_db(d0_m);
        const double q = std::log(region.d_smooth_m / d0_m);
        const double reach_m = region.d_smooth_m - d0_m;
        // ERL 79 eq. (3.20).
        k2 = std::max(0.0, (reach_m * (a1_db - a0_db) - (d1_m - d0_m) * (end_db - a0_db)) /
                               (reach_m * std::log(d1_m / d0_m) - (d1_m - d0_m) * q));
        curved = diffraction.at_zero_db > 0 || k2 > 0;
        if (curved) {
            k1 = (end_db - a0_db - k2 * q) / reach_m; // ERL 79 eq. (3.21)
            if (k1 < 0) {
                k1 = 0;
                k2 = std::fdim(end_db, a0_db) / q;
                if (k2 == 0) {
                    k1 = slope;
                }
            }
        }
    }
    if (!curved) {
        k1 = std::fdim(end_db, a1_db) / (region.d_smooth_m - d1_m);
        k2 = 0;
        if (k1 == 0) {
            k1 = slope;
        }
    }
    return end_db - k1 * (region.d_smooth_m - g.d_m) - k2 * std::log(region.d_smooth_m / g.d_m);
}

void checkGeometry(const ItmGeometry& g, const ItmMedium& m, std::uint16_t& warnings)
{
    constexpr std::uint16_t angle[] = {itm_tx_horizon_angle, itm_rx_horizon_angle};
    constexpr std::uint16_t near[] = {itm_tx_horizon_too_near, itm_rx_horizon_too_near};
    constexpr std::uint16_t far[] = {itm_tx_horizon_too_far, itm_rx_horizon_too_far};
    const auto warn = [&warnings](bool so, std::uint16_t bit) {
        warnings = static_cast<std::uint16_t>(warnings | (so ? bit : 0));
    };
    for (std::size_t i = 0; i < 2; ++i) {
        const double smooth_m = std::sqrt(2 * g.h_e_m[i] * m.a_e_m);
        warn(std::abs(g.theta_hzn_rad[i]) > 0.2, angle[i]);
        warn(g.d_hzn_m[i] < 0.1 * smooth_m, near[i]);
        warn(g.d_hzn_m[i] > 3 * smooth_m, far[i]);
    }
    if (!(m.N_s >= 150 && m.N_s <= 400)) {
        throw geo::Error{fmt::format("the surface refractivity is {:.1f} N-units", m.N_s),
                         "ITM is defined from 150 to 400; check N_0 and the heights"};
    }
    warn(m.N_s < itmRanges.refractivity.low, itm_surface_refractivity);
    if (!(m.a_e_m >= 4e6 && m.a_e_m <= 13333333)) {
        throw geo::Error{fmt::format("the effective Earth radius is {:.0f} km", m.a_e_m / 1000),
                         "ITM is defined from 4000 to 13333 km; check N_0 and the heights"};
    }
    if (m.Z_g.real() <= std::abs(m.Z_g.imag())) {
        throw geo::Error{"the ground is too good a conductor for ITM",
                         "Check epsilon and sigma against the frequency"};
    }
    warn(g.d_m < std::abs(g.h_e_m[0] - g.h_e_m[1]) / 0.2, itm_distance_too_small_for_heights);
    warn(g.d_m < itmRanges.distance.low * 1000, itm_distance_under_1_km);
    warn(g.d_m > itmRanges.distance.high * 1000, itm_distance_over_1000_km);
    warn(g.d_m > 2 * itmRanges.distance.high * 1000, itm_distance_over_2000_km);
}

} // namespace

double itmRoughness_m(double d_m, double delta_h_m)
{
    return delta_h_m * (1 - 0.8 * std::exp(-d_m / 50e3));
}

ItmReference itmReferenceAttenuation(const ItmGeometry& g, const ItmMedium& m,
                                     std::uint16_t& warnings)
{
    checkGeometry(g, m, warnings);
    Region region;
    region.d_smooth_m = std::sqrt(2 * g.h_e_m[0] * m.a_e_m) + std::sqrt(2 * g.h_e_m[1] * m.a_e_m);
    region.d_los_m = g.d_hzn_m[0] + g.d_hzn_m[1];
    region.theta_los_rad =
        -std::max(g.theta_hzn_rad[0] + g.theta_hzn_rad[1], -region.d_los_m / m.a_e_m);

    // The diffraction line through two distances far beyond the horizon.
    const double unit_m = std::pow(m.a_e_m * m.a_e_m / m.f_mhz, third);
    const double d3_m = std::max(region.d_smooth_m, region.d_los_m + 5 * unit_m);
    const double d4_m = d3_m + 10 * unit_m;
    const double a3_db = diffraction_db(d3_m, g, m, region);
    const double a4_db = diffraction_db(d4_m, g, m, region);
    Line diffraction;
    diffraction.slope_db_m = (a4_db - a3_db) / (d4_m - d3_m);
    diffraction.at_zero_db = a3_db - diffraction.slope_db_m * d3_m;

    if (g.d_m < region.d_smooth_m) {
        return {std::max(0.0, insideLineOfSight_db(g, m, region, diffraction)),
                ItmMode::line_of_sight};
    }
    const double d5_m = region.d_los_m + 200e3;
    const double d6_m = region.d_los_m + 400e3;
    double h0_before_db = -1;
    const double a6_db = troposcatter_db(d6_m, g, m, region, h0_before_db);
    const double a5_db = troposcatter_db(d5_m, g, m, region, h0_before_db);
    if (a5_db < 1000) {
        Line scatter;
        scatter.slope_db_m = (a6_db - a5_db) / 200e3;
        const double change_m =
            std::max({region.d_smooth_m, region.d_los_m + 1.088 * unit_m * std::log(m.f_mhz),
                      (a5_db - diffraction.at_zero_db - scatter.slope_db_m * d5_m) /
                          (diffraction.slope_db_m - scatter.slope_db_m)});
        scatter.at_zero_db =
            (diffraction.slope_db_m - scatter.slope_db_m) * change_m + diffraction.at_zero_db;
        if (g.d_m > change_m) {
            return {std::max(0.0, scatter.at(g.d_m)), ItmMode::troposcatter};
        }
    }
    return {std::max(0.0, diffraction.at(g.d_m)), ItmMode::diffraction};
}

} // namespace planning::propagation
