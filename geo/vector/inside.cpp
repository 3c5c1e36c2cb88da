#include "geo/vector/inside.h"

#include <cmath>

namespace geo {

bool inside(const MultiPolygonOf<XY>& shape, XY point)
{
    bool in = false;
    for (const PolygonOf<XY>& polygon : shape) {
        for (const LineOf<XY>& ring : polygon) {
            for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                const XY a = ring[i];
                const XY b = ring[j];
                if ((a.y_m > point.y_m) != (b.y_m > point.y_m) &&
                    point.x_m < (b.x_m - a.x_m) * (point.y_m - a.y_m) / (b.y_m - a.y_m) + a.x_m) {
                    in = !in;
                }
            }
        }
    }
    return in;
}

namespace {

/// Above 0: c lies to the left of the way from a to b.
double side(XY a, XY b, XY c)
{
    return (b.x_m - a.x_m) * (c.y_m - a.y_m) - (b.y_m - a.y_m) * (c.x_m - a.x_m);
}

} // namespace

bool crosses(const MultiPolygonOf<XY>& shape, XY from, XY to)
{
    if (inside(shape, from) || inside(shape, to)) {
        return true;
    }
    for (const PolygonOf<XY>& polygon : shape) {
        for (const LineOf<XY>& ring : polygon) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const XY a = ring[i - 1];
                const XY b = ring[i];
                if ((side(from, to, a) > 0) != (side(from, to, b) > 0) &&
                    (side(a, b, from) > 0) != (side(a, b, to) > 0)) {
                    return true;
                }
            }
        }
    }
    return false;
}

Box extentOf(const MultiPolygonOf<XY>& shape)
{
    Box box;
    for (const PolygonOf<XY>& polygon : shape) {
        for (const LineOf<XY>& ring : polygon) {
            for (const XY& p : ring) {
                box.add(p.x_m, p.y_m);
            }
        }
    }
    return box;
}

double area_m2(const MultiPolygonOf<XY>& shape)
{
    double sum = 0;
    for (const PolygonOf<XY>& polygon : shape) {
        for (std::size_t r = 0; r < polygon.size(); ++r) {
            const LineOf<XY>& ring = polygon[r];
            double twice = 0;
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                // Relative to the first point: coordinates of a country lose digits otherwise.
                twice += (ring[i].x_m - ring[0].x_m) * (ring[i + 1].y_m - ring[0].y_m) -
                         (ring[i + 1].x_m - ring[0].x_m) * (ring[i].y_m - ring[0].y_m);
            }
            sum += (r == 0 ? 0.5 : -0.5) * std::fabs(twice);
        }
    }
    return sum;
}

} // namespace geo
