#pragma once
// GDAL geometries taken apart into points, lines and polygons. For geo/**/*.cpp only.
#include "geo/vector/source.h"

class OGRGeometry;

namespace geo {

/// Adds what `geometry` consists of: collections and multi-geometries taken apart, curves made of
/// straight pieces, heights left out. Returns why it cannot be used, or nothing.
std::string addShape(const OGRGeometry& geometry, SourceShape& into);

/// Well-known text, for example "POINT (35.2 31.9)". Returns why not, or nothing. `crs` receives
/// "EPSG:n" of an EWKT prefix "SRID=n;".
std::string addWkt(std::string_view wkt, SourceShape& into, std::string& crs);

} // namespace geo
