#pragma once
// Propagation around one antenna position, on cells of the working grid: all of a footprint that
// does not depend on power, pattern, tilt or threshold.
#include "geo/raster/grid.h"
#include "planning/coverage/footprint.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace planning {

/// A receiver without a value: beyond the radius, no terrain on the way, not computable.
inline constexpr std::int16_t noLoss = std::numeric_limits<std::int16_t>::min();

struct LossRaster {
    geo::GridFrame frame;               // corners at multiples of the cell size
    std::vector<std::int16_t> loss_cdb; // basic transmission loss, 0.01 dB; 32767: that or more
    std::vector<std::int16_t> departure_cdeg; // how far below the horizontal the wave leaves, 0.01°
    std::uint32_t computed = 0;               // receivers with a value
    std::uint32_t voids = 0;   // without, as the elevation model has no data on the way
    std::uint32_t outside = 0; // without, as the way leaves the elevation model

    friend bool operator==(const LossRaster&, const LossRaster&) = default;
};

/// Cells whose centre may lie within `radius_m`; corners snapped to multiples of the cell size.
geo::GridFrame receiverFrame(geo::XY at, double radius_m, double cell_m);

/// A raster without a loss yet, in the memory of another; no angles yet.
LossRaster emptyRaster(const geo::GridFrame& frame, LossRaster memory);

/// Where a raster's frame lies on a working grid of the same cell size and corners at multiples of
/// it. The window may reach beyond the grid.
GridWindow windowOn(const geo::GridFrame& grid, const geo::GridFrame& raster);

} // namespace planning
