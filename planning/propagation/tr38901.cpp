#include "planning/propagation/tr38901.h"

#include "planning/propagation/path_profile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planning::propagation {
namespace {

constexpr double light_m_s = 3.0e8; // the report's

double square(double x)
{
    return x * x;
}

Tr38901Result rural(const Tr38901Request& q, double d2_m, double d3_m)
{
    const double h_m = q.building_height_m;
    const double near_factor = std::pow(h_m, 1.72);
    const auto direct_db = [&](double d_m) { // PL1
        return 20 * std::log10(40 * std::numbers::pi * d_m * q.f_ghz / 3) +
               std::min(0.03 * near_factor, 10.0) * std::log10(d_m) -
               std::min(0.044 * near_factor, 14.77) + 0.002 * std::log10(h_m) * d_m;
    };
    const double break_m =
        2 * std::numbers::pi * q.base_height_m * q.terminal_height_m * q.f_ghz * 1e9 / light_m_s;
    Tr38901Result r;
    const bool beyond = d2_m > break_m;
    r.los_db = beyond ? direct_db(break_m) + 40 * std::log10(d3_m / break_m) : direct_db(d3_m);
    const double nlos_db =
        161.04 - 7.1 * std::log10(q.street_width_m) + 7.5 * std::log10(h_m) -
        (24.37 - 3.7 * square(h_m / q.base_height_m)) * std::log10(q.base_height_m) +
        (43.42 - 3.1 * std::log10(q.base_height_m)) * (std::log10(d3_m) - 3) +
        20 * std::log10(q.f_ghz) - (3.2 * square(std::log10(11.75 * q.terminal_height_m)) - 4.97);
    r.nlos_db = std::max(r.los_db, nlos_db);
    r.los_probability = d2_m <= 10 ? 1 : std::exp(-(d2_m - 10) / 1000);
    r.los_sigma_db = beyond ? 6 : 4;
    r.nlos_sigma_db = 8;
    return r;
}

Tr38901Result urban(const Tr38901Request& q, double d2_m, double d3_m)
{
    constexpr double environment_m = 1;
    const double break_m = 4 * (q.base_height_m - environment_m) *
                           (q.terminal_height_m - environment_m) * q.f_ghz * 1e9 / light_m_s;
    const double f_db = 20 * std::log10(q.f_ghz);
    const double rise_m = q.base_height_m - q.terminal_height_m;
    Tr38901Result r;
    r.los_db = d2_m <= break_m ? 28 + 22 * std::log10(d3_m) + f_db
                               : 28 + 40 * std::log10(d3_m) + f_db -
                                     9 * std::log10(square(break_m) + square(rise_m));
    r.nlos_db = std::max(r.los_db, 13.54 + 39.08 * std::log10(d3_m) + f_db -
                                       0.6 * (q.terminal_height_m - 1.5));
    r.los_probability = 1;
    if (d2_m > 18) {
        const double high =
            q.terminal_height_m <= 13 ? 0 : std::pow((q.terminal_height_m - 13) / 10, 1.5);
        const double part = 18 / d2_m + std::exp(-d2_m / 63) * (1 - 18 / d2_m);
        const double lift = 1 + high * 5 / 4 * std::pow(d2_m / 100, 3) * std::exp(-d2_m / 150);
        r.los_probability = std::min(1.0, part * lift);
    }
    r.los_sigma_db = 4;
    r.nlos_sigma_db = 6;
    return r;
}

} // namespace

Tr38901Result tr38901(const Tr38901Request& q)
{
    const bool is_urban = q.scenario == MacroCell::urban;
    requireAbove("frequency", q.f_ghz, 0, "GHz");
    requireAbove("distance", q.d_km, 0, "km");
    requireAbove("base station height", q.base_height_m, is_urban ? 1 : 0, "m");
    requireAbove("terminal height", q.terminal_height_m, is_urban ? 1 : 0, "m");
    requireAbove("street width", q.street_width_m, 0, "m");
    requireAbove("building height", q.building_height_m, 0, "m");
    const double d2_m = q.d_km * 1000;
    const double d3_m = std::hypot(d2_m, q.base_height_m - q.terminal_height_m);
    return is_urban ? urban(q, d2_m, d3_m) : rural(q, d2_m, d3_m);
}

std::vector<std::string> tr38901Warnings(const Tr38901Request& q)
{
    const Tr38901Ranges& r = tr38901Ranges;
    std::vector<std::string> out;
    warnOutside(r.frequency, q.f_ghz, out);
    if (q.scenario == MacroCell::urban) {
        warnOutside(r.base_uma, q.base_height_m, out);
        warnOutside(r.terminal_uma, q.terminal_height_m, out);
        warnOutside(r.distance_uma, q.d_km, out);
    } else {
        warnOutside(r.base_rma, q.base_height_m, out);
        warnOutside(r.terminal_rma, q.terminal_height_m, out);
        warnOutside(r.street, q.street_width_m, out);
        warnOutside(r.building, q.building_height_m, out);
        warnOutside(r.distance_rma_los, q.d_km, out);
        if (r.distance_rma_los.holds(q.d_km) && !r.distance_rma_nlos.holds(q.d_km)) {
            out.emplace_back("without line of sight the distance is outside the model's range of "
                             "0.01 to 5 km");
        }
    }
    return out;
}

} // namespace planning::propagation
