#include "planning/propagation/ducting.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation {
namespace {

/// Site-shielding loss of one terminal, P.1812 eq. (48).
double shielding_db(double theta_mrad, double horizon_km, double f_ghz)
{
    const double above_mrad = theta_mrad - 0.1 * horizon_km; // eq. (48a)
    if (above_mrad <= 0) {
        return 0;
    }
    return 20 * std::log10(1 + 0.361 * above_mrad * std::sqrt(f_ghz * horizon_km)) +
           0.264 * above_mrad * std::cbrt(f_ghz);
}

/// Over-sea surface-duct coupling of one terminal, eq. (49).
double coupling_db(double coast_km, double horizon_km, double sea_fraction, double antenna_m)
{
    if (coast_km > 5 || coast_km > horizon_km || sea_fraction < 0.75) {
        return 0;
    }
    return -3 * std::exp(-0.25 * coast_km * coast_km) * (1 + std::tanh(0.07 * (50 - antenna_m)));
}

/// Variation with time and path, A(p), eq. (52…56).
double timeVariability_db(const PathGeometry& g, const RadioClimate& climate, double time_percent)
{
    const double alpha =
        std::max(-3.4, -0.6 - 3.5e-9 * std::pow(g.d_km, 3.1) * climate.tau); // eq. (55a)
    const double root = std::sqrt(g.hte_m) + std::sqrt(g.hre_m);
    const double mu2 = std::min(
        1.0, std::pow(500 / climate.ae_km * (g.d_km / root) * (g.d_km / root), alpha)); // eq. (55)
    const double di_km = std::min(g.d_km - g.dlt_km - g.dlr_km, 40.0);                  // eq. (56a)
    const double mu3 =
        g.hm_m > 10 ? std::exp(-4.6e-5 * (g.hm_m - 10) * (43 + 6 * di_km)) : 1; // eq. (56)
    const double beta = climate.beta0_percent * mu2 * mu3;                      // eq. (54)
    const double lb = std::log10(beta);
    const double gamma =
        1.076 / std::pow(2.0058 - lb, 1.012) *
        std::exp(-(9.51 - 4.8 * lb + 0.198 * lb * lb) * 1e-6 * std::pow(g.d_km, 1.13)); // eq. (53a)
    const double ratio = time_percent / beta;
    return -12 + (1.2 + 3.7e-3 * g.d_km) * std::log10(ratio) + 12 * std::pow(ratio, gamma);
}

} // namespace

double ductingLoss_db(const PathGeometry& g, const ZoneLengths& zones, const RadioClimate& climate,
                      const DuctingRequest& q)
{
    const double alf_db =
        q.f_ghz < 0.5 ? 45.375 - 137.0 * q.f_ghz + 92.5 * q.f_ghz * q.f_ghz : 0; // eq. (47a)
    const double af_db =
        102.45 + 20 * std::log10(q.f_ghz) + 20 * std::log10(g.dlt_km + g.dlr_km) + alf_db +
        shielding_db(g.theta_t_mrad, g.dlt_km, q.f_ghz) +
        shielding_db(g.theta_r_mrad, g.dlr_km, q.f_ghz) +
        coupling_db(q.tx_coast_km, g.dlt_km, zones.sea_fraction, g.hts_m) +
        coupling_db(q.rx_coast_km, g.dlr_km, zones.sea_fraction, g.hrs_m); // eq. (47)
    const double gamma_d = 5e-5 * climate.ae_km * std::cbrt(q.f_ghz);      // eq. (51)
    const double theta_mrad = 1000 * g.d_km / climate.ae_km +
                              std::min(g.theta_t_mrad, 0.1 * g.dlt_km) +
                              std::min(g.theta_r_mrad, 0.1 * g.dlr_km); // eq. (52)
    return af_db + gamma_d * theta_mrad +
           timeVariability_db(g, climate, q.time_percent); // eq. (46)
}

} // namespace planning::propagation
