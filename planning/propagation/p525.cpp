#include "planning/propagation/p525.h"

#include "planning/propagation/path_profile.h"

#include <cmath>
#include <numbers>

namespace planning::propagation {

double freeSpaceLoss_db(double d_km, double f_mhz)
{
    requireAbove("distance", d_km, 0, "km");
    requireAbove("frequency", f_mhz, 0, "MHz");
    const double lambda_m = 299.792458 / f_mhz;
    return 20 * std::log10(4 * std::numbers::pi * d_km * 1000 / lambda_m);
}

} // namespace planning::propagation
