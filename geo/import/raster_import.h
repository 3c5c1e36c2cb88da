#pragma once
// Rasters of people and ground cover, brought into a workspace as they are.
#include "geo/raster/raster_file.h"
#include "geo/workspace/workspace.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace geo {

struct RasterImport {
    RasterEntry entry; // as registered
    RasterInfo info;
    std::optional<ValueRange> values;
    std::vector<std::string> notes; // what was noticed about its values
};

/// Copies the file (with its sidecars, or as GeoTIFF when it is of another format or the CRS or
/// no-data value is told) to NAME.files/ and registers it; with `write` false only looks. `kind` is
/// population or clutter. A kill leaves at most a file that nothing names. Throws Error when it
/// cannot be read, has no position or CRS, or cannot be what it is said to be.
RasterImport importRaster(Workspace& workspace, const std::filesystem::path& file,
                          const std::string& kind, const RasterReading& reading,
                          const std::string& source, const std::string& importId, bool write);

/// Whether a file is a raster, by its name; tables and layers are not.
bool isRasterFile(const std::filesystem::path& file);

} // namespace geo
