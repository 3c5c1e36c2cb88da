#pragma once
// Positions as the file has them, before any CRS; for place.cpp.
#include "geo/import/match.h"
#include "geo/import/outcome.h"
#include "geo/vector/source.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace geo {

enum class PositionSource { none, shapes, text, lonlat, xy, pair };

struct RawPositions {
    PositionSource source = PositionSource::none;
    std::vector<SourceShape> shapes; // one per row
    std::map<std::size_t, RowFault> faults;
    std::set<std::size_t> columns;
    std::string how;
    std::string field; // for messages: "Latitude, Longitude"
    std::string crs;   // told inside the text (SRID=…)
};

PositionSource positionSource(const SourceTable& source, const Match& match);
RawPositions rawPositions(const SourceTable& source, const Match& match, char decimal);
/// What stands in the row, for messages.
std::string positionText(const SourceTable& source, const RawPositions& raw, std::size_t row);

} // namespace geo
