#pragma once
// Antenna pattern files, by the names cells call them.
#include "geo/error.h"
#include "planning/coverage/radio_plan.h"

#include <filesystem>

namespace app {

/// Patterns by file name (without extension) and by the name inside. `paths` are files or folders.
/// A file that cannot be used is a problem, and broken under its file name; the others go on.
/// Throws geo::Error for a path that is not there.
planning::AntennaPatterns patternsOf(const std::vector<std::filesystem::path>& paths,
                                     geo::Problems& problems);

/// Changes when any of the files does. `paths` as above.
std::string antennaChecksum(const std::vector<std::filesystem::path>& paths);

/// Whether a run's antenna files are other ones now, or gone. `about`: its settings as JSON (see
/// CoverFile::about, the parameters of results_coverage…); without antennas never.
bool antennasChanged(const std::string& about);

} // namespace app
