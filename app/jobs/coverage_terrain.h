#pragma once
// The ground a coverage run computes over: elevation, sea and clutter in the working CRS.
#include "geo/crs/crs.h"
#include "geo/terrain/elevation.h"
#include "geo/workspace/workspace.h"
#include "planning/feedback.h"
#include "planning/propagation/engine/radio_zones.h"

namespace app {

/// Sea this far from a receiver still makes its ground coastal.
inline constexpr double coastMargin_m = planning::propagation::coastalWidth_m;

/// What the values of the workspace's clutter raster mean.
enum class ClutterCode {
    none,       // no clutter is used
    heights,    // representative heights in m
    worldCover, // classes of ESA WorldCover
    corine      // classes of CORINE land cover, 1 to 44 or 111 to 523
};
/// Nothing when the word is none of "none", "heights", "worldcover", "corine".
std::optional<ClutterCode> clutterCodeFrom(const std::string& word);
std::string clutterWord(ClutterCode code);
/// Representative clutter height of a class in m, ITU-R P.1812 table 2: water and open land 0,
/// suburban 10, urban and trees 15, dense urban 20. Unknown classes are open land.
float clutterHeight_m(ClutterCode code, float value);

struct Terrain {
    geo::Elevation elevation;
    planning::propagation::RadioZones zones;
    std::optional<geo::FloatGrid> clutter; // representative heights, m
};

/// Side of the elevation's cells in metres, a multiple of 5; nothing when the workspace has none.
std::optional<double> terrainCell_m(const geo::Workspace& workspace);
/// Checksums of everything loadTerrain() reads: a part of the keys of what rests on it.
std::string terrainBasis(const geo::Workspace& workspace, ClutterCode clutter);
/// Whether the workspace's elevation reaches into `box` and the margin around it.
bool hasTerrain(const geo::Workspace& workspace, const geo::WorkingCrs& crs, const geo::Box& box,
                double margin_m = coastMargin_m);
/// Elevation (and clutter) over `box` and a margin around it, which the zones need where P.1812 is
/// used. Nothing when cancelled. Throws geo::Error when a file is missing or broken, or there is no
/// clutter though asked for.
std::optional<Terrain> loadTerrain(const geo::Workspace& workspace, const geo::WorkingCrs& crs,
                                   const geo::Box& box, ClutterCode clutter,
                                   const planning::Feedback& feedback,
                                   double margin_m = coastMargin_m);
/// 1 for cells of open sea; empty when the elevation knows of none there.
std::vector<std::uint8_t> seaOn(const geo::GridFrame& frame, const geo::Workspace& workspace,
                                const geo::WorkingCrs& crs);

} // namespace app
