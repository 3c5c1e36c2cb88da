#include "planning/propagation/p2109.h"

#include "planning/propagation/normal.h"
#include "planning/propagation/path_profile.h"

#include <cmath>
#include <fmt/format.h>

namespace planning::propagation {
namespace {

/// Table 1.
struct Coefficients {
    double r, s, t, u, v, w, x, y, z;
};
constexpr Coefficients traditional{12.64, 3.72, 0.96, 9.6, 2.0, 9.1, -3.0, 4.5, -2.0};
constexpr Coefficients efficient{28.19, -3.00, 8.48, 13.5, 3.8, 27.8, -2.9, 9.4, -2.1};

} // namespace

double buildingEntryLoss_db(double f_ghz, double probability_percent, BuildingKind building,
                            double elevation_deg)
{
    requireAbove("frequency", f_ghz, 0, "GHz");
    requireWithin("elevation", elevation_deg, -90, 90, "degrees");
    if (!(probability_percent > 0 && probability_percent < 100)) {
        throw geo::Error{fmt::format("probability {:g} % cannot be used", probability_percent),
                         "Give a percentage above 0 and below 100"};
    }
    const Coefficients& c = building == BuildingKind::traditional ? traditional : efficient;
    const double log_f = std::log10(f_ghz);
    const double lh_db = c.r + c.s * log_f + c.t * log_f * log_f; // eq. (8): horizontal paths
    const double le_db = 0.212 * std::abs(elevation_deg);         // eq. (9)
    const double deviate = -exactInverseComplementaryNormal(probability_percent / 100);
    const double a_db = deviate * (c.u + c.v * log_f) + lh_db + le_db;     // eq. (2, 4, 6)
    const double b_db = deviate * (c.y + c.z * log_f) + c.w + c.x * log_f; // eq. (3, 5, 7)
    constexpr double least_db = -3;                                        // C
    return 10 * std::log10(std::pow(10, 0.1 * a_db) + std::pow(10, 0.1 * b_db) +
                           std::pow(10, 0.1 * least_db)); // eq. (1)
}

std::vector<std::string> p2109Warnings(double f_ghz)
{
    std::vector<std::string> out;
    warnOutside(p2109Ranges.frequency, f_ghz, out);
    return out;
}

} // namespace planning::propagation
