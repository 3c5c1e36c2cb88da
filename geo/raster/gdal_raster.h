#pragma once
// GDAL rasters with owners; for .cpp files of geo/ only.
#include "geo/error.h"
#include "geo/raster/raster_file.h"
#include "geo/vector/gdal_messages.h"

#include <gdal.h>
#include <gdal_utils.h>
#include <ogr_srs_api.h>

#include <memory>

namespace geo {

/// Counts references, so that a VRT and what it reads from may go in any order.
struct CloseDataset {
    void operator()(void* dataset) const { GDALReleaseDataset(dataset); }
};
using Dataset = std::unique_ptr<void, CloseDataset>;

struct FreeCrs {
    void operator()(void* crs) const { OSRDestroySpatialReference(crs); }
};
using Crs = std::unique_ptr<void, FreeCrs>;
/// From "EPSG:n" or WKT, x before y. Throws Error naming `file` when PROJ does not know it.
Crs crsFrom(const std::string& text, const std::filesystem::path& file);

/// Opens for reading after the checks that need no reading of cells. Throws Error.
Dataset openRaster(const std::filesystem::path& file, const RasterReading& reading);
/// The CRS to take: the file's own, else the one given; as GDAL spells it. Throws Error when
/// neither is there.
std::string sourceCrs(GDALDatasetH dataset, const std::filesystem::path& file,
                      const RasterReading& reading);
/// Whether the file says where its cells lie.
bool isPlaced(GDALDatasetH dataset);
/// "EPSG:4326", else WKT; empty when there is none.
std::string crsOf(GDALDatasetH dataset);

/// The band asked for, with CRS, no-data and scale settled, as a dataset of one band that reads
/// from `source` (which must live on) when asked.
/// `type` is GDAL's name of the type to turn values into; empty keeps theirs.
Dataset settled(GDALDatasetH source, const std::filesystem::path& file,
                const RasterReading& reading, const std::string& type = {});
RasterInfo describe(GDALDatasetH dataset, const std::filesystem::path& file,
                    const RasterReading& reading);

std::string pathText(const std::filesystem::path& file); // UTF-8, as GDAL wants it
Error rasterFault(const std::filesystem::path& file, std::string happened, std::string advice);
/// Cells that GDAL could not read, in its words.
Error unreadableCells(const std::filesystem::path& file, const GdalMessages& messages);

/// Passes GDAL's progress on.
int CPL_STDCALL passProgress(double done, const char* message, void* progress);

/// A list of options as GDAL's programs take them.
class Options {
public:
    Options() = default;
    Options(std::initializer_list<std::string> words);
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;
    void add(const std::string& word) { words_.push_back(word); }
    char** list();

private:
    std::vector<std::string> words_;
    std::vector<char*> pointers_;
};

} // namespace geo
