#include "planning/propagation/troposcatter.h"

#include <cmath>

namespace planning::propagation {

namespace {

/// P.1812 eq. (45), P.452 eq. (45a).
double frequencyLoss_db(double f_ghz)
{
    const double half = std::log10(f_ghz / 2);
    return 25 * std::log10(f_ghz) - 2.5 * half * half;
}

} // namespace

double troposcatterLossP1812_db(double f_ghz, double d_km, double theta_mrad, double n0,
                                double time_percent)
{
    return 190.1 + frequencyLoss_db(f_ghz) + 20 * std::log10(d_km) + 0.573 * theta_mrad -
           0.15 * n0 - 10.125 * std::pow(std::log10(50 / time_percent), 0.7); // eq. (44)
}

double troposcatterLossP452_db(double f_ghz, double d_km, double theta_mrad, double n0,
                               double time_percent, double gains_dbi)
{
    const double coupling_db = 0.051 * std::exp(0.055 * gains_dbi); // eq. (45b)
    return 190 + frequencyLoss_db(f_ghz) + 20 * std::log10(d_km) + 0.573 * theta_mrad - 0.15 * n0 +
           coupling_db - 10.1 * std::pow(std::log10(50 / time_percent), 0.7);
}

} // namespace planning::propagation
