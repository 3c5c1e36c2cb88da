#include "planning/propagation/mechanisms.h"

#include "planning/propagation/normal.h"
#include "planning/propagation/radio_climate.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation {
namespace {

/// eta ln(exp(a / eta) + exp(b / eta)) without overflow.
double softMaximum(double a, double b, double eta)
{
    const double high = std::max(a, b);
    return high + eta * std::log1p(std::exp((std::min(a, b) - high) / eta));
}

/// -5 log10(10^(-0.2 a) + 10^(-0.2 b)) without underflow.
double softMinimum(double a, double b)
{
    const double low = std::min(a, b);
    return low - 5 * std::log10(1 + std::pow(10, -0.2 * (std::max(a, b) - low)));
}

} // namespace

double timeInterpolation(double time_percent, double beta0_percent)
{
    if (time_percent <= beta0_percent) {
        return 1;
    }
    return inverseComplementaryNormal(time_percent / 100) /
           inverseComplementaryNormal(beta0_percent / 100);
}

TimedDiffraction timedDiffraction(const PathProfile& profile, const DeltaBullingtonRequest& median,
                                  double time_percent, double Fi)
{
    TimedDiffraction out;
    out.median = deltaBullington(profile, median); // eq. (39)
    out.Ldp_db = out.median.Ld_db;
    if (time_percent < 50) {
        DeltaBullingtonRequest anomalous = median;
        anomalous.ae_km = anomalousRadius_km;
        out.anomalous = deltaBullington(profile, anomalous);
        out.Ldp_db += Fi * (out.anomalous.Ld_db - out.median.Ld_db); // eq. (41)
    }
    return out;
}

MultipathRange multipathAndFocusing(double free_space_db, double dlt_km, double dlr_km,
                                    double time_percent, double beta0_percent)
{
    const double depth_db = 2.6 * (1 - std::exp(-0.1 * (dlt_km + dlr_km)));
    return {free_space_db + depth_db * std::log10(time_percent / 50),
            free_space_db + depth_db * std::log10(beta0_percent / 50)};
}

CombinedLoss combine(const Mechanisms& m)
{
    CombinedLoss r;
    r.Lbd50_db = m.Lbfs_db + m.Ld50_db;
    r.Lbd_db = m.Lb0p_db + m.Ldp_db;
    const double land_db = (1 - m.sea_fraction) * m.Ldp_db;
    r.Lminb0p_db = m.time_percent >= m.beta0_percent
                       ? r.Lbd50_db + (m.Lb0b_db + land_db - r.Lbd50_db) * m.Fi
                       : m.Lb0p_db + land_db;
    r.Lminbap_db = softMaximum(m.Lba_db, m.Lb0p_db, 2.5);
    r.Fk = 1 - 0.5 * (1 + std::tanh(3 * 0.5 * (m.d_km - 20) / 20));
    r.Lbda_db = r.Lbd_db;
    if (r.Lminbap_db <= r.Lbd_db) {
        r.Lbda_db = r.Lminbap_db + (r.Lbd_db - r.Lminbap_db) * r.Fk;
    }
    r.Lbam_db = r.Lbda_db + (r.Lminb0p_db - r.Lbda_db) * m.Fj;
    r.Lbc_db = softMinimum(m.Lbs_db, r.Lbam_db);
    return r;
}

} // namespace planning::propagation
