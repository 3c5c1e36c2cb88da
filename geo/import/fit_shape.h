#pragma once
// Shapes as a table wants them: a clinic drawn as a building becomes a point, an obstacle given as
// a point becomes a zone.
#include "geo/workspace/schema.h"
#include "geo/workspace/value.h"

#include <optional>
#include <string>
#include <vector>

namespace geo {

struct LonLatShape {
    std::vector<LonLat> points;
    std::vector<LineOf<LonLat>> lines;
    MultiPolygonOf<LonLat> polygons;

    LonLat first() const;
    Box box() const;
};

class ShapeFitter {
public:
    /// `buffer_m`: how wide points and lines become where polygons are wanted; 50 m for zones when
    /// not given, else none.
    ShapeFitter(const Table& table, std::optional<double> buffer_m);
    /// Fills `into`; returns why it cannot be, or nothing.
    std::string fit(const LonLatShape& shape, Geometry& into);
    /// What to do about shapes that do not fit.
    std::string advice() const;
    /// How many shapes were changed, and how.
    std::vector<std::string> notes() const;

private:
    std::string toPoint(const LonLatShape& shape, Geometry& into);
    std::string toPolygon(const LonLatShape& shape, Geometry& into);
    bool mend(MultiPolygonOf<LonLat>& polygons);

    GeometryKind wanted_;
    double buffer_m_ = 0;
    std::size_t shrunk_ = 0, widened_ = 0, mended_ = 0, labels_ = 0;
};

} // namespace geo
