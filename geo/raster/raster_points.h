#pragma once
// Single values of a raster, without loading it.
#include "geo/raster/raster_file.h"

namespace geo {

/// Value of the cell each position lies in; NaN outside the raster or where it has no data. Throws
/// Error when the file is broken, has no position or no CRS.
std::vector<float> valuesAt(const std::filesystem::path& file, const std::vector<LonLat>& positions,
                            const RasterReading& reading = {});

} // namespace geo
