#include "app/jobs/import_raster.h"

#include "app/jobs/import_known.h"
#include "geo/crs/crs.h"
#include "geo/files/checksum.h"
#include "geo/import/elsewhere.h"
#include "geo/import/normalise.h"
#include "geo/import/raster_import.h"
#include "geo/terrain/dem.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

namespace fs = std::filesystem;

std::string namesOf(const std::vector<fs::path>& files)
{
    std::string names;
    for (const fs::path& file : files) {
        names += (names.empty() ? "" : ", ") + file.filename().string();
    }
    return names;
}

void noteImport(geo::Workspace& workspace, const ImportRequest& request,
                const geo::RasterEntry& entry, const std::string& file,
                const std::vector<std::string>& notes)
{
    std::string note;
    for (const std::string& line : notes) {
        note += (note.empty() ? "" : "; ") + line;
    }
    workspace.insert({.table = "imports",
                      .columns = {"import_id", "kind", "file", "checksum", "source", "licence",
                                  "crs", "imported_at", "program", "note"},
                      .rows = {{.values = {entry.import_id, request.kind, file, entry.checksum,
                                           entry.source, request.licence, entry.crs,
                                           geo::text(request.now), "sila " SILA_VERSION, note},
                                .geometry = {}}}});
}

void pickCrs(geo::Workspace& workspace, const geo::Box& lonlat, ImportReport& report)
{
    if (workspace.crs().empty() && !lonlat.empty()) {
        report.crs_picked = geo::pickWorkingCrs(lonlat);
        workspace.setCrs(report.crs_picked);
    }
}

bool importHeights(geo::Workspace& workspace, const ImportRequest& request, ImportReport& report,
                   const planning::Feedback& feedback)
{
    geo::ElevationRequest elevation;
    elevation.files = request.files;
    elevation.crs = request.crs;
    elevation.source = request.source;
    elevation.import_id = nextImportId(workspace);
    elevation.replace = !request.keep;
    elevation.dry_run = request.dry_run;
    elevation.where = whereDataLies(workspace, elevation.where_is);
    if (!request.sea.empty()) {
        geo::setSea(elevation, request.sea);
    }
    const auto done = geo::importElevation(workspace, elevation, [&feedback](double share) {
        feedback.progress(share);
        return !feedback.cancelled();
    });
    if (!done) {
        return false;
    }
    ImportedRaster raster;
    raster.import_id = elevation.import_id;
    raster.entry = done->elevation;
    for (const fs::path& file : request.files) {
        raster.files.push_back(file.string());
    }
    raster.notes.push_back(fmt::format("{} {}, {} × {} cells of {:.0f} m, land {:.0f} to {:.0f} m",
                                       done->files, done->files == 1 ? "file" : "files", done->cols,
                                       done->rows, done->resolution_m, done->least_m,
                                       done->greatest_m));
    raster.notes.push_back(
        fmt::format("{} cells are sea, {} have no data", done->sea_cells, done->void_cells));
    for (const geo::Problem& problem : done->problems) {
        raster.notes.push_back(problem.what + (problem.fix.empty() ? "" : ". " + problem.fix));
    }
    if (!request.dry_run) {
        noteImport(workspace, request, done->elevation, namesOf(request.files), raster.notes);
        pickCrs(workspace, done->lonlat, report);
    }
    report.rasters.push_back(std::move(raster));
    return true;
}

} // namespace

bool isRasterImport(const ImportRequest& request)
{
    if (request.kind == "elevation" || request.kind == "clutter") {
        return true;
    }
    return request.kind == "population" && std::ranges::any_of(request.files, geo::isRasterFile);
}

bool importRasters(geo::Workspace& workspace, const ImportRequest& request, ImportReport& report,
                   const planning::Feedback& feedback)
{
    if (request.kind == "elevation") {
        return importHeights(workspace, request, report, feedback);
    }
    geo::RasterReading reading;
    reading.crs = request.crs;
    reading.nodata = request.nodata;
    std::string where_is;
    const geo::Box where = whereDataLies(workspace, where_is);
    // All are looked at before any is copied.
    for (const bool write : {false, true}) {
        if (write && request.dry_run) {
            break;
        }
        report.rasters.clear();
        for (const fs::path& file : request.files) {
            if (feedback.cancelled()) {
                return false;
            }
            const std::string id = nextImportId(workspace);
            std::optional<geo::Workspace::Transaction> transaction;
            if (write) {
                transaction.emplace(workspace);
            }
            const geo::RasterImport done = geo::importRaster(workspace, file, request.kind, reading,
                                                             request.source, id, write);
            geo::refuseElsewhere(done.info.lonlat, where, where_is, {.file = file.string()});
            const std::string checksum = geo::fileChecksum(file);
            for (const geo::RasterEntry& there : workspace.rasters(request.kind)) {
                if (!write && there.checksum == checksum) {
                    throw geo::Error{fmt::format("is in the workspace already, as {}", there.path),
                                     "",
                                     {.file = file.string()}};
                }
            }
            if (write) {
                noteImport(workspace, request, done.entry, file.filename().string(), done.notes);
                pickCrs(workspace, done.info.lonlat, report);
                transaction->commit();
            }
            report.rasters.push_back({.import_id = id,
                                      .entry = done.entry,
                                      .files = {file.string()},
                                      .notes = done.notes});
        }
    }
    return true;
}

} // namespace app
