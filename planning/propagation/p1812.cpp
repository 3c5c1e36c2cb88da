#include "planning/propagation/p1812.h"

#include "planning/propagation/ducting.h"
#include "planning/propagation/mechanisms.h"
#include "planning/propagation/normal.h"
#include "planning/propagation/troposcatter.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation {
namespace {

constexpr double lambdaGhz_m = 0.2998; // the Recommendation's speed of light

void check(const P1812Request& q)
{
    requireWithin("frequency", q.f_ghz, 0.001, 1000, "GHz"); // beyond, the formulas mean nothing
    requireTimePercent(q.time_percent, p1812Ranges.time.high);
    requireWithin("location percentage", q.location_percent, 0, 100, "%");
    requireWithin("location variability", q.location_sigma_db, 0, 100, "dB");
    requireAbove("transmitter height", q.tx_height_m, 0, "m above ground");
    requireAbove("receiver height", q.rx_height_m, 0, "m above ground");
    requireWithin("transmitter height", q.tx_height_m, 0, 100000, "m above ground");
    requireWithin("receiver height", q.rx_height_m, 0, 100000, "m above ground");
    requireWithin("latitude", q.latitude_deg, -90, 90, "degrees");
    requireWithin("refractivity lapse", q.dn, -1000, 156.999, "N-units/km");
    requireWithin("surface refractivity", q.n0, 0, 1000, "N-units");
    requireWithin("distance to the coast", q.tx_coast_km, 0, 1e5, "km");
    requireWithin("distance to the coast", q.rx_coast_km, 0, 1e5, "km");
}

} // namespace

P1812Result p1812(const PathProfile& profile, const P1812Request& q)
{
    check(q);
    checkProfile(profile);
    P1812Result r;
    r.zones = zoneLengths(profile);
    r.climate = radioClimate(r.zones, q.latitude_deg, q.dn);
    r.path =
        pathGeometry(profile, q.tx_height_m, q.rx_height_m, r.climate.ae_km, lambdaGhz_m / q.f_ghz);
    r.Fi = timeInterpolation(q.time_percent, r.climate.beta0_percent);
    const double rise_km = (r.path.hts_m - r.path.hrs_m) / 1000;
    r.Lbfs_db = 92.4 + 20 * std::log10(q.f_ghz) +
                10 * std::log10(r.path.d_km * r.path.d_km + rise_km * rise_km); // eq. (8)
    const MultipathRange near = multipathAndFocusing(r.Lbfs_db, r.path.dlt_km, r.path.dlr_km,
                                                     q.time_percent, r.climate.beta0_percent);
    r.Lb0p_db = near.Lb0p_db;
    r.Lb0b_db = near.Lb0b_db;
    r.diffraction = timedDiffraction(profile,
                                     {.hts_m = r.path.hts_m,
                                      .hrs_m = r.path.hrs_m,
                                      .hstd_m = r.path.hstd_m,
                                      .hsrd_m = r.path.hsrd_m,
                                      .ae_km = r.climate.ae_km,
                                      .f_ghz = q.f_ghz,
                                      .lambda_m = lambdaGhz_m / q.f_ghz,
                                      .sea_fraction = r.zones.sea_fraction,
                                      .polarisation = q.polarisation},
                                     q.time_percent, r.Fi);
    r.Lba_db = ductingLoss_db(r.path, r.zones, r.climate,
                              {.f_ghz = q.f_ghz,
                               .time_percent = q.time_percent,
                               .tx_coast_km = q.tx_coast_km,
                               .rx_coast_km = q.rx_coast_km});
    r.Lbs_db =
        troposcatterLossP1812_db(q.f_ghz, r.path.d_km, r.path.theta_mrad, q.n0, q.time_percent);
    r.Fj = 1 - 0.5 * (1 + std::tanh(3 * 0.8 * (r.path.theta_mrad - 0.3) / 0.3)); // eq. (57)
    r.combined = combine({.time_percent = q.time_percent,
                          .beta0_percent = r.climate.beta0_percent,
                          .sea_fraction = r.zones.sea_fraction,
                          .d_km = r.path.d_km,
                          .Fi = r.Fi,
                          .Fj = r.Fj,
                          .Lbfs_db = r.Lbfs_db,
                          .Lb0p_db = r.Lb0p_db,
                          .Lb0b_db = r.Lb0b_db,
                          .Ld50_db = r.diffraction.median.Ld_db,
                          .Ldp_db = r.diffraction.Ldp_db,
                          .Lba_db = r.Lba_db,
                          .Lbs_db = r.Lbs_db});
    const bool onLand = profile.zone.empty() || profile.zone.back() != RadioZone::sea;
    const double location_db =
        onLand ? -inverseComplementaryNormal(q.location_percent / 100) * q.location_sigma_db : 0;
    r.Lb_db = std::max(r.Lb0p_db, r.combined.Lbc_db + location_db); // eq. (69)
    return r;
}

std::vector<std::string> p1812Warnings(const PathProfile& profile, const P1812Request& q)
{
    std::vector<std::string> out;
    warnOutside(p1812Ranges.frequency, q.f_ghz, out);
    warnOutside(p1812Ranges.distance, profile.length_km(), out);
    warnOutside(p1812Ranges.time, q.time_percent, out);
    warnOutside(p1812Ranges.location, q.location_percent, out);
    warnOutside(p1812Ranges.antenna, q.tx_height_m, out);
    warnOutside(p1812Ranges.antenna, q.rx_height_m, out);
    return out;
}

double locationSigma_db(double f_ghz, double width_m)
{
    return (0.52 + 0.024 * f_ghz) * std::pow(width_m, 0.28);
}

double fieldStrength_dbuv_m(double Lb_db, double f_ghz)
{
    return 199.36 + 20 * std::log10(f_ghz) - Lb_db;
}

} // namespace planning::propagation
