#include "geo/vector/shapes.h"

#include "geo/crs/crs.h"
#include "geo/vector/gdal_messages.h"
#include "geo/vector/ogr_shape.h"

#include <ogr_api.h>
#include <ogr_geometry.h>

#include <array>
#include <cmath>
#include <memory>
#include <numbers>

namespace geo {
namespace {

using OgrGeometry = std::unique_ptr<OGRGeometry>;

void addRings(OGRMultiPolygon& into, const PolygonOf<LonLat>& rings)
{
    auto polygon = std::make_unique<OGRPolygon>();
    for (const auto& ring : rings) {
        auto line = std::make_unique<OGRLinearRing>();
        for (const LonLat& p : ring) {
            line->addPoint(p.lon_deg, p.lat_deg);
        }
        polygon->addRingDirectly(line.release());
    }
    into.addGeometryDirectly(polygon.release());
}

std::unique_ptr<OGRMultiPolygon> toOgr(const MultiPolygonOf<LonLat>& shape)
{
    auto out = std::make_unique<OGRMultiPolygon>();
    for (const auto& rings : shape) {
        addRings(*out, rings);
    }
    return out;
}

template <typename Convert>
MultiPolygonOf<LonLat> fromOgr(const OGRGeometry& geometry, Convert convert)
{
    SourceShape parts;
    addShape(geometry, parts);
    MultiPolygonOf<LonLat> out;
    for (const auto& rings : parts.polygons) {
        auto& polygon = out.emplace_back();
        for (const auto& ring : rings) {
            auto& line = polygon.emplace_back();
            for (const SourceXY& p : ring) {
                line.push_back(convert(p));
            }
        }
    }
    return out;
}

LonLat same(SourceXY p)
{
    return {p.x, p.y};
}

} // namespace

bool mendPolygons(MultiPolygonOf<LonLat>& shape)
{
    const GdalMessages quiet;
    const auto before = toOgr(shape);
    if (before->IsValid() != 0) {
        return false;
    }
    const OgrGeometry mended{before->MakeValid()};
    if (!mended) {
        return false;
    }
    shape = fromOgr(*mended, same);
    return true;
}

std::optional<LonLat> pointInside(const MultiPolygonOf<LonLat>& shape)
{
    const GdalMessages quiet;
    const auto geometry = toOgr(shape);
    OGRPoint point;
    if (geometry->get_Area() > 0 && geometry->Centroid(&point) == OGRERR_NONE &&
        geometry->Contains(&point) != 0) {
        return LonLat{point.getX(), point.getY()};
    }
    const OgrGeometry surface{
        OGRGeometry::FromHandle(OGR_G_PointOnSurface(OGRGeometry::ToHandle(geometry.get())))};
    if (!surface || surface->IsEmpty()) {
        return std::nullopt;
    }
    const OGRPoint& inside = *surface->toPoint();
    return LonLat{inside.getX(), inside.getY()};
}

MultiPolygonOf<LonLat> circleAround(LonLat centre, double radius_m)
{
    constexpr int corners = 32;
    // Metres per degree of the WGS 84 ellipsoid at this latitude (IUGG series).
    const double phi = centre.lat_deg * std::numbers::pi / 180;
    const double perLat_m = 111132.92 - 559.82 * std::cos(2 * phi) + 1.175 * std::cos(4 * phi);
    const double perLon_m = 111412.84 * std::cos(phi) - 93.5 * std::cos(3 * phi);
    LineOf<LonLat> ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        ring.push_back({centre.lon_deg + radius_m * std::cos(angle) / perLon_m,
                        centre.lat_deg + radius_m * std::sin(angle) / perLat_m});
    }
    ring.push_back(ring.front());
    return {{ring}};
}

MultiPolygonOf<LonLat> bandAround(const std::vector<LineOf<LonLat>>& lines, double radius_m)
{
    Box box;
    for (const auto& line : lines) {
        for (const LonLat& p : line) {
            box.add(p.lon_deg, p.lat_deg);
        }
    }
    const WorkingCrs crs{pickWorkingCrs(box)};
    OGRMultiLineString all;
    for (const auto& line : lines) {
        auto out = std::make_unique<OGRLineString>();
        for (const LonLat& p : line) {
            const XY xy = crs.project(p);
            out->addPoint(xy.x_m, xy.y_m);
        }
        all.addGeometryDirectly(out.release());
    }
    const GdalMessages quiet;
    constexpr int quarterCorners = 4;
    const OgrGeometry band{all.Buffer(radius_m, quarterCorners)};
    if (!band) {
        return {};
    }
    return fromOgr(*band, [&crs](SourceXY p) { return crs.unproject(XY{p.x, p.y}); });
}

} // namespace geo
