#include "planning/propagation/p1812.h"

#include "planning/propagation/ducting.h"
#include "planning/propagation/normal.h"
#include "planning/propagation/troposcatter.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation {
namespace {

constexpr double lambdaGhz_m = 0.2998; // the Recommendation's speed of light

void check(const P1812Request& q)
{
    requireAbove("frequency", q.f_ghz, 0, "GHz");
    requireAbove("time percentage", q.time_percent, 0, "%");
    requireWithin("time percentage", q.time_percent, 0, 50, "%");
    requireWithin("location percentage", q.location_percent, 0, 100, "%");
    requireWithin("location variability", q.location_sigma_db, 0, 100, "dB");
    requireAbove("transmitter height", q.tx_height_m, 0, "m above ground");
    requireAbove("receiver height", q.rx_height_m, 0, "m above ground");
    requireWithin("latitude", q.latitude_deg, -90, 90, "degrees");
    requireWithin("refractivity lapse", q.dn, -1000, 156.999, "N-units/km");
    requireWithin("surface refractivity", q.n0, 0, 1000, "N-units");
    requireWithin("distance to the coast", q.tx_coast_km, 0, 1e5, "km");
    requireWithin("distance to the coast", q.rx_coast_km, 0, 1e5, "km");
}

/// eta ln(exp(a / eta) + exp(b / eta)) without overflow.
double softMaximum(double a, double b, double eta)
{
    const double high = std::max(a, b);
    return high + eta * std::log1p(std::exp((std::min(a, b) - high) / eta));
}

/// -5 log10(10^(-0.2 a) + 10^(-0.2 b)): two independent mechanisms, as powers to the half.
double combine_db(double a, double b)
{
    const double low = std::min(a, b);
    return low - 5 * std::log10(1 + std::pow(10, -0.2 * (std::max(a, b) - low)));
}

void diffraction(const PathProfile& profile, const P1812Request& q, P1812Result& r)
{
    DeltaBullingtonRequest ask{.hts_m = r.path.hts_m,
                               .hrs_m = r.path.hrs_m,
                               .hstd_m = r.path.hstd_m,
                               .hsrd_m = r.path.hsrd_m,
                               .ae_km = r.climate.ae_km,
                               .f_ghz = q.f_ghz,
                               .lambda_m = lambdaGhz_m / q.f_ghz,
                               .sea_fraction = r.zones.sea_fraction,
                               .polarisation = q.polarisation};
    r.median = deltaBullington(profile, ask); // eq. (39)
    r.Ldp_db = r.median.Ld_db;
    if (q.time_percent < 50) {
        ask.ae_km = anomalousRadius_km;
        r.anomalous = deltaBullington(profile, ask);
        r.Ldp_db = r.median.Ld_db + r.Fi * (r.anomalous.Ld_db - r.median.Ld_db); // eq. (41)
    }
    r.Lbd50_db = r.Lbfs_db + r.median.Ld_db; // eq. (42)
    r.Lbd_db = r.Lb0p_db + r.Ldp_db;         // eq. (43)
}

void freeSpace(const P1812Request& q, P1812Result& r)
{
    const double rise_km = (r.path.hts_m - r.path.hrs_m) / 1000;
    r.Lbfs_db = 92.4 + 20 * std::log10(q.f_ghz) +
                10 * std::log10(r.path.d_km * r.path.d_km + rise_km * rise_km); // eq. (8)
    const double fading_db = 2.6 * (1 - std::exp(-0.1 * (r.path.dlt_km + r.path.dlr_km)));
    r.Lb0p_db = r.Lbfs_db + fading_db * std::log10(q.time_percent / 50);          // eq. (10)
    r.Lb0b_db = r.Lbfs_db + fading_db * std::log10(r.climate.beta0_percent / 50); // eq. (11)
}

void combine(const P1812Request& q, P1812Result& r)
{
    const double land_db = (1 - r.zones.sea_fraction) * r.Ldp_db;
    r.Lminb0p_db = q.time_percent >= r.climate.beta0_percent
                       ? r.Lbd50_db + (r.Lb0b_db + land_db - r.Lbd50_db) * r.Fi
                       : r.Lb0p_db + land_db;                                    // eq. (59)
    r.Lminbap_db = softMaximum(r.Lba_db, r.Lb0p_db, 2.5);                        // eq. (60)
    r.Fj = 1 - 0.5 * (1 + std::tanh(3 * 0.8 * (r.path.theta_mrad - 0.3) / 0.3)); // eq. (57)
    r.Fk = 1 - 0.5 * (1 + std::tanh(3 * 0.5 * (r.path.d_km - 20) / 20));         // eq. (58)
    r.Lbda_db = r.Lminbap_db <= r.Lbd_db ? r.Lminbap_db + (r.Lbd_db - r.Lminbap_db) * r.Fk
                                         : r.Lbd_db;           // eq. (61)
    r.Lbam_db = r.Lbda_db + (r.Lminb0p_db - r.Lbda_db) * r.Fj; // eq. (62)
    r.Lbc_db = combine_db(r.Lbs_db, r.Lbam_db);                // eq. (63)
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
    r.Fi = q.time_percent > r.climate.beta0_percent
               ? inverseComplementaryNormal(q.time_percent / 100) /
                     inverseComplementaryNormal(r.climate.beta0_percent / 100)
               : 1; // eq. (40)
    freeSpace(q, r);
    diffraction(profile, q, r);
    r.Lba_db = ductingLoss_db(r.path, r.zones, r.climate,
                              {.f_ghz = q.f_ghz,
                               .time_percent = q.time_percent,
                               .tx_coast_km = q.tx_coast_km,
                               .rx_coast_km = q.rx_coast_km});
    r.Lbs_db =
        troposcatterLossP1812_db(q.f_ghz, r.path.d_km, r.path.theta_mrad, q.n0, q.time_percent);
    combine(q, r);
    const bool onLand = profile.zone.empty() || profile.zone.back() != RadioZone::sea;
    const double location_db =
        onLand ? -inverseComplementaryNormal(q.location_percent / 100) * q.location_sigma_db : 0;
    r.Lb_db = std::max(r.Lb0p_db, r.Lbc_db + location_db); // eq. (69)
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
