#pragma once
// Antenna pattern files, by the names cells call them.
#include "geo/error.h"
#include "planning/coverage/radio_plan.h"

#include <filesystem>

namespace app {

/// Patterns by file name (without extension) and by the name inside. `paths` are files or folders;
/// a broken file in a folder is a problem, a broken file named by itself a geo::Error.
planning::AntennaPatterns patternsOf(const std::vector<std::filesystem::path>& paths,
                                     geo::Problems& problems);

} // namespace app
