// Rasters beside the workspace, and results that no longer fit.
#include "app/jobs/checks.h"
#include "app/jobs/coverage_patterns.h"
#include "geo/files/checksum.h"

#include <filesystem>
#include <fmt/format.h>

namespace app {

using geo::Severity;

void checkFiles(CheckWorld& world)
{
    for (const geo::RasterEntry& entry : world.workspace.rasters()) {
        const auto file = world.workspace.fileBeside(entry.path);
        std::error_code code;
        if (!std::filesystem::exists(file, code)) {
            world.find(Severity::error, "raster_missing", "rasters", entry.path,
                       fmt::format("the {} raster is not there", entry.kind),
                       "Put the file back beside the workspace, or import it again", "path");
        } else if (!entry.checksum.empty() && geo::fileChecksum(file) != entry.checksum) {
            world.find(Severity::warning, "raster_changed", "rasters", entry.path,
                       fmt::format("the {} raster was changed after it was imported", entry.kind),
                       "Import it again so that results know", "checksum");
        }
    }
    for (const geo::ResultsEntry& entry : world.workspace.results()) {
        if (world.workspace.stale(entry.table) || antennasChanged(entry.parameters)) {
            world.find(Severity::note, "results_stale", entry.table, "",
                       fmt::format("{}: inputs changed since they were worked out", entry.title),
                       "Run the command again");
        }
    }
}

} // namespace app
