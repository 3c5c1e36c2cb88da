#include "planning/propagation/normal.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation {

double inverseComplementaryNormal(double probability)
{
    constexpr double tiny = 1e-6;
    const double x = std::clamp(probability, tiny, 1 - tiny);
    const double t = std::sqrt(-2 * std::log(std::min(x, 1 - x)));
    const double c = ((0.010328 * t + 0.802853) * t + 2.515516698) /
                     (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1);
    return x <= 0.5 ? t - c : c - t;
}

} // namespace planning::propagation
