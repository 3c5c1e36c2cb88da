#pragma once
// A GeoTIFF of a mosaic's size, written strip by strip; for dem_*.cpp only.
#include "geo/terrain/dem_mosaic.h"

#include <vector>

namespace geo {

inline constexpr int stripRows = 256; // also the side of the blocks written

/// Throws Error naming the file when the disk is full or it cannot be written.
class StripWriter {
public:
    StripWriter(const std::filesystem::path& file, const DemMosaic& mosaic, GDALDataType type,
                double nodata);
    /// Rows `row` … `row + count - 1`.
    void write(int row, int count, std::vector<float>& values);
    void write(int row, int count, std::vector<std::uint8_t>& values);
    /// Adds coarser copies and closes the file.
    void finish(const char* thinning);

private:
    GDALRasterBandH band() const { return GDALGetRasterBand(dataset_.get(), 1); }
    void write(int row, int count, void* values, GDALDataType type);
    void check(bool well) const;

    GdalMessages messages_;
    std::filesystem::path file_;
    int cols_;
    Dataset dataset_;
};

} // namespace geo
