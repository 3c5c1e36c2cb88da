#include "planning/propagation/p526.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace planning::propagation {
namespace {

constexpr double lowest = -std::numeric_limits<double>::infinity();

/// Equations (13…21) of P.1812; `g(i)` is the height of point i, clutter included.
template <typename Height>
double bullington(std::span<const double> d, const Height& g, double ht_m, double hr_m,
                  double ae_km, double lambda_m)
{
    const std::size_t n = d.size() - 1;
    const double d_km = d[n];
    const double c = 500 / ae_km;
    double stim = lowest; // eq. (13): steepest slope from the transmitter
    for (std::size_t i = 1; i < n; ++i) {
        stim = std::max(stim, (g(i) + c * d[i] * (d_km - d[i]) - ht_m) / d[i]);
    }
    const double str = (hr_m - ht_m) / d_km; // eq. (14)
    double luc_db = 0;
    if (stim < str) {
        double v_max = lowest; // eq. (15)
        for (std::size_t i = 1; i < n; ++i) {
            const double product = d[i] * (d_km - d[i]);
            const double above_m = g(i) + c * product - (ht_m * (d_km - d[i]) + hr_m * d[i]) / d_km;
            v_max = std::max(v_max, above_m * std::sqrt(0.002 * d_km / (lambda_m * product)));
        }
        luc_db = knifeEdgeLoss_db(v_max); // eq. (16)
    } else {
        double srim = lowest; // eq. (17)
        for (std::size_t i = 1; i < n; ++i) {
            srim = std::max(srim, (g(i) + c * d[i] * (d_km - d[i]) - hr_m) / (d_km - d[i]));
        }
        const double dbp_km = (hr_m - ht_m + srim * d_km) / (stim + srim); // eq. (18)
        const double above_m =
            ht_m + stim * dbp_km - (ht_m * (d_km - dbp_km) + hr_m * dbp_km) / d_km;
        luc_db = knifeEdgeLoss_db(
            knifeEdgeParameter(above_m, dbp_km, d_km - dbp_km, lambda_m)); // eq. (19, 20)
    }
    return luc_db + (1 - std::exp(-luc_db / 6)) * (10 + 0.02 * d_km); // eq. (21)
}

} // namespace

double knifeEdgeLoss_db(double v)
{
    constexpr double v_clear = -0.78; // the loss ends where J(v) crosses zero
    if (v <= v_clear) {
        return 0;
    }
    return 6.9 + 20 * std::log10(std::sqrt((v - 0.1) * (v - 0.1) + 1) + v - 0.1);
}

double knifeEdgeParameter(double above_m, double d1_km, double d2_km, double lambda_m)
{
    return above_m * std::sqrt(0.002 * (d1_km + d2_km) / (lambda_m * d1_km * d2_km));
}

double fresnelRadius_m(int zone, double d1_km, double d2_km, double f_ghz)
{
    constexpr double c_m_ghz = 0.299792458;
    return std::sqrt(1000 * zone * c_m_ghz / f_ghz * d1_km * d2_km / (d1_km + d2_km));
}

double lineOfSightDistance_km(double h1_m, double h2_m, double ae_km)
{
    return std::sqrt(2 * ae_km) * (std::sqrt(0.001 * h1_m) + std::sqrt(0.001 * h2_m));
}

double bullingtonLoss_db(const PathProfile& profile, double hts_m, double hrs_m, double ae_km,
                         double lambda_m)
{
    const auto h = profile.height_m;
    const auto c = profile.clutter_m;
    if (c.empty()) {
        return bullington(
            profile.distance_km, [h](std::size_t i) { return h[i]; }, hts_m, hrs_m, ae_km,
            lambda_m);
    }
    return bullington(
        profile.distance_km, [h, c](std::size_t i) { return h[i] + c[i]; }, hts_m, hrs_m, ae_km,
        lambda_m);
}

double smoothBullingtonLoss_db(const PathProfile& profile, double htep_m, double hrep_m,
                               double ae_km, double lambda_m)
{
    return bullington(
        profile.distance_km, [](std::size_t) { return 0.0; }, htep_m, hrep_m, ae_km, lambda_m);
}

