#pragma once
// JSON that is not GeoJSON: lists of records, and the Open Fibre Data Standard's network file.
#include "geo/vector/source.h"

namespace geo {

enum class JsonShape {
    broken,  // not JSON
    gdal,    // GeoJSON, Esri JSON, TopoJSON: GDAL reads it
    ofds,    // {"networks": [{"nodes": […], "spans": […]}]}
    records, // a list of objects, or an object with such lists in it
    other
};
/// What the text is, from its outermost level. `why` receives where and why it is not JSON.
JsonShape jsonShape(std::string_view text, std::string& why);

/// One table per list of records: nested objects become columns a/b, lists of plain values are
/// joined by ';', a GeoJSON geometry becomes the row's shape. Throws Error when there is none.
std::vector<SourceTable> readJson(const std::string& file, std::string_view text, JsonShape shape,
                                  const SourceOptions& options);

} // namespace geo
