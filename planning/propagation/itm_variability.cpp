#include "planning/propagation/itm_variability.h"

#include "planning/propagation/itm_attenuation.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation {
namespace {

/// (c1 + c2 / (1 + ((d - x2)/x3)^2)) (d/x1)^2 / (1 + (d/x1)^2), d in m: TN101 eq. (III.69, III.70)
/// fitted to its fig. 10.13.
struct Curve {
    double c1_db, c2_db, x1_m, x2_m, x3_m;
    double at(double d_m) const
    {
        const double u = (d_m - x2_m) / x3_m;
        const double v = d_m / x1_m * (d_m / x1_m);
        return (c1_db + c2_db / (1 + u * u)) * v / (1 + v);
    }
};

/// Frequency factor: b1 + b2 / (1 + (b3 ln(0.133 k))^2).
struct FrequencyFactor {
    double b1, b2, b3;
    double at(double log_k) const { return b1 + b2 / (b3 * log_k * (b3 * log_k) + 1); }
};

struct Climate {
    Curve median;
    Curve sigma_minus;
    Curve sigma_plus;
    double c_d, z_d; // ducting, Algorithm table 5.1
    FrequencyFactor g_minus, g_plus;
};

// In the order of ItmClimate.
constexpr std::array<Climate, 7> climates{{
    {{-9.67, 12.7, 144.9e3, 190.3e3, 133.8e3},
     {2.13, 159.5, 762.2e3, 123.6e3, 94.5e3},
     {2.11, 102.3, 636.9e3, 134.8e3, 95.6e3},
     1.224,
     1.282,
     {1, 0, 0},
     {1, 0, 0}},
    {{-0.62, 9.19, 228.9e3, 205.2e3, 143.6e3},
     {2.66, 7.67, 100.4e3, 172.5e3, 136.4e3},
     {6.87, 15.53, 138.7e3, 143.7e3, 98.6e3},
     0.801,
     2.161,
     {1, 0, 0},
     {0.93, 0.31, 2}},
    {{1.26, 15.5, 262.6e3, 185.2e3, 99.8e3},
     {6.11, 6.65, 138.2e3, 242.2e3, 178.6e3},
     {10.08, 9.60, 165.3e3, 225.7e3, 129.7e3},
     1.380,
     1.282,
     {1, 0, 0},
     {1, 0, 0}},
    {{-9.21, 9.05, 84.1e3, 101.1e3, 98.6e3},
     {1.98, 13.11, 139.1e3, 132.7e3, 193.5e3},
     {3.68, 159.3, 464.4e3, 93.1e3, 94.2e3},
     1,
     20,
     {1, 0, 0},
     {0.93, 0.19, 1.79}},
    {{-0.62, 9.19, 228.9e3, 205.2e3, 143.6e3},
     {2.68, 7.16, 93.7e3, 186.8e3, 133.5e3},
     {4.75, 8.12, 93.2e3, 135.9e3, 113.4e3},
     1.224,
     1.282,
     {0.92, 0.25, 1.77},
     {0.93, 0.31, 2}},
    {{-0.39, 2.86, 141.7e3, 315.9e3, 167.4e3},
     {6.86, 10.38, 187.8e3, 169.6e3, 108.9e3},
     {8.58, 13.97, 216.0e3, 152.0e3, 122.7e3},
     1.518,
     1.282,
     {1, 0, 0},
     {1, 0, 0}},
    {{3.15, 857.9, 2222e3, 164.8e3, 116.3e3},
     {8.51, 169.8, 609.8e3, 119.9e3, 106.6e3},
     {8.43, 8.19, 136.2e3, 188.5e3, 122.9e3},
     1.518,
     1.282,
     {1, 0, 0},
     {1, 0, 0}},
}};

/// Standard normal deviate exceeded with probability q; Abramowitz and Stegun 26.2.23.
double deviate(double q)
{
    const double x = q > 0.5 ? 1 - q : q;
    const double t = std::sqrt(-2 * std::log(x));
    const double zeta = ((0.010328 * t + 0.802853) * t + 2.515516) /
                        (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1);
    return q > 0.5 ? zeta - t : t - zeta;
}

struct Deviates {
    double time, location, situation;
};

Deviates deviates(const ItmRequest& q, int mode)
{
    Deviates z{deviate(q.time_percent / 100), deviate(q.location_percent / 100),
               deviate(q.situation_percent / 100)};
    switch (mode) {
    case 0: // single message: everything is situation
        z.time = z.situation;
        z.location = z.situation;
        break;
    case 1: // accidental
        z.location = z.situation;
        break;
    case 2: // mobile
        z.location = z.time;
        break;
    default: // broadcast
        break;
    }
    return z;
}

/// Length that counts for the statistics, d_e; Algorithm eq. (5.3).
double effectiveDistance_m(const ItmGeometry& g, double wavenumber)
{
    constexpr double radius_m = 9000e3;
    const double typical_m = std::sqrt(2 * radius_m * g.h_e_m[0]) +
                             std::sqrt(2 * radius_m * g.h_e_m[1]) +
                             std::pow(575.7e12 / wavenumber, 1.0 / 3);
    return g.d_m < typical_m ? 130e3 * g.d_m / typical_m : 130e3 + g.d_m - typical_m;
}

double sigmaTime_db(const Climate& climate, double z_time, double d_e_m, double wavenumber)
{
    const double log_k = std::log(0.133 * wavenumber);
    if (z_time < 0) {
        return climate.sigma_minus.at(d_e_m) * climate.g_minus.at(log_k);
    }
    const double plus_db = climate.sigma_plus.at(d_e_m) * climate.g_plus.at(log_k);
    if (z_time <= climate.z_d) {
        return plus_db;
    }
    const double ducting_db = climate.c_d * plus_db;
    return ducting_db + (plus_db - ducting_db) * climate.z_d / z_time;
}

} // namespace

