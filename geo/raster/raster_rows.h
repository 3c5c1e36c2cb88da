#pragma once
// A raster cell by cell as its source has it, row by row, and where the cells' corners lie in the
// working CRS: for what must not be resampled, such as people.
#include "geo/crs/crs.h"
#include "geo/raster/raster_file.h"

#include <memory>

namespace geo {

class RasterRows {
public:
    /// Throws Error as rasterInfo() does, and when the file has no position or no CRS.
    RasterRows(const std::filesystem::path& file, const WorkingCrs& crs,
               const RasterReading& reading = {});
    RasterRows(RasterRows&&) noexcept;
    RasterRows& operator=(RasterRows&&) noexcept;
    ~RasterRows();

    int cols() const;
    int rows() const;
    /// Values of one row, scale and offset applied; NaN where there is no data. Throws Error when
    /// the cells cannot be read.
    std::vector<double> values(int row) const;
    /// The ends of the cells' sides along the upper edge of row `line` (0 to rows()), cols() + 1 of
    /// them, in the working CRS; NaN where that has no place for them. Between corners less than
    /// 2 km apart positions are interpolated, good to 0.1 m.
    std::vector<XY> corners(int line) const;
    /// Column and row as real numbers, from the outer corner of the first cell: (0.5, 0.5) is its
    /// centre. Nothing when the source's CRS has no place for the position.
    std::optional<XY> cellAt(LonLat position) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace geo
