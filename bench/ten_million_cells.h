#pragma once
// What benchmarks on ten million cells share: the size of the grid and the shape of a footprint.
#include "planning/coverage/footprint.h"

#include <cstdlib>

namespace ten_million_cells {

using planning::Footprint;
using planning::GridWindow;

inline constexpr int columns = 4000;
inline constexpr int rows = 2500;
inline constexpr int tileCells = 500;

/// A rough disc: its radius changes with direction, as terrain makes it.
inline Footprint roughDisc(int col, int row, int radius, unsigned shape)
{
    Footprint out{GridWindow{0, 0, columns, rows} &
                  GridWindow{col - radius, row - radius, 2 * radius + 1, 2 * radius + 1}};
    const GridWindow& w = out.window();
    for (int r = w.row0; r < w.row0 + w.rows; ++r) {
        for (int c = w.col0; c < w.col0 + w.cols; ++c) {
            const int dx = c - col;
            const int dy = r - row;
            const auto sector =
                static_cast<unsigned>((dx > 0) + 2 * (dy > 0) + 4 * (abs(dx) > abs(dy)));
            const int reach = radius - static_cast<int>((shape >> (4 * sector)) % 16) * radius / 40;
            if (dx * dx + dy * dy <= reach * reach) {
                out.set(c, r);
            }
        }
    }
    return out;
}

} // namespace ten_million_cells
