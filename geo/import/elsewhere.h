#pragma once
// Data of another part of the world than the workspace's.
#include "geo/crs/position.h"
#include "geo/error.h"

namespace geo {

/// Farther than any country's neighbourhood.
constexpr double elsewhere_km = 300;

/// Refuses a file as a whole, `lonlat`, that is farther than that from where data should lie,
/// `where` (called `where_is`; nothing known when empty). Throws Error.
void refuseElsewhere(const Box& lonlat, const Box& where, const std::string& where_is,
                     const Place& place);

} // namespace geo
