#include "planning/propagation/troposcatter.h"

#include <cmath>

namespace planning::propagation {

double troposcatterLossP1812_db(double f_ghz, double d_km, double theta_mrad, double n0,
                                double time_percent)
{
    const double half = std::log10(f_ghz / 2);
    const double lf_db = 25 * std::log10(f_ghz) - 2.5 * half * half; // eq. (45)
    return 190.1 + lf_db + 20 * std::log10(d_km) + 0.573 * theta_mrad - 0.15 * n0 -
           10.125 * std::pow(std::log10(50 / time_percent), 0.7); // eq. (44)
}

} // namespace planning::propagation
