#pragma once
// Where each row lies: from shapes, text, or two columns; in degrees at the end.
#include "geo/import/match.h"
#include "geo/import/outcome.h"
#include "geo/vector/source.h"
#include "geo/workspace/value.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace geo {

struct PlaceRequest {
    std::string crs;      // told by the user; empty: the file's own, else found out
    Box where;            // degrees in which the data should lie; empty: not known
    std::string where_is; // "the areas" that `where` comes from
};

struct Placed {
    std::vector<Geometry> geometry;         // one per row; nothing where a row has no usable one
    std::map<std::size_t, RowFault> faults; // rows whose position cannot be used
    std::set<std::size_t> columns;          // of the source, used up
    std::string how;                        // "columns Latitude, Longitude"
    std::string crs;                        // "EPSG:28191 (…), from the file"
    std::vector<std::string> notes;
};

/// Places the rows of `source` as `table` wants them (points, lines, polygons). Throws Error when
/// the file as a whole cannot be placed: no columns, no CRS, longitude and latitude exchanged.
Placed placeRows(const SourceTable& source, const Table& table, const Match& match,
                 const Mapping& mapping, const PlaceRequest& request);

/// Whether the source says at all where its rows lie.
bool hasPositions(const SourceTable& source, const Match& match);

} // namespace geo
