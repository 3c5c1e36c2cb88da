#pragma once
// Polygons on the cells of a grid: exact shares of cells, and cells by their centre.
#include "geo/raster/grid.h"
#include "planning/coverage/footprint.h"

#include <cstdint>
#include <vector>

namespace planning {

using Polygons = geo::MultiPolygonOf<geo::XY>;

/// How much of a cell lies in a polygon, 0 to 1.
struct CellShare {
    std::uint32_t cell = 0; // position in the grid
    double share = 0;
};

/// The cells whose extent a box touches, cut to the grid; may be empty.
GridWindow windowOf(const geo::GridFrame& frame, const geo::Box& box);
geo::Box extentOf(const Polygons& polygons);

/// Shares above 1e-12 of the cells in `window` (inside the grid), row by row. Exact but for
/// rounding (the polygon's edges are straight in the grid's plane). Holes may turn either way;
/// polygons must not overlap.
std::vector<CellShare> cellShares(const Polygons& polygons, const geo::GridFrame& frame,
                                  const GridWindow& window);
std::vector<CellShare> cellShares(const Polygons& polygons, const geo::GridFrame& frame);

/// Writes `value` to every cell whose centre lies inside (even-odd; a centre on the edge between
/// two polygons belongs to one of them only).
void markCells(const Polygons& polygons, const geo::GridFrame& frame, std::uint32_t value,
               std::vector<std::uint32_t>& cells);

/// A circle as a polygon of `corners` corners with the circle's area.
Polygons discAt(geo::XY centre, double radius_m, int corners = 64);

} // namespace planning
