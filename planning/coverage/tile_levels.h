#pragma once
// Levels of all cells over one tile of the working grid, and what follows from them.
#include "planning/coverage/cover_builder.h"
#include "planning/coverage/radio_plan.h"
#include "planning/coverage/served.h"

#include <array>

namespace planning {

/// Levels below this are as good as none, and stand for none in rasters.
inline constexpr std::int16_t noLevel = std::numeric_limits<std::int16_t>::min();
inline constexpr std::uint32_t noCell = 0xffffffffU;
/// Sites are counted up to this.
inline constexpr std::uint8_t mostServers = 254;

/// Share of time for which other cells transmit on a resource: a loaded network.
inline constexpr double defaultLoad = 0.5;
/// 2G cells don't share their channels with neighbours: one in so many disturbs (a 4/12 pattern).
inline constexpr double reuse2G = 12;
/// Truncated Shannon bound of 3GPP TR 36.942, annex A.2 (downlink): share of the bound that is
/// reached, signal-to-noise ratio under which nothing is, most bits per second and hertz.
inline constexpr double shannonShare = 0.6;
inline constexpr double shannonFrom_db = -10;
inline constexpr double shannonMost_bps_hz = 4.4;
/// Four EDGE timeslots of 59.2 kbit/s.
inline constexpr double most2G_mbps = 0.2368;

/// Single-user throughput for a ratio of signal to interference and noise. Mbit/s.
double throughput_mbps(Technology technology, double sinr_db, double used_mhz);

/// Part of a loss raster, over a window of the working grid.
struct RasterPiece {
    GridWindow window;
    std::vector<std::int16_t> loss_cdb, departure_cdeg;
};

/// One technology over a tile, per cell of the tile.
struct TechnologyTile {
    std::vector<std::int16_t> level_cdbm; // of the best server, 0.01 dBm; noLevel
    std::vector<std::uint32_t> server;    // position in RadioPlan::cells; noCell
    std::vector<std::uint8_t> servers;    // sites at or above the threshold; see mostServers
    std::vector<std::int16_t> sinr_cdb;   // C/(I+N) of the best server; noLevel
    std::vector<float> throughput_mbps;   // where the threshold is reached, else 0
};

struct TileLevels {
    GridWindow tile;
    std::array<std::optional<TechnologyTile>, technologyCount> technology;
    std::vector<std::pair<std::uint32_t, Footprint>> footprints; // by layer, ascending; none empty
    /// Per cell, technologies of antennas within whose radius it lies but which have no loss there:
    /// no elevation data on the way. Empty: none anywhere.
    std::vector<TechnologySet> unknown;
};

struct TileRequest {
    const RadioPlan& plan;
    const geo::GridFrame& frame;
    GridWindow tile;
    /// Bearing of grid north from true north at the site of each antenna, degrees.
    std::span<const double> gridNorth_deg;
    double load = defaultLoad;
    bool footprintsOnly = false;
    double radius_m = 0; // of the loss rasters, to tell unknown from too far; 0: don't tell
};

/// `pieces`: one per antenna of the plan, those that don't touch the tile with an empty window.
/// `cells`: positions in plan.cells to look at, ascending.
TileLevels tileLevels(const TileRequest& request, std::span<const RasterPiece> pieces,
                      std::span<const std::uint32_t> cells);

} // namespace planning
