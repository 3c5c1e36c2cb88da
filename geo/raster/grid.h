#pragma once
// A raster in memory: square cells in the working CRS, row 0 in the north.
#include "geo/crs/position.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace geo {

/// Where the cells of a grid lie. (x0_m, y0_m) is the outer north-west corner.
struct GridFrame {
    double x0_m = 0;
    double y0_m = 0;
    double cell_m = 1;
    int cols = 0;
    int rows = 0;

    friend bool operator==(const GridFrame&, const GridFrame&) = default;
    std::size_t size() const
    {
        return static_cast<std::size_t>(cols) * static_cast<std::size_t>(rows);
    }
    std::size_t at(int col, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
               static_cast<std::size_t>(col);
    }
    XY centre(int col, int row) const
    {
        return {x0_m + (col + 0.5) * cell_m, y0_m - (row + 0.5) * cell_m};
    }
    /// May lie outside 0..cols-1.
    int colOf(double x_m) const { return static_cast<int>(std::floor((x_m - x0_m) / cell_m)); }
    int rowOf(double y_m) const { return static_cast<int>(std::floor((y0_m - y_m) / cell_m)); }
    bool inside(int col, int row) const { return col >= 0 && row >= 0 && col < cols && row < rows; }
    Box box() const { return {x0_m, y0_m - rows * cell_m, x0_m + cols * cell_m, y0_m}; }
};

/// Frame that covers `box`, its corner snapped to a multiple of the cell size so that grids of one
/// resolution always line up.
inline GridFrame alignedFrame(const Box& box, double cell_m)
{
    GridFrame f;
    f.cell_m = cell_m;
    f.x0_m = std::floor(box.min_x / cell_m) * cell_m;
    f.y0_m = std::ceil(box.max_y / cell_m) * cell_m;
    f.cols = static_cast<int>(std::ceil((box.max_x - f.x0_m) / cell_m));
    f.rows = static_cast<int>(std::ceil((f.y0_m - box.min_y) / cell_m));
    return f;
}

template <typename T>
struct Grid {
    GridFrame frame;
    std::vector<T> values; // row by row; frame.size() of them
    Grid() = default;
    explicit Grid(GridFrame f, T fill = T{}) : frame{f}, values(f.size(), fill) {}
    T& operator()(int col, int row) { return values[frame.at(col, row)]; }
    const T& operator()(int col, int row) const { return values[frame.at(col, row)]; }
};

/// NaN marks cells without data.
using FloatGrid = Grid<float>;
inline constexpr float noData = std::numeric_limits<float>::quiet_NaN();

} // namespace geo
