#include "geo/vector/ogr_shape.h"

#include "geo/vector/gdal_messages.h"

#include <ogr_geometry.h>

#include <cmath>
#include <fmt/format.h>
#include <memory>

namespace geo {
namespace {

constexpr int deepest = 20; // collections within collections

struct Broken {
    std::string why;
};

SourceXY checked(double x, double y)
{
    if (!std::isfinite(x) || !std::isfinite(y)) {
        throw Broken{"has a coordinate that is not a number"};
    }
    return {x, y};
}

LineOf<SourceXY> pointsOf(const OGRSimpleCurve& curve)
{
    LineOf<SourceXY> line;
    line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) {
        line.push_back(checked(curve.getX(i), curve.getY(i)));
    }
    return line;
}

void addPolygon(const OGRPolygon& polygon, SourceShape& into)
{
    PolygonOf<SourceXY> rings;
    const auto addRing = [&rings](const OGRLinearRing* ring) {
        if (ring == nullptr || ring->IsEmpty()) {
            return;
        }
        auto line = pointsOf(*ring);
        if (line.front() != line.back()) {
            line.push_back(line.front()); // an open ring has one meaning only
        }
        constexpr std::size_t least = 4;
        if (line.size() < least) {
            throw Broken{"has a ring with fewer than three corners"};
        }
        rings.push_back(std::move(line));
    };
    addRing(polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
        addRing(polygon.getInteriorRing(i));
    }
    if (!rings.empty()) {
        into.polygons.push_back(std::move(rings));
    }
}

void add(const OGRGeometry& geometry, SourceShape& into, int depth)
{
    if (depth > deepest) {
        throw Broken{"is a collection within a collection within a collection …"};
    }
    if (geometry.IsEmpty()) {
        return;
    }
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsNonLinear(type) != 0) {
        const std::unique_ptr<OGRGeometry> straight{geometry.getLinearGeometry()};
        if (!straight || OGR_GT_IsNonLinear(wkbFlatten(straight->getGeometryType())) != 0) {
            throw Broken{"is a curve that cannot be made straight"};
        }
        add(*straight, into, depth + 1);
        return;
    }
    switch (type) {
    case wkbPoint: {
        const OGRPoint& point = *geometry.toPoint();
        into.points.push_back(checked(point.getX(), point.getY()));
        return;
    }
    case wkbLineString: {
        auto line = pointsOf(*geometry.toLineString());
        if (line.size() < 2) {
            throw Broken{"is a line of one point"};
        }
        into.lines.push_back(std::move(line));
        return;
    }
    case wkbPolygon:
    case wkbTriangle:
        addPolygon(*geometry.toPolygon(), into);
        return;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (const OGRGeometry* part : *geometry.toGeometryCollection()) {
            add(*part, into, depth + 1);
        }
        return;
    case wkbPolyhedralSurface:
    case wkbTIN:
        for (const OGRPolygon* part : *geometry.toPolyhedralSurface()) {
            addPolygon(*part, into);
        }
        return;
    default:
        throw Broken{fmt::format("is a {}, which is not a point, line or polygon",
                                 geometry.getGeometryName())};
    }
}

} // namespace

std::string addShape(const OGRGeometry& geometry, SourceShape& into)
{
    try {
        add(geometry, into, 0);
        return {};
    } catch (const Broken& broken) {
        into = {};
        return "has a shape that " + broken.why;
    }
}

std::string addWkt(std::string_view wkt, SourceShape& into, std::string& crs)
{
    std::string text{wkt};
    if (text.size() > 5 && (text.starts_with("SRID=") || text.starts_with("srid="))) {
        const std::size_t end = text.find(';');
        if (end != std::string::npos) {
            crs = "EPSG:" + text.substr(5, end - 5);
            text.erase(0, end + 1);
        }
    }
    const GdalMessages quiet;
    OGRGeometry* raw = nullptr;
    const char* rest = text.c_str();
    const OGRErr fault = OGRGeometryFactory::createFromWkt(&rest, nullptr, &raw);
    const std::unique_ptr<OGRGeometry> geometry{raw};
    if (fault != OGRERR_NONE || !geometry) {
        return "is not well-known text such as POINT (35.2 31.9)";
    }
    return addShape(*geometry, into);
}

} // namespace geo
