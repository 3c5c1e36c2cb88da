#pragma once
// Geometry as a GeoPackage stores it: a small header with the extent, then WKB.
#include "geo/workspace/schema.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geo {

using Bytes = std::vector<std::byte>;

/// Empty for no geometry. Lines are written as MULTILINESTRING, polygons as MULTIPOLYGON.
Bytes gpkgBlob(const Geometry& geometry);

/// Reads what we and what other programs write (single and multi, Z and M dropped, both byte
/// orders). Nothing when the blob is broken or of another kind; an empty geometry is none.
std::optional<Geometry> readGpkgBlob(std::span<const std::byte> blob);

/// In words what is wrong with it for a table of this kind; nothing when all is well. No geometry
/// is well.
std::optional<std::string> geometryFault(const Geometry& geometry, GeometryKind kind);

} // namespace geo
