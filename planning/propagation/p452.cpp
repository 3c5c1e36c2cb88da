#include "planning/propagation/p452.h"

#include "planning/propagation/ducting.h"
#include "planning/propagation/mechanisms.h"
#include "planning/propagation/p676.h"
#include "planning/propagation/troposcatter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace planning::propagation {
namespace {

constexpr double lambdaGhz_m = 0.2998; // the Recommendation's speed of light

void check(const P452Request& q)
{
    requireWithin("frequency", q.f_ghz, 0.001, 1000, "GHz"); // beyond, the formulas mean nothing
    requireTimePercent(q.time_percent, p452Ranges.time.high);
    requireAbove("transmitter height", q.tx_height_m, 0, "m above ground");
    requireAbove("receiver height", q.rx_height_m, 0, "m above ground");
    requireWithin("transmitter height", q.tx_height_m, 0, 100000, "m above ground");
    requireWithin("receiver height", q.rx_height_m, 0, 100000, "m above ground");
    requireWithin("antenna gain", q.tx_gain_dbi, -100, 100, "dBi");
    requireWithin("antenna gain", q.rx_gain_dbi, -100, 100, "dBi");
    requireWithin("latitude", q.latitude_deg, -90, 90, "degrees");
    requireWithin("refractivity lapse", q.dn, -1000, 156.999, "N-units/km");
    requireWithin("surface refractivity", q.n0, 0, 1000, "N-units");
    requireAbove("pressure", q.pressure_hpa, 0, "hPa");
    requireAbove("temperature", q.temperature_c, -273, "degrees C");
    requireWithin("distance to the coast", q.tx_coast_km, 0, 1e5, "km");
    requireWithin("distance to the coast", q.rx_coast_km, 0, 1e5, "km");
}

double gases_db_km(const P452Request& q, double vapour_g_m3)
{
    // The reference implementation takes the pressure for that of dry air.
    return gasAttenuation(q.f_ghz, {.dry_pressure_hpa = q.pressure_hpa,
                                    .temperature_k = q.temperature_c + 273.15,
                                    .vapour_g_m3 = vapour_g_m3})
        .total_db_km();
}

/// Clutter counts from 50 m off either terminal on; section 3.2.1 leaves nearer points bare.
std::vector<double> clutterAwayFromTerminals(const PathProfile& profile)
{
    constexpr double bare_km = 0.05;
    std::vector<double> clutter{profile.clutter_m.begin(), profile.clutter_m.end()};
    for (std::size_t i = 0; i < clutter.size(); ++i) {
        const double d_km = profile.distance_km[i];
        if (d_km < bare_km || d_km > profile.length_km() - bare_km) {
            clutter[i] = 0;
        }
    }
    return clutter;
}

/// How much steeper the steepest slope from the transmitter is than that to the receiver: S_tim -
/// S_tr of eq. (14, 15).
double slopeOverSight_m_km(const PathProfile& p, double hts_m, double hrs_m, double ae_km)
{
    const double d_km = p.length_km();
    double steepest = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i + 1 < p.distance_km.size(); ++i) {
        const double di_km = p.distance_km[i];
        steepest = std::max(steepest,
                            (p.height_m[i] + 500 / ae_km * di_km * (d_km - di_km) - hts_m) / di_km);
    }
    return steepest - (hrs_m - hts_m) / d_km;
}

} // namespace

