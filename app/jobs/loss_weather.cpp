// P.676 gases, P.838 rain and P.530 availability.
#include "app/jobs/loss_adapters.h"
#include "planning/propagation/p530.h"
#include "planning/propagation/p676.h"
#include "planning/propagation/p838.h"

#include <fmt/format.h>

namespace app::jobs {
namespace {

using namespace planning::propagation;

LossAnswer runP676(const LossCase& c, bool)
{
    const double f_ghz = frequencyGhz(c);
    Air air;
    air.dry_pressure_hpa =
        c.number({"dry_pressure_hpa", "pressure_hpa", "P"}, air.dry_pressure_hpa);
    air.temperature_k = c.has({"temperature_c"})
                            ? c.number({"temperature_c"}) + 273.15
                            : c.number({"temperature_k", "T"}, air.temperature_k);
    air.vapour_g_m3 = c.number({"rho_g_m3", "rho"}, air.vapour_g_m3);
    const GasAttenuation gas = gasAttenuation(f_ghz, air);
    LossAnswer out;
    out.values["dry_db_km"] = gas.dry_db_km;
    out.values["wet_db_km"] = gas.wet_db_km;
    if (c.has({"path_km", "d_km"})) {
        const double path_km = c.number({"path_km", "d_km"});
        requireWithin("path length", path_km, p676Ranges.path.low, p676Ranges.path.high, "km");
        out.values["path_db"] = gas.total_db_km() * path_km;
    }
    out.outside_range = p676Warnings(f_ghz, air);
    return out;
}

/// Tilt of the polarisation: "tilt_deg", or 0 and 90 from "pol".
double tilt_deg(const LossCase& c)
{
    if (!c.has({"tilt_deg", "tau"}) && c.has({"pol", "polarisation"})) {
        return polarisation(c, 1) == Polarisation::horizontal ? 0 : 90;
    }
    return c.number({"tilt_deg", "tau"});
}

LossAnswer runP838(const LossCase& c, bool)
{
    const double f_ghz = frequencyGhz(c);
    const RainCoefficients rain =
        rainCoefficients(f_ghz, c.number({"elev_deg", "el"}, 0), tilt_deg(c));
    LossAnswer out;
    out.values["k"] = rain.k;
    out.values["alpha"] = rain.alpha;
    if (c.has({"rain_mm_h", "R"})) {
        out.values["gamma_db_km"] = rain.gamma_db_km(c.number({"rain_mm_h", "R"}));
    }
    out.outside_range = p838Warnings(f_ghz);
    return out;
}

YearRule yearRule(const LossCase& c)
{
    const std::string word = c.word({"year"}, "published");
    if (word == "published") {
        return YearRule::published_programs;
    }
    if (word == "recommendation") {
        return YearRule::recommendation;
    }
    throw geo::Error{fmt::format("there is no rule for the year \"{}\"", word),
                     "Use published (as OFCOM's and CRC's programs) or recommendation"};
}

void addMultipath(const LossCase& c, LossAnswer& out)
{
    const MultipathRequest q{.K = c.number({"K"}),
                             .dN75 = c.number({"dN75"}),
                             .f_ghz = frequencyGhz(c),
                             .d_km = c.number({"d_km"}),
                             .tx_m = c.number({"he_masl"}),
                             .rx_m = c.number({"hr_masl"}),
                             .terrain_m = c.number({"ht_masl"}),
                             .latitude_deg = c.number({"lat"}),
                             .fade_db = c.number({"fade_db"}),
                             .year = yearRule(c)};
    const MultipathFading fading = multipathFading(q);
    out.values["pw_single"] = fading.pw_single;
    if (fading.pw_all) {
        out.values["pw_all"] = *fading.pw_all;
    }
    out.values["pyear_single"] = fading.pyear_single;
    if (fading.pyear_all) {
        out.values["pyear_all"] = *fading.pyear_all;
    }
    if (!fading.pw_all || !fading.pyear_all) {
        out.outside_range.emplace_back(
            "multipath reaches 100 % of the time at the transition fade: P.530 section 2.3.2 is "
            "not defined there");
    }
    warnOutside(p530Ranges.multipath_distance, q.d_km, out.outside_range);
    Range frequency = p530Ranges.multipath_frequency;
    frequency.low = 15 / q.d_km;
    warnOutside(frequency, q.f_ghz, out.outside_range);
}

void addRain(const LossCase& c, LossAnswer& out)
{
    const RainRequest q{.f_ghz = frequencyGhz(c),
                        .d_km = c.number({"d_km"}),
                        .elevation_deg = c.number({"elev_deg"}, 0),
                        .tilt_deg = tilt_deg(c),
                        .R001_mm_h = c.number({"R001_mm_h"}),
                        .time_percent = c.number({"rain_p", "p"}, 0.01)};
    out.values["rain_db"] = rainAttenuation_db(q);
    warnOutside(p530Ranges.rain_distance, q.d_km, out.outside_range);
    warnOutside(p530Ranges.rain_frequency, q.f_ghz, out.outside_range);
    warnOutside(p530Ranges.rain_time, q.time_percent, out.outside_range);
}

LossAnswer runP530(const LossCase& c, bool)
{
    LossAnswer out;
    const bool multipath = c.has({"K"});
    const bool rain = c.has({"R001_mm_h"});
    if (!multipath && !rain) {
        throw geo::Error{"the case has neither \"K\" nor \"R001_mm_h\"",
                         "Give K and dN75 for multipath, R001_mm_h for rain, or all"};
    }
    if (multipath) {
        addMultipath(c, out);
    }
    if (rain) {
        addRain(c, out);
    }
    if (c.has({"d1_km"})) {
        out.values["F1_m"] =
            p530FresnelRadius_m(c.number({"d1_km"}), c.number({"d_km"}), frequencyGhz(c));
    }
    return out;
}

} // namespace

LossModel p676Model()
{
    return {.name = "p676",
            .title = "ITU-R P.676-13: attenuation by oxygen and water vapour",
            .reads = "f_ghz, dry_pressure_hpa, temperature_k, rho_g_m3, path_km",
            .gives = "dry_db_km, wet_db_km, path_db",
            .ranges = {p676Ranges.frequency, p676Ranges.temperature, p676Ranges.pressure,
                       p676Ranges.vapour},
            .run = runP676};
}

LossModel p838Model()
{
    return {.name = "p838",
            .title = "ITU-R P.838-3: specific attenuation by rain",
            .reads = "f_ghz, elev_deg, tilt_deg (0 h, 90 v), rain_mm_h",
            .gives = "k, alpha, gamma_db_km",
            .ranges = {p838Ranges.frequency},
            .run = runP838};
}

LossModel p530Model()
{
    const P530Ranges& r = p530Ranges;
    return {.name = "p530",
            .title = "ITU-R P.530-18: multipath and rain on a microwave hop",
            .reads = "f_ghz, d_km; multipath: K, dN75, he_masl, hr_masl, ht_masl, lat, fade_db; "
                     "rain: R001_mm_h, rain_p, elev_deg, tilt_deg; d1_km; year (published, "
                     "recommendation)",
            .gives = "pw_single, pw_all, pyear_single, pyear_all (%), rain_db, F1_m",
            .ranges = {r.multipath_distance, r.rain_frequency, r.rain_distance, r.rain_time},
            .run = runP530};
}

} // namespace app::jobs
