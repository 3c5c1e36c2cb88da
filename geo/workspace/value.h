#pragma once
// What a cell of a table holds, and the shapes a row can have (EPSG:4326).
#include "geo/crs/position.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace geo {

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using Geometry =
    std::variant<std::monostate, LonLat, std::vector<LineOf<LonLat>>, MultiPolygonOf<LonLat>>;

bool isNull(const Value& value);
/// Number or text of a value in one way, for messages and CSV: shortest text that reads back.
std::string text(const Value& value);
/// Extent in degrees; empty for no geometry.
Box extent(const Geometry& geometry);

} // namespace geo
