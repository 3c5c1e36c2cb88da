#include "planning/propagation/normal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

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

double exactInverseComplementaryNormal(double probability)
{
    if (!(probability > 0 && probability < 1)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    // Q(x) = erfc(x / sqrt 2) / 2; Halley's steps from the approximation. The smaller tail keeps
    // its digits, so the larger is mirrored.
    const bool upper = probability <= 0.5;
    const double q = upper ? probability : 1 - probability;
    const double t = std::sqrt(-2 * std::log(q));
    double x = t - ((0.010328 * t + 0.802853) * t + 2.515517) /
                       (((0.001308 * t + 0.189269) * t + 1.432788) * t + 1);
    for (int i = 0; i < 3; ++i) {
        const double excess = 0.5 * std::erfc(x / std::numbers::sqrt2) - q;
        const double u = excess * std::sqrt(2 * std::numbers::pi) * std::exp(x * x / 2);
        x += u / (1 + x * u / 2);
    }
    return upper ? x : -x;
}

} // namespace planning::propagation
