#pragma once
// Roads cut into short pieces, so that a place beside a long straight one finds an end near it.
#include "planning/scenario/scenario.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace planning {

inline constexpr double roadPiece_m = 200; // no piece is longer

/// Calls onPiece(from, to, length_m) for the pieces of a line in their order: its points, and
/// points between them at equal distances.
template <class OnPiece>
void forEachRoadPiece(std::span<const geo::XY> line, const OnPiece& onPiece)
{
    for (std::size_t i = 1; i < line.size(); ++i) {
        const geo::XY a = line[i - 1], b = line[i];
        const double length_m = geo::distance_m(a, b);
        const int count = std::max(1, static_cast<int>(std::ceil(length_m / roadPiece_m)));
        geo::XY from = a;
        for (int p = 1; p <= count; ++p) {
            const double t = static_cast<double>(p) / count;
            const geo::XY to =
                p == count ? b : geo::XY{a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)};
            onPiece(from, to, length_m / count);
            from = to;
        }
    }
}

} // namespace planning