double firstTermLoss_db(const Ground& ground, double d_km, double hte_m, double hre_m, double ae_km,
                        double f_ghz, Polarisation polarisation)
{
    // P.1812 eq. (29…36)
    const double eps = ground.relative_permittivity;
    const double loss = 18 * ground.conductivity_s_m / f_ghz;
    double k = 0.036 * std::pow(ae_km * f_ghz, -1.0 / 3) *
               std::pow((eps - 1) * (eps - 1) + loss * loss, -0.25); // eq. (30a)
    if (polarisation == Polarisation::vertical) {
        k *= std::sqrt(eps * eps + loss * loss); // eq. (30b)
    }
    const double k2 = k * k;
    const double beta = (1 + 1.6 * k2 + 0.67 * k2 * k2) / (1 + 4.5 * k2 + 1.53 * k2 * k2);
    const double x = 21.88 * beta * std::cbrt(f_ghz / (ae_km * ae_km)) * d_km; // eq. (32)
    const double y = 0.9575 * beta * std::cbrt(f_ghz * f_ghz / ae_km); // eq. (33), per metre
    const double fx = x >= 1.6 ? 11 + 10 * std::log10(x) - 17.6 * x
                               : -20 * std::log10(x) - 5.6488 * std::pow(x, 1.425); // eq. (34)
    const double least = 2 + 20 * std::log10(k);
    const auto heightGain = [&](double h_m) { // eq. (35, 36)
        const double b = beta * y * h_m;
        const double g = b > 2 ? 17.6 * std::sqrt(b - 1.1) - 5 * std::log10(b - 1.1) - 8
                               : 20 * std::log10(b + 0.1 * b * b * b);
        return std::max(g, least);
    };
    return -fx - heightGain(hte_m) - heightGain(hre_m); // eq. (37 of P.1812-4; first term)
}

double sphericalEarthLoss_db(const SphericalRequest& q)
{
    const auto firstTerm = [&q](double ae_km) { // eq. (28): sea and land in proportion
        const auto over = [&](const Ground& ground) {
            return firstTermLoss_db(ground, q.d_km, q.hte_m, q.hre_m, ae_km, q.f_ghz,
                                    q.polarisation);
        };
        double loss_db = (1 - q.sea_fraction) * over(landGround);
        if (q.sea_fraction > 0) {
            loss_db += q.sea_fraction * over(seaGround);
        }
        return loss_db;
    };
    if (q.d_km >= lineOfSightDistance_km(q.hte_m, q.hre_m, q.ae_km)) { // eq. (22)
        return firstTerm(q.ae_km);
    }
    const double c = (q.hte_m - q.hre_m) / (q.hte_m + q.hre_m);               // eq. (24d)
    const double m = 250 * q.d_km * q.d_km / (q.ae_km * (q.hte_m + q.hre_m)); // eq. (24e)
    const double b = 2 * std::sqrt((m + 1) / (3 * m)) *
                     std::cos(std::numbers::pi / 3 +
                              std::acos(1.5 * c * std::sqrt(3 * m / std::pow(m + 1, 3))) / 3);
    const double d1_km = q.d_km / 2 * (1 + b); // eq. (24a)
    const double d2_km = q.d_km - d1_km;
    const double hse_m = ((q.hte_m - 500 * d1_km * d1_km / q.ae_km) * d2_km +
                          (q.hre_m - 500 * d2_km * d2_km / q.ae_km) * d1_km) /
                         q.d_km;                                                   // eq. (23)
    const double hreq_m = 17.456 * std::sqrt(d1_km * d2_km * q.lambda_m / q.d_km); // eq. (25)
    if (hse_m > hreq_m) {
        return 0;
    }
    const double root = std::sqrt(q.hte_m) + std::sqrt(q.hre_m);
    const double aem_km = 500 * (q.d_km / root) * (q.d_km / root);  // eq. (26)
    return (1 - hse_m / hreq_m) * std::max(0.0, firstTerm(aem_km)); // eq. (27)
}

DeltaBullington deltaBullington(const PathProfile& profile, const DeltaBullingtonRequest& q)
{
    DeltaBullington out;
    const double htep_m = q.hts_m - q.hstd_m; // eq. (37a)
    const double hrep_m = q.hrs_m - q.hsrd_m; // eq. (37b)
    out.Lbulla_db = bullingtonLoss_db(profile, q.hts_m, q.hrs_m, q.ae_km, q.lambda_m);
    out.Lbulls_db = smoothBullingtonLoss_db(profile, htep_m, hrep_m, q.ae_km, q.lambda_m);
    out.Ldsph_db = sphericalEarthLoss_db({.d_km = profile.length_km(),
                                          .hte_m = htep_m,
                                          .hre_m = hrep_m,
                                          .ae_km = q.ae_km,
                                          .f_ghz = q.f_ghz,
                                          .lambda_m = q.lambda_m,
                                          .sea_fraction = q.sea_fraction,
                                          .polarisation = q.polarisation});
    out.Ld_db = out.Lbulla_db + std::max(0.0, out.Ldsph_db - out.Lbulls_db); // eq. (38)
    return out;
}

} // namespace planning::propagation
