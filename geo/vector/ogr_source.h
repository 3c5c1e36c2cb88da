#pragma once
// Tables and layers read through GDAL's vector drivers.
#include "geo/vector/source.h"

namespace geo {

/// `drivers` are GDAL's names of those allowed to try (nullptr-terminated list is made here).
/// `opened` is what GDAL shall open when it is not the file itself (a path inside a zip).
/// Throws Error in our words when none of them can.
std::vector<SourceTable> readThroughGdal(const std::string& file, const std::string& opened,
                                         const std::vector<std::string>& drivers,
                                         const SourceOptions& options);

} // namespace geo
