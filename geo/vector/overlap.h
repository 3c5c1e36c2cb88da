#pragma once
// How much two shapes in the working CRS share.
#include "geo/crs/position.h"

namespace geo {

/// Square metres that lie in both; shapes that cross themselves are repaired first.
double overlap_m2(const MultiPolygonOf<XY>& a, const MultiPolygonOf<XY>& b);

} // namespace geo
