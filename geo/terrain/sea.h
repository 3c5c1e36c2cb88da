#pragma once
// Which cells of a height grid are open sea, told from the heights alone. Land below zero (a
// valley under sea level, a polder) stays land; so does a lake whose surface is not at sea level.
// How and why: docs/decisions on telling sea from land below zero.
#include <cstdint>
#include <string>
#include <vector>

namespace geo {

/// Heights row by row in any CRS; NaN where there is no data.
struct HeightRows {
    int cols = 0;
    int rows = 0;
    double cell_m = 0;  // side of a cell, about
    bool whole = false; // heights are whole metres
    std::vector<float> values;

    float at(int col, int row) const
    {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
                      static_cast<std::size_t>(col)];
    }
};

struct SeaFound {
    std::vector<std::uint8_t> sea; // 1 = open sea; as many as there are heights
    std::size_t sea_cells = 0;
    std::size_t collar_cells = 0;   // zeros around the edge that stand for "no data"; now NaN
    std::size_t low_void_cells = 0; // cells without data at the edge whose shore is near sea level
    bool too_coarse = false;        // cells too large to tell: nothing was taken as sea
};

/// Coarsest cell for which smoothness tells sea from land.
inline constexpr double coarsestForSea_m = 300;

/// Zeros that stand for "no data" are made NaN in `heights`.
SeaFound findSea(HeightRows& heights);

/// Cells without data that reach the edge of the grid, as sea (for files that leave out the sea).
SeaFound voidsAsSea(const HeightRows& heights);

} // namespace geo
