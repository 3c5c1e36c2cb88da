#pragma once
// Rasters on disk, of any format GDAL reads: what they are, and their values brought onto a grid in
// the working CRS. Every fault of a file is one Error that names it; no claim of a file makes us
// reserve memory for it.
#include "geo/files/progress.h"
#include "geo/raster/grid.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace geo {

struct RasterInfo {
    std::string file;
    std::string format; // GDAL's name: GTiff, SRTMHGT, AAIGrid
    std::string type;   // Byte, Int16, Float32 …
    int cols = 0;
    int rows = 0;
    int bands = 0;
    std::string crs;      // "EPSG:4326", else WKT; empty when the file does not say
    std::string crs_name; // for people
    bool placed = false;  // it says where its cells lie
    std::array<double, 6> geotransform{};
    double resolution_m = 0; // side of a cell in the middle; 0 when not placed or without CRS
    Box lonlat;              // extent in degrees; empty likewise
    std::optional<double> nodata;
};

/// How to take a file that does not say everything about itself.
struct RasterReading {
    int band = 1;
    std::string crs = {};              // used when the file has none; "EPSG:n"
    std::optional<double> nodata = {}; // besides the file's own
    bool overviews = false; // its own coarser copies may be taken where they are fine enough
};

/// Throws Error when the file is absent, of no known format, cut short, or of a size that cannot
/// be.
RasterInfo rasterInfo(const std::filesystem::path& file, const RasterReading& reading = {});

/// Least and greatest value, reading every cell once; nothing when no cell holds data. Throws Error
/// when cells cannot be read.
struct ValueRange {
    double least = 0;
    double greatest = 0;
    std::size_t cells = 0;   // with data
    std::size_t without = 0; // without
    double sum = 0;
};
std::optional<ValueRange> valueRange(const std::filesystem::path& file,
                                     const RasterReading& reading = {});

enum class Resampling {
    nearest,  // classes
    bilinear, // heights; averages when the target is coarser
    cubic,
    average,
    sum, // counts of people: each source cell's people are shared out by area
};

/// Values of one or several files on the cells of `frame`; NaN where none has data. Later files lie
/// on top of earlier ones. Nothing when stopped. Throws Error when a file is broken, has no
/// position or no CRS, or does not touch the frame at all.
std::optional<FloatGrid> warpedOnto(const std::vector<std::filesystem::path>& files,
                                    const GridFrame& frame, const std::string& crs, Resampling how,
                                    const RasterReading& reading = {},
                                    const Progress& progress = {});

/// Class of the nearest cell; 0 where there is no data. Later files lie on top where they have
/// data.
std::optional<Grid<std::uint8_t>> warpedClasses(const std::vector<std::filesystem::path>& files,
                                                const GridFrame& frame, const std::string& crs,
                                                const RasterReading& reading = {},
                                                const Progress& progress = {});

} // namespace geo
