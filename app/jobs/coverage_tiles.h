#pragma once
// The second half of a coverage run: levels from loss rasters, tile by tile, into composites and
// groups.
#include "app/jobs/coverage_losses.h"
#include "planning/coverage/cover_builder.h"

#include <functional>

namespace app {

/// One technology over the whole working grid; see planning::TechnologyTile.
struct TechnologyGrid {
    std::vector<std::int16_t> level_cdbm;
    std::vector<std::uint32_t> server;
    std::vector<std::uint8_t> servers;
    std::vector<std::int16_t> sinr_cdb;
};

struct Composites {
    geo::GridFrame frame;
    std::array<std::optional<TechnologyGrid>, planning::technologyCount> technology;
    std::vector<float> throughput_mbps; // of the best technology; 0: none
};

/// Technologies per cell of the working grid that may be there or not: an antenna has the cell
/// within its radius, but no elevation data on the way to it. Empty: none anywhere.
using UnknownGrid = std::vector<planning::TechnologySet>;

struct TileWork {
    const LossWork& losses;
    const std::vector<LossFile>& files;
    geo::GridFrame frame;
    const std::vector<std::uint8_t>& inside; // area of interest per cell; empty: all
    /// Called with every piece of a loss raster (antenna of the plan) before it is used; may be
    /// empty. On several threads at once.
    std::function<void(std::size_t, planning::RasterPiece&)> adjust = {};
    /// Cells of the plan to look at; empty: all.
    std::vector<std::uint32_t> cells = {};
};

/// Squares of the working grid, small enough for all loss rasters that reach into one.
struct TilePlan {
    int cells = 0; // along a side
    int across = 0, down = 0;
    double most_bytes = 0; // of loss rasters, in the worst tile
};
TilePlan planTiles(const geo::GridFrame& frame, const planning::RadioPlan& plan, double radius_m,
                   int threads);

/// What runTiles() makes; what is null is not made.
struct TileOutputs {
    planning::CoverBuilder* builder = nullptr;
    Composites* composites = nullptr;
    UnknownGrid* unknown = nullptr;
};
/// False when cancelled.
bool runTiles(const TileWork& work, const TileOutputs& out, const planning::Feedback& feedback);

/// Bearing of grid north from true north at a position, degrees.
double gridNorth_deg(const geo::WorkingCrs& crs, geo::XY at);

} // namespace app
