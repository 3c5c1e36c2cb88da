#pragma once
// Sea, coastal land and inland for every cell of the terrain, as ITU-R P.1812 section 3.2 defines
// them.
#include "geo/terrain/elevation.h"
#include "planning/propagation/path_profile.h"

#include <vector>

namespace planning::propagation {

inline constexpr double coastalWidth_m = 50000; // from the nearest sea
inline constexpr float coastalHeight_m = 100;   // above the sea, at most

/// One entry a cell of the elevation grid; empty: inland everywhere.
using RadioZones = std::vector<RadioZone>;

/// Land lower than 100 m and within 50 km of a sea cell of the same grid is coastal; sea beyond the
/// grid is not known, so let the grid reach 50 km beyond what matters. Empty when there is no sea.
RadioZones radioZones(const geo::Elevation& elevation);

} // namespace planning::propagation