P452Result p452(const PathProfile& profile, const P452Request& q)
{
    check(q);
    checkProfile(profile);
    P452Result r;
    r.zones = zoneLengths(profile);
    r.climate = radioClimate(r.zones, q.latitude_deg, q.dn);
    r.path =
        pathGeometry(profile, q.tx_height_m, q.rx_height_m, r.climate.ae_km, lambdaGhz_m / q.f_ghz);
    const double Fi = timeInterpolation(q.time_percent, r.climate.beta0_percent);

    const double vapour_g_m3 = 7.5 + 2.5 * r.zones.sea_fraction; // eq. (9a)
    const double gas_db_km = gases_db_km(q, vapour_g_m3);
    const double slant_km =
        std::hypot(r.path.d_km, (r.path.hts_m - r.path.hrs_m) / 1000); // eq. (8a)
    r.Lbfsg_db = 92.4 + 20 * std::log10(q.f_ghz) + 20 * std::log10(slant_km) +
                 gas_db_km * slant_km; // eq. (8)
    const MultipathRange near = multipathAndFocusing(r.Lbfsg_db, r.path.dlt_km, r.path.dlr_km,
                                                     q.time_percent, r.climate.beta0_percent);
    r.Lb0p_db = near.Lb0p_db; // eq. (11)
    r.Lb0b_db = near.Lb0b_db; // eq. (12)

    const std::vector<double> clutter = clutterAwayFromTerminals(profile);
    PathProfile with_clutter = profile;
    with_clutter.clutter_m = clutter;
    const TimedDiffraction diffraction = timedDiffraction(with_clutter,
                                                          {.hts_m = r.path.hts_m,
                                                           .hrs_m = r.path.hrs_m,
                                                           .hstd_m = r.path.hstd_m,
                                                           .hsrd_m = r.path.hsrd_m,
                                                           .ae_km = r.climate.ae_km,
                                                           .f_ghz = q.f_ghz,
                                                           .lambda_m = lambdaGhz_m / q.f_ghz,
                                                           .sea_fraction = r.zones.sea_fraction,
                                                           .polarisation = q.polarisation},
                                                          q.time_percent, Fi);
    r.Ldsph_db = diffraction.median.Ldsph_db;
    r.Ld50_db = diffraction.median.Ld_db;
    r.Ldp_db = diffraction.Ldp_db;

    constexpr double scatter_vapour_g_m3 = 3; // over the whole path, section 4.3
    r.Lbs_db = troposcatterLossP452_db(q.f_ghz, r.path.d_km, r.path.theta_mrad, q.n0,
                                       q.time_percent, q.tx_gain_dbi + q.rx_gain_dbi) +
               gases_db_km(q, scatter_vapour_g_m3) * r.path.d_km;
    r.Lba_db = ductingLoss_db(r.path, r.zones, r.climate,
                              {.f_ghz = q.f_ghz,
                               .time_percent = q.time_percent,
                               .tx_coast_km = q.tx_coast_km,
                               .rx_coast_km = q.rx_coast_km}) +
               gas_db_km * r.path.d_km;
    const double over_sight_m_km =
        slopeOverSight_m_km(profile, r.path.hts_m, r.path.hrs_m, r.climate.ae_km);
    r.Lb_db = combine({.time_percent = q.time_percent,
                       .beta0_percent = r.climate.beta0_percent,
                       .sea_fraction = r.zones.sea_fraction,
                       .d_km = r.path.d_km,
                       .Fi = Fi,
                       .Fj = 1 - 0.5 * (1 + std::tanh(3 * 0.8 * over_sight_m_km / 0.3)),
                       .Lbfs_db = r.Lbfsg_db,
                       .Lb0p_db = r.Lb0p_db,
                       .Lb0b_db = r.Lb0b_db,
                       .Ld50_db = r.Ld50_db,
                       .Ldp_db = r.Ldp_db,
                       .Lba_db = r.Lba_db,
                       .Lbs_db = r.Lbs_db})
                  .Lbc_db; // eq. (64)
    return r;
}

std::vector<std::string> p452Warnings(const PathProfile& profile, const P452Request& q)
{
    std::vector<std::string> out;
    warnOutside(p452Ranges.frequency, q.f_ghz, out);
    warnOutside(p452Ranges.distance, profile.length_km(), out);
    warnOutside(p452Ranges.time, q.time_percent, out);
    return out;
}

} // namespace planning::propagation
