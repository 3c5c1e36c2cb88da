#pragma once
// Values of the workspace's rasters at single positions.
#include "geo/workspace/workspace.h"

#include <string>
#include <vector>

namespace app {

/// Of all rasters of that kind, the one imported last that has a value there; NaN where none has.
/// Files that are gone are passed over: `sila check` names them. Throws geo::Error when a file is
/// broken.
std::vector<float> rasterValues(const geo::Workspace& workspace, const std::string& kind,
                                const std::vector<geo::LonLat>& positions);

} // namespace app
