#include "geo/vector/overlap.h"

#include <geos_c.h>

#include <memory>

namespace geo {
namespace {

struct Finish {
    void operator()(GEOSContextHandle_t context) const { GEOS_finish_r(context); }
};
using Context = std::unique_ptr<GEOSContextHandle_HS, Finish>;

struct Destroy {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* shape) const { GEOSGeom_destroy_r(context, shape); }
};
using Shape = std::unique_ptr<GEOSGeometry, Destroy>;

class Geos {
public:
    Geos() : context_{GEOS_init_r()} {}

    Shape shape(const MultiPolygonOf<XY>& polygons) const
    {
        std::vector<GEOSGeometry*> parts;
        for (const auto& polygon : polygons) {
            std::vector<GEOSGeometry*> rings;
            for (const auto& ring : polygon) {
                if (GEOSGeometry* made = this->ring(ring)) {
                    rings.push_back(made);
                } else if (rings.empty()) {
                    break; // without its outside a polygon is nothing
                }
            }
            if (!rings.empty()) {
                parts.push_back(GEOSGeom_createPolygon_r(
                    context_.get(), rings.front(), rings.size() > 1 ? rings.data() + 1 : nullptr,
                    static_cast<unsigned>(rings.size() - 1)));
            }
        }
        Shape all = own(GEOSGeom_createCollection_r(context_.get(), GEOS_MULTIPOLYGON, parts.data(),
                                                    static_cast<unsigned>(parts.size())));
        if (all && GEOSisValid_r(context_.get(), all.get()) != 1) {
            all = own(GEOSMakeValid_r(context_.get(), all.get()));
        }
        return all;
    }

    double overlap_m2(const Shape& a, const Shape& b) const
    {
        const Shape both = own(GEOSIntersection_r(context_.get(), a.get(), b.get()));
        double area_m2 = 0;
        if (both) {
            GEOSArea_r(context_.get(), both.get(), &area_m2);
        }
        return area_m2;
    }

private:
    Shape own(GEOSGeometry* shape) const { return Shape{shape, Destroy{context_.get()}}; }

    GEOSGeometry* ring(const LineOf<XY>& points) const
    {
        constexpr std::size_t least = 4;
        if (points.size() < least || points.front() != points.back()) {
            return nullptr;
        }
        GEOSCoordSequence* sequence =
            GEOSCoordSeq_create_r(context_.get(), static_cast<unsigned>(points.size()), 2);
        for (unsigned i = 0; i < points.size(); ++i) {
            GEOSCoordSeq_setXY_r(context_.get(), sequence, i, points[i].x_m, points[i].y_m);
        }
        return GEOSGeom_createLinearRing_r(context_.get(), sequence);
    }

    Context context_;
};

} // namespace

double overlap_m2(const MultiPolygonOf<XY>& a, const MultiPolygonOf<XY>& b)
{
    const Geos geos;
    const Shape one = geos.shape(a);
    const Shape other = geos.shape(b);
    return one && other ? geos.overlap_m2(one, other) : 0;
}

} // namespace geo
