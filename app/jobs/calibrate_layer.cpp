#include "app/jobs/calibrate_job.h"
#include "app/jobs/coverage_patterns.h"
#include "app/jobs/coverage_tiles.h"
#include "app/jobs/what_if_changes.h"
#include "geo/raster/raster_file.h"
#include "geo/raster/write_raster.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace app {
namespace {

namespace fs = std::filesystem;

/// Classes of the clutter raster on the working grid; empty when there is none.
std::vector<std::uint8_t> classesOn(const geo::GridFrame& frame, const geo::Workspace& workspace)
{
    std::vector<fs::path> files;
    for (const geo::RasterEntry& entry : workspace.rasters("clutter")) {
        files.push_back(workspace.fileBeside(entry.path));
    }
    if (files.empty()) {
        return {};
    }
    return geo::warpedClasses(files, frame, workspace.crs())->values;
}

/// "class 3: -8.0 dB at 1 km, +18.9 dB a decade; …"
std::string fitWords(const CalibrateReport& report)
{
    std::string out;
    for (const planning::ClassFit& one : report.classes) {
        if (one.fit) {
            out += fmt::format("{}class {}: {:+.1f} dB at 1 km, {:+.1f} dB a decade",
                               out.empty() ? "" : "; ", one.clutter, one.fit->offset_db,
                               one.fit->slope_db);
        }
    }
    return out;
}

void writeLevel(const fs::path& file, const TechnologyGrid& grid, const geo::GridFrame& frame,
                const geo::Workspace& workspace, const CalibrateReport& report)
{
    geo::FloatGrid level{frame};
    for (std::size_t i = 0; i < level.values.size(); ++i) {
        level.values[i] = grid.level_cdbm[i] == planning::noLevel
                              ? geo::noData
                              : static_cast<float>(grid.level_cdbm[i]) / 100;
    }
    geo::RasterWriting writing;
    writing.crs = workspace.crs();
    writing.unit = "dBm";
    writing.description = "received level: the model's, corrected by measurements";
    writing.metadata = {{"LAYER", "calibrated: model and measurements; not in any total"},
                        {"MODEL", report.coverage},
                        {"MEASUREMENTS", std::to_string(report.measurements.size())},
                        {"FIT", fitWords(report)},
                        {"SOFTWARE", "sila " SILA_VERSION}};
    geo::writeRaster(file, level, writing);
}

} // namespace

bool writeCalibrated(const geo::Workspace& workspace, CalibrateReport& report, int threads,
                     const planning::Feedback& feedback)
{
    std::map<std::uint32_t, planning::LevelFit> fits;
    for (const planning::ClassFit& one : report.classes) {
        if (one.fit) {
            fits.emplace(one.clutter, *one.fit);
        }
    }
    if (fits.empty()) {
        return !feedback.cancelled();
    }
    const LoadedCover cover = requireCover(workspace, report.scenario);
    const geo::GridFrame frame = cover.cover.frame;
    CoverSettings settings = settingsOf(cover);
    settings.request.threads = threads;
    const geo::WorkingCrs crs{workspace.crs()};
    const planning::AntennaPatterns patterns =
        patternsOf(settings.request.antennas, report.problems);
    const auto model = makeModel(settings.request, crs, nullptr);
    const planning::RadioPlan plan = planning::radioPlan(
        report.scenario, *model, settings.area, settings.request.thresholds, nullptr, patterns);
    const LossWork losses{workspace,     crs,  settings.request,
                          settings.area, plan, workspace.filesFolder() / "loss"};
    std::vector<LossFile> files(plan.antennas.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        files[i].file = lossPath(losses, *model, plan.antennas[i]);
        files[i].ready = fs::exists(files[i].file);
    }
    const std::vector<std::uint8_t> classes = classesOn(frame, workspace);
    const auto adjust = [&](std::size_t antenna, planning::RasterPiece& piece) {
        std::size_t i = 0;
        for (int row = 0; row < piece.window.rows; ++row) {
            for (int col = 0; col < piece.window.cols; ++col, ++i) {
                const int c = piece.window.col0 + col;
                const int r = piece.window.row0 + row;
                const auto fit = fits.find(classes.empty() ? 0U : classes[frame.at(c, r)]);
                if (piece.loss_cdb[i] == planning::noLoss || fit == fits.end()) {
                    continue;
                }
                const double distance_m =
                    geo::distance_m(plan.antennas[antenna].at, frame.centre(c, r));
                piece.loss_cdb[i] = static_cast<std::int16_t>(std::lround(std::clamp(
                    piece.loss_cdb[i] - 100 * fit->second.at(distance_m), -32767.0, 32767.0)));
            }
        }
    };
    const std::vector<std::uint8_t> everywhere;
    Composites composites;
    if (!runTiles({losses, files, frame, everywhere, adjust}, {.composites = &composites},
                  feedback)) {
        return false;
    }
    const fs::path folder = workspace.filesFolder() / "calibration";
    fs::create_directories(folder);
    for (std::size_t t = 0; t < composites.technology.size(); ++t) {
        const std::string technology{planning::text(static_cast<planning::Technology>(t))};
        const fs::path file = folder / ("calibrated_" + technology + ".tif");
        // What nobody measured is not corrected by what was measured of another technology.
        if (!composites.technology[t] ||
            std::ranges::find(report.technologies, technology, &ErrorsBy::name) ==
                report.technologies.end()) {
            std::error_code none;
            fs::remove(file, none); // of an earlier calibration
            continue;
        }
        writeLevel(file, *composites.technology[t], frame, workspace, report);
        // From absolute paths: the workspace's may be a name in the current folder, without parent.
        const fs::path beside = fs::absolute(workspace.file()).parent_path();
        report.layers.push_back(
            {technology, fs::absolute(file).lexically_relative(beside).generic_string()});
    }
    return true;
}

} // namespace app
