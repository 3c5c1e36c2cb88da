#include "geo/import/fit_shape.h"

#include "geo/vector/shapes.h"

#include <algorithm>
#include <fmt/format.h>

namespace geo {

LonLat LonLatShape::first() const
{
    return !points.empty()  ? points.front()
           : !lines.empty() ? lines.front().front()
                            : polygons.front().front().front();
}

Box LonLatShape::box() const
{
    Box box;
    for (const LonLat& p : points) {
        box.add(p.lon_deg, p.lat_deg);
    }
    box.add(extent(lines));
    box.add(extent(polygons));
    return box;
}

ShapeFitter::ShapeFitter(const Table& table, std::optional<double> buffer_m)
    : wanted_{table.geometry}
{
    constexpr double zone_m = 50;
    buffer_m_ = buffer_m.value_or(table.name == "zones" ? zone_m : 0);
}

std::string ShapeFitter::fit(const LonLatShape& shape, Geometry& into)
{
    switch (wanted_) {
    case GeometryKind::none:
        return {};
    case GeometryKind::point:
        return toPoint(shape, into);
    case GeometryKind::line:
        if (shape.lines.empty()) {
            return shape.polygons.empty() ? "is a point; a line is wanted here"
                                          : "is a polygon; a line is wanted here";
        }
        labels_ += shape.points.empty() ? 0U : 1U;
        into = shape.lines;
        return {};
    case GeometryKind::polygon:
        return toPolygon(shape, into);
    case GeometryKind::pointOrPolygon:
        return shape.polygons.empty() ? toPoint(shape, into) : toPolygon(shape, into);
    }
    return {};
}

std::string ShapeFitter::toPoint(const LonLatShape& shape, Geometry& into)
{
    const bool alike = std::ranges::all_of(
        shape.points, [&shape](const LonLat& p) { return p == shape.points.front(); });
    if (!shape.points.empty() && alike) {
        into = shape.points.front(); // KML puts a label point beside an outline
        return {};
    }
    if (!shape.points.empty()) {
        return fmt::format("is {} points in one row; one is wanted here", shape.points.size());
    }
    if (!shape.polygons.empty()) {
        MultiPolygonOf<LonLat> polygons = shape.polygons;
        mend(polygons);
        if (const auto inside = pointInside(polygons)) {
            ++shrunk_;
            into = *inside;
            return {};
        }
        return "is a polygon without area";
    }
    return "is a line; a point is wanted here";
}

std::string ShapeFitter::toPolygon(const LonLatShape& shape, Geometry& into)
{
    MultiPolygonOf<LonLat> polygons = shape.polygons;
    if (!polygons.empty()) {
        if (mend(polygons); polygons.empty()) {
            return "is a polygon without area";
        }
    } else if (buffer_m_ <= 0) {
        return shape.lines.empty() ? "is a point; a polygon is wanted here"
                                   : "is a line; a polygon is wanted here";
    } else if (!shape.lines.empty()) {
        polygons = bandAround(shape.lines, buffer_m_);
        ++widened_;
    } else {
        for (const LonLat& p : shape.points) {
            std::ranges::move(circleAround(p, buffer_m_), std::back_inserter(polygons));
        }
        ++widened_;
    }
    into = std::move(polygons);
    return {};
}

bool ShapeFitter::mend(MultiPolygonOf<LonLat>& polygons)
{
    const bool changed = mendPolygons(polygons);
    mended_ += changed ? 1U : 0U;
    return changed;
}

std::string ShapeFitter::advice() const
{
    switch (wanted_) {
    case GeometryKind::point:
        return "Import it as another kind, or give one point a row";
    case GeometryKind::line:
        return "Import it as another kind";
    default:
        return "Import it as another kind, or give buffer_m in a mapping";
    }
}

std::vector<std::string> ShapeFitter::notes() const
{
    std::vector<std::string> out;
    if (shrunk_ > 0) {
        out.push_back(fmt::format("{} polygons became a point inside them", shrunk_));
    }
    if (widened_ > 0) {
        out.push_back(fmt::format("{} points or lines became polygons, {:g} m to every side",
                                  widened_, buffer_m_));
    }
    if (mended_ > 0) {
        out.push_back(fmt::format("{} outlines crossed themselves and were mended", mended_));
    }
    if (labels_ > 0) {
        out.push_back(fmt::format("{} lines had a point beside them, which was left out", labels_));
    }
    return out;
}

} // namespace geo