double itmVariability_db(const ItmGeometry& g, const ItmRequest& q, double A_ref_db,
                         std::uint16_t& warnings)
{
    const Climate& climate = climates.at(static_cast<std::size_t>(q.climate) - 1);
    const int mode = q.mdvar % 10;
    const Deviates z = deviates(q, mode);
    constexpr double extreme = 3.10; // 0.1 % and 99.9 %
    if (std::abs(z.time) > extreme || std::abs(z.location) > extreme ||
        std::abs(z.situation) > extreme) {
        warnings = static_cast<std::uint16_t>(warnings | itm_extreme_variability);
    }
    const double wavenumber = q.f_mhz / 47.7;
    const double d_e_m = effectiveDistance_m(g, wavenumber);
    const bool no_situation = q.mdvar >= 20;
    const bool no_location = q.mdvar % 20 >= 10;
    const double sigma_s_db =
        no_situation ? 0 : 5 + 3 * std::exp(-d_e_m / 100e3); // Algorithm eq. (5.10)
    double sigma_l_db = 0;
    if (!no_location) {
        const double rough = wavenumber * itmRoughness_m(g.d_m, g.delta_h_m);
        sigma_l_db = 10 * rough / (rough + 13); // Algorithm eq. (5.9)
    }
    const double sigma_t_db = sigmaTime_db(climate, z.time, d_e_m, wavenumber);
    const double y_t_db = sigma_t_db * z.time;
    const double y_l_db = sigma_l_db * z.location;
    const double z_s2 = z.situation * z.situation;
    const double rest_db2 = // within Algorithm eq. (5.11)
        sigma_s_db * sigma_s_db + y_t_db * y_t_db / (7.8 + z_s2) + y_l_db * y_l_db / (24 + z_s2);
    const double sigma_l2 = sigma_l_db * sigma_l_db;
    const double sigma_t2 = sigma_t_db * sigma_t_db;
    double y_r_db = 0;
    double y_s_db = 0;
    switch (mode) {
    case 0:
        y_s_db = std::sqrt(sigma_t2 + sigma_l2 + rest_db2) * z.situation;
        break;
    case 1:
        y_r_db = y_t_db;
        y_s_db = std::sqrt(sigma_l2 + rest_db2) * z.situation;
        break;
    case 2:
        y_r_db = std::sqrt(sigma_t2 + sigma_l2) * z.time;
        y_s_db = std::sqrt(rest_db2) * z.situation;
        break;
    default:
        y_r_db = y_t_db + y_l_db;
        y_s_db = std::sqrt(rest_db2) * z.situation;
        break;
    }
    const double result_db = A_ref_db - climate.median.at(d_e_m) - y_r_db - y_s_db;
    return result_db < 0 ? result_db * (29 - result_db) / (29 - 10 * result_db)
                         : result_db; // Algorithm eq. (5.2)
}

} // namespace planning::propagation
