#pragma once
// Positions whose numbers are right but in the wrong place: longitude and latitude exchanged, or a
// sign lost.
#include "geo/crs/position.h"

#include <optional>
#include <string>
#include <vector>

namespace geo {

enum class PositionFault { none, swapped, lon_sign, lat_sign };

struct PositionCheck {
    bool all_swapped = false;               // the file as a whole
    std::vector<PositionFault> faults;      // of each row
    std::size_t outside = 0;                // rows that lie outside `where` and no change helps
    double nearest_km = 0, farthest_km = 0; // of those, from `where`
};

/// `where` is the extent in which data should lie, empty when nothing is known: then the bulk of
/// the positions themselves is taken, and only exchanged numbers that cannot be a latitude speak
/// against the file as a whole. Rows without a position are nothing.
PositionCheck checkPositions(const std::vector<std::optional<LonLat>>& positions, const Box& where);

} // namespace geo
