#pragma once
// Tiny drawn worlds: a grid of people and footprints as letters.
#include "planning/coverage/cover_builder.h"

#include <string>
#include <vector>

namespace small_world {

inline constexpr double cell_m = 100;

inline geo::GridFrame frameOf(int cols, int rows)
{
    return {0, rows * cell_m, cell_m, cols, rows};
}

/// '.' is nobody, a digit that many times a hundred people.
inline std::vector<float> people(const std::vector<std::string>& drawing)
{
    std::vector<float> out;
    for (const std::string& line : drawing) {
        for (const char c : line) {
            out.push_back(c == '.' ? 0.0F : 100.0F * static_cast<float>(c - '0'));
        }
    }
    return out;
}

/// Cells drawn with anything but '.'.
inline planning::Footprint footprint(const std::vector<std::string>& drawing)
{
    const int rows = static_cast<int>(drawing.size());
    const int cols = static_cast<int>(drawing.front().size());
    planning::Footprint out{{0, 0, cols, rows}};
    for (int row = 0; row < rows; ++row) {
        for (int col = 0; col < cols; ++col) {
            if (drawing[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)] != '.') {
                out.set(col, row);
            }
        }
    }
    return out;
}

using LayerFootprints = std::vector<std::pair<std::uint32_t, planning::Footprint>>;

inline planning::Cover cover(const geo::GridFrame& frame, std::vector<float> people,
                             std::vector<planning::RadioLayer> layers,
                             const LayerFootprints& footprints)
{
    planning::CoverBuilder builder{frame, std::move(people), std::move(layers)};
    builder.add(planning::groupTile({0, 0, frame.cols, frame.rows}, footprints));
    return builder.finish();
}

} // namespace small_world
