#pragma once
// Grids as GeoTIFF files that any GIS opens with the right place, colours and words.
#include "geo/raster/grid.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// What a class of a raster looks like and is called.
struct RasterClass {
    int value = 0;
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    std::string name = {};
};

struct RasterWriting {
    std::string crs;                       // "EPSG:n"
    std::optional<double> nodata = {};     // NaN of float grids is written without being named
    std::vector<RasterClass> classes = {}; // uint8 only: colour table and names
    std::string description = {};          // of the band: "received level, dBm"
    std::string unit = {};
    std::map<std::string, std::string> metadata = {}; // model, seed, fingerprint …
};

/// A cloud-optimised GeoTIFF (tiled, deflated, with overviews), written aside and then put in its
/// place. Same grid, same bytes. Throws Error when it cannot be written.
void writeRaster(const std::filesystem::path& file, const Grid<float>& grid,
                 const RasterWriting& writing);
void writeRaster(const std::filesystem::path& file, const Grid<std::int16_t>& grid,
                 const RasterWriting& writing);
void writeRaster(const std::filesystem::path& file, const Grid<std::uint8_t>& grid,
                 const RasterWriting& writing);

} // namespace geo
