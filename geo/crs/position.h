#pragma once
// Positions, always x before y: longitude before latitude, easting before northing.
#include <cmath>
#include <limits>
#include <vector>

namespace geo {

/// WGS 84 degrees. Longitude first, everywhere in the house.
struct LonLat {
    double lon_deg = 0;
    double lat_deg = 0;
    friend bool operator==(const LonLat&, const LonLat&) = default;
};

/// Metres in the working CRS: easting, northing.
struct XY {
    double x_m = 0;
    double y_m = 0;
    friend bool operator==(const XY&, const XY&) = default;
};

inline double distance_m(XY a, XY b)
{
    return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

/// Extent in degrees or metres; empty until something is added.
struct Box {
    double min_x = std::numeric_limits<double>::infinity();
    double min_y = std::numeric_limits<double>::infinity();
    double max_x = -std::numeric_limits<double>::infinity();
    double max_y = -std::numeric_limits<double>::infinity();
    bool empty() const { return min_x > max_x || min_y > max_y; }
    double width() const { return empty() ? 0 : max_x - min_x; }
    double height() const { return empty() ? 0 : max_y - min_y; }
    void add(double x, double y)
    {
        min_x = std::fmin(min_x, x);
        min_y = std::fmin(min_y, y);
        max_x = std::fmax(max_x, x);
        max_y = std::fmax(max_y, y);
    }
    void add(const Box& other)
    {
        if (!other.empty()) {
            add(other.min_x, other.min_y);
            add(other.max_x, other.max_y);
        }
    }
    Box grown(double by) const { return {min_x - by, min_y - by, max_x + by, max_y + by}; }
    bool contains(double x, double y) const
    {
        return x >= min_x && x <= max_x && y >= min_y && y <= max_y;
    }
    bool touches(const Box& other) const
    {
        return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y &&
               other.min_y <= max_y;
    }
};

template <typename Point>
using LineOf = std::vector<Point>;
/// First ring is the outside, the others are holes; rings are closed (first point repeated).
template <typename Point>
using PolygonOf = std::vector<std::vector<Point>>;
template <typename Point>
using MultiPolygonOf = std::vector<PolygonOf<Point>>;

} // namespace geo
