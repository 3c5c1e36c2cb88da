#include "planning/network/hop_budget.h"

#include "planning/propagation/p530.h"
#include "planning/propagation/path_profile.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace planning {
namespace {

using propagation::requireAbove;
using propagation::requireWithin;

constexpr double dishEfficiency = 0.55;
constexpr double lightSpeed_m_ns = 0.299792458;
constexpr double thermalNoise_dbm_hz = -174;

void check(const HopEquipment& e)
{
    requireWithin("transmitter power", e.power_dbm, -50, 80, "dBm");
    requireWithin("feeder loss", e.feeder_db, 0, 60, "dB");
    requireWithin("bandwidth", e.bandwidth_mhz, 0.1, 5000, "MHz");
    requireWithin("noise figure", e.noise_figure_db, 0, 30, "dB");
    for (const double dish_m : {e.from_dish_m, e.to_dish_m}) {
        requireWithin("dish diameter", dish_m, 0.1, 20, "m");
    }
    for (const auto& gain_dbi : {e.from_gain_dbi, e.to_gain_dbi}) {
        if (gain_dbi) {
            requireWithin("antenna gain", *gain_dbi, -10, 70, "dBi");
        }
    }
}

/// Percentage of the year for which rain takes more than `margin_db`; within P.530's range.
double rainOutage_percent(propagation::RainRequest rain, double margin_db, bool& at_limit)
{
    const propagation::Range& range = propagation::p530Ranges.rain_time;
    const auto above = [&](double percent) {
        rain.time_percent = percent;
        return propagation::rainAttenuation_db(rain) > margin_db;
    };
    double low = range.low;
    double high = range.high;
    at_limit = !above(low) || above(high);
    if (!above(low)) {
        return low;
    }
    if (above(high)) {
        return high;
    }
    for (int i = 0; i < 60; ++i) {
        const double middle = std::sqrt(low * high);
        (above(middle) ? low : high) = middle;
    }
    return std::sqrt(low * high);
}

} // namespace

double dishGain_dbi(double diameter_m, double frequency_ghz)
{
    const double turns = std::numbers::pi * diameter_m * frequency_ghz / lightSpeed_m_ns;
    return 10 * std::log10(dishEfficiency * turns * turns);
}

const Modulation& modulationOf(int points)
{
    for (const Modulation& modulation : modulations) {
        if (modulation.points == points) {
            return modulation;
        }
    }
    throw geo::Error{fmt::format("there is no modulation with {} points", points),
                     "Take 4 (QPSK), 16, 64, 256 or 1024"};
}

double neededLevel_dbm(const HopEquipment& e, const Modulation& modulation)
{
    return thermalNoise_dbm_hz + 10 * std::log10(e.bandwidth_mhz * 1e6) + e.noise_figure_db +
           modulation.uncoded_db - codingGain_db;
}

double capacity_mbps(const HopEquipment& e, const Modulation& modulation)
{
    return e.bandwidth_mhz * std::log2(modulation.points) * symbolShare;
}

HopBudget hopBudget(const HopEquipment& e, double frequency_ghz, const HopLoss& loss)
{
    check(e);
    HopBudget out;
    out.from_gain_dbi = e.from_gain_dbi.value_or(dishGain_dbi(e.from_dish_m, frequency_ghz));
    out.to_gain_dbi = e.to_gain_dbi.value_or(dishGain_dbi(e.to_dish_m, frequency_ghz));
    out.received_dbm =
        e.power_dbm + out.from_gain_dbi + out.to_gain_dbi - 2 * e.feeder_db - loss.total_db();
    const Modulation& modulation = modulationOf(e.modulation);
    out.needed_dbm = neededLevel_dbm(e, modulation);
    out.margin_db = out.received_dbm - out.needed_dbm;
    out.capacity_mbps = capacity_mbps(e, modulation);
    for (const Modulation& m : modulations) {
        if (out.received_dbm >= neededLevel_dbm(e, m)) {
            out.fastest = m;
            out.fastest_mbps = capacity_mbps(e, m);
        }
    }
    return out;
}

double HopAvailability::worst_month() const
{
    return std::max(0.0, 100 - multipath_month - rain_month);
}

double HopAvailability::year() const
{
    return std::max(0.0, 100 - multipath_year - rain_year);
}

HopAvailability hopAvailability(const HopPath& path, const HopClimate& climate, double margin_db)
{
    requireAbove("fade margin", margin_db, 0, "dB");
    HopAvailability out;
    propagation::RainRequest rain{.f_ghz = path.frequency_ghz,
                                  .d_km = path.d_km,
                                  .tilt_deg = path.vertical ? 90.0 : 0.0,
                                  .R001_mm_h = climate.rain_mm_h};
    out.rain_001_db = propagation::rainAttenuation_db(rain);
    if (climate.rain_mm_h > 0) {
        out.rain_year = rainOutage_percent(rain, margin_db, out.rain_at_limit);
        constexpr double share = 0.30;
        constexpr double exponent = 1.15;
        out.rain_month = std::pow(out.rain_year / share, 1 / exponent);
    }
    if (path.d_km >= propagation::p530Ranges.multipath_distance.low) {
        const auto fading = propagation::multipathFading({.K = climate.geoclimatic_k,
                                                          .dN75 = climate.dn75,
                                                          .f_ghz = path.frequency_ghz,
                                                          .d_km = path.d_km,
                                                          .tx_m = path.from_m,
                                                          .rx_m = path.to_m,
                                                          .terrain_m = path.terrain_m,
                                                          .latitude_deg = path.latitude_deg,
                                                          .fade_db = margin_db});
        out.multipath_month = std::min(100.0, fading.pw_all.value_or(fading.pw_single));
        out.multipath_year = std::min(100.0, fading.pyear_all.value_or(fading.pyear_single));
    }
    return out;
}

} // namespace planning
