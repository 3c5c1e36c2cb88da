#pragma once
// Building entry loss: Recommendation ITU-R P.2109.
#include "planning/propagation/range.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planning::propagation {

struct P2109Ranges {
    Range frequency{"frequency", "GHz", 0.08, 100};
};
inline constexpr P2109Ranges p2109Ranges{};

enum class BuildingKind : std::uint8_t { traditional = 1, thermally_efficient = 2 };

/// dB not exceeded for `probability_percent` (above 0, below 100) of cases; elevation of the path
/// at the building's face in degrees.
double buildingEntryLoss_db(double f_ghz, double probability_percent, BuildingKind building,
                            double elevation_deg);

std::vector<std::string> p2109Warnings(double f_ghz);

} // namespace planning::propagation
