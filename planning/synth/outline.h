#pragma once
// From labelled cells to polygons with shared, smooth borders.
#include "geo/raster/grid.h"

#include <cstdint>
#include <vector>

namespace planning::synth {

/// One multipolygon per label 0 … count−1; cells with other labels are outside. Borders between two
/// labels are the same points on both sides. `rounds` of corner cutting; 0 keeps the cells' edges.
/// Holes follow their outer ring.
std::vector<geo::MultiPolygonOf<geo::XY>> outlines(const geo::GridFrame& frame,
                                                   const std::vector<std::int32_t>& labels,
                                                   int count, int rounds);

} // namespace planning::synth
