#pragma once
// How long lines on the plane of the working CRS are.
#include "geo/crs/position.h"

namespace geo {

inline double length_m(const LineOf<XY>& line)
{
    double sum_m = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        sum_m += distance_m(line[i - 1], line[i]);
    }
    return sum_m;
}

inline double length_m(const std::vector<LineOf<XY>>& lines)
{
    double sum_m = 0;
    for (const LineOf<XY>& line : lines) {
        sum_m += length_m(line);
    }
    return sum_m;
}

} // namespace geo
