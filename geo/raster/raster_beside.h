#pragma once
// Where the rasters a workspace names lie.
#include "geo/workspace/workspace.h"

namespace geo {

/// The file of a registered raster. Throws Error, saying which raster and how to get it back, when
/// it is no longer beside the workspace.
std::filesystem::path rasterBeside(const Workspace& workspace, const RasterEntry& entry);

} // namespace geo
