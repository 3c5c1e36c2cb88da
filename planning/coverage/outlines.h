#pragma once
// From cells of a grid to polygons.
#include "planning/coverage/polygon_cells.h"

#include <span>

namespace planning {

/// The outline of a set of cells, in the working CRS: one polygon for each part connected over
/// edges, outer rings against the clock, holes with it, corners only, rings closed. Polygons and
/// holes touch at single points at most. `cells`: positions in the grid, ascending, none twice.
Polygons outlineOf(std::span<const std::uint32_t> cells, const geo::GridFrame& frame);

} // namespace planning
