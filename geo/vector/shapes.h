#pragma once
// Shapes in degrees mended, shrunk to a point, or widened to an area.
#include "geo/crs/position.h"

#include <optional>

namespace geo {

/// Takes apart rings that cross themselves so that nothing is counted twice. False when nothing was
/// wrong; the shape may become empty when nothing of it has an area.
bool mendPolygons(MultiPolygonOf<LonLat>& shape);

/// A point that lies inside, near the middle. Nothing when the shape has no area.
std::optional<LonLat> pointInside(const MultiPolygonOf<LonLat>& shape);

/// A circle (32 corners) of that radius on the ground.
MultiPolygonOf<LonLat> circleAround(LonLat centre, double radius_m);
/// Everything nearer than `radius_m` to the lines; worked out in the UTM zone of their middle.
MultiPolygonOf<LonLat> bandAround(const std::vector<LineOf<LonLat>>& lines, double radius_m);

} // namespace geo
