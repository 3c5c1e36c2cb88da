#pragma once
// Point and line in polygon, area and extent of shapes in the working CRS.
#include "geo/crs/position.h"

namespace geo {

/// Even-odd rule over all rings, so that holes are outside. A point on an edge may be either.
bool inside(const MultiPolygonOf<XY>& shape, XY point);
/// Whether some of the straight line lies in the shape: an end, or where it passes through.
bool crosses(const MultiPolygonOf<XY>& shape, XY from, XY to);
Box extentOf(const MultiPolygonOf<XY>& shape);
/// Square metres; holes taken off. Rings may run either way.
double area_m2(const MultiPolygonOf<XY>& shape);

} // namespace geo
