#pragma once
// Free space: Recommendation ITU-R P.525.
#include "planning/propagation/range.h"

#include <array>

namespace planning::propagation {

/// The Recommendation names no limits; free space holds wherever nothing stands in the way.
inline constexpr std::array p525Ranges{Range{"frequency", "GHz", 0, noUpperEnd},
                                       Range{"distance", "km", 0, noUpperEnd}};

/// Basic transmission loss in dB, P.525-4 eq. (3) with the exact speed of light. Both above 0.
double freeSpaceLoss_db(double d_km, double f_mhz);

} // namespace planning::propagation
