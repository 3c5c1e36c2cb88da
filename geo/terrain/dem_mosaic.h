#pragma once
// Many raster files as one, read on demand; for dem_*.cpp only.
#include "geo/raster/gdal_raster.h"
#include "geo/terrain/dem.h"
#include "geo/terrain/sea.h"

namespace geo {

/// Rasters named, found in folders (not below them) and inside .zip files; sorted by name. Throws
/// Error when there is none. Files of other kinds in a folder are mentioned.
std::vector<std::string> rasterFilesOf(const std::vector<std::filesystem::path>& named,
                                       Problems& problems);

class DemMosaic {
public:
    /// Opens all files; the first one's CRS is that of the mosaic. Throws Error.
    DemMosaic(const std::vector<std::string>& files, const ElevationRequest& request);

    int cols() const { return cols_; }
    int rows() const { return rows_; }
    bool whole() const { return whole_; } // heights are whole metres
    const RasterInfo& info() const { return info_; }
    /// Heights of rows `row` … `row + count - 1` in metres, NaN where there is no data or no height
    /// on Earth (counted in `absurd` when given).
    void read(int row, int count, std::vector<float>& heights, std::size_t* absurd = nullptr) const;
    const std::array<double, 6>& geotransform() const { return info_.geotransform; }

private:
    std::string name_; // of the files, for messages
    std::vector<Dataset> kept_;
    Dataset mosaic_;
    RasterInfo info_;
    int cols_ = 0;
    int rows_ = 0;
    bool whole_ = false;
    double nodata_ = 0;
    double to_m_ = 1; // heights in feet are converted
};

/// Polygons of a vector file burnt as 1 on a grid of the mosaic thinned by `step`. Throws Error.
std::vector<std::uint8_t> polygonsOnGrid(const std::filesystem::path& file, const DemMosaic& mosaic,
                                         int step, int cols, int rows);

} // namespace geo
