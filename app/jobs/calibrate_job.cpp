#include "app/jobs/calibrate_job.h"

#include "app/jobs/calibrate_file.h"
#include "app/jobs/coverage_patterns.h"
#include "app/jobs/coverage_tiles.h"
#include "app/jobs/load_scenario.h"
#include "app/jobs/what_if_changes.h"
#include "geo/raster/raster_points.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <numbers>

namespace app {
namespace {

constexpr std::uint32_t noClass = 0;

/// Modelled levels of single cells at single places, from the losses the last coverage kept.
class ModelledLevels {
public:
    ModelledLevels(const geo::Workspace& workspace, const planning::Scenario& scenario,
                   const CoverSettings& settings)
        : workspace_{workspace}, crs_{workspace.crs()}, settings_{settings},
          patterns_{patternsOf(settings.request.antennas, ignored_)},
          model_{makeModel(settings.request, crs_, nullptr)}, plan_{planning::radioPlan(
                                                                  scenario, *model_, settings.area,
                                                                  settings.request.thresholds,
                                                                  nullptr, patterns_)}
    {
        for (std::uint32_t i = 0; i < plan_.cells.size(); ++i) {
            at_[plan_.cells[i].cell] = i;
        }
    }

    const geo::WorkingCrs& crs() const { return crs_; }
    /// Nothing, with the reason, when there is no level.
    std::optional<double> level_dbm(std::uint32_t cell, geo::XY place, double& distance_m,
                                    std::string& reason)
    {
        const auto found = at_.find(cell);
        if (found == at_.end()) {
            reason = "the coverage left this cell out";
            return std::nullopt;
        }
        const planning::RadioCell& radio = plan_.cells[found->second];
        const Kept& kept = rasterOf(radio.raster);
        if (!kept.raster) {
            reason = "the losses of this cell are no longer kept; run sila coverage again";
            return std::nullopt;
        }
        const geo::GridFrame& f = kept.raster->frame;
        const int col = f.colOf(place.x_m);
        const int row = f.rowOf(place.y_m);
        const geo::XY from = plan_.antennas[radio.raster].at;
        distance_m = geo::distance_m(from, place);
        if (!f.inside(col, row) || kept.raster->loss_cdb[f.at(col, row)] == planning::noLoss) {
            reason = fmt::format("the model has no level there ({:.1f} km from the site)",
                                 distance_m / 1000);
            return std::nullopt;
        }
        const std::size_t i = f.at(col, row);
        const geo::XY to = f.centre(col, row);
        const double bearing_deg =
            std::atan2(to.x_m - from.x_m, to.y_m - from.y_m) * 180 / std::numbers::pi +
            kept.north_deg;
        const double pattern_db = radio.antenna.attenuation_db(
            static_cast<float>(bearing_deg),
            0.01F * static_cast<float>(kept.raster->departure_cdeg[i]));
        return static_cast<double>(radio.reference_dbm) - kept.raster->loss_cdb[i] / 100.0 -
               pattern_db;
    }

private:
    struct Kept {
        std::optional<planning::LossRaster> raster;
        double north_deg = 0;
    };
    const Kept& rasterOf(std::uint32_t antenna)
    {
        const auto [entry, fresh] = rasters_.try_emplace(antenna);
        if (fresh) {
            const LossWork work{workspace_,     crs_,  settings_.request,
                                settings_.area, plan_, workspace_.filesFolder() / "loss"};
            entry->second.raster = readLoss(lossPath(work, *model_, plan_.antennas[antenna]));
            entry->second.north_deg = gridNorth_deg(crs_, plan_.antennas[antenna].at);
        }
        return entry->second;
    }

    const geo::Workspace& workspace_;
    geo::WorkingCrs crs_;
    const CoverSettings& settings_;
    geo::Problems ignored_;
    planning::AntennaPatterns patterns_;
    std::unique_ptr<planning::AreaModel> model_;
    planning::RadioPlan plan_;
    std::map<std::uint32_t, std::uint32_t> at_; // cell of the scenario → of the plan
    std::map<std::uint32_t, Kept> rasters_;
};

/// Classes of the workspace's clutter raster at the measurements; noClass where it has none.
void addClasses(CalibrateReport& report, const geo::Workspace& workspace)
{
    std::vector<geo::LonLat> places;
    for (const Measurement& m : report.measurements) {
        places.push_back(m.at);
    }
    for (const geo::RasterEntry& entry : workspace.rasters("clutter")) {
        report.clutter_source = entry.source.empty() ? entry.path : entry.source;
        const auto values =
            geo::valuesAt(workspace.fileBeside(entry.path), places, {.crs = entry.crs});
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isfinite(values[i]) && values[i] > 0) {
                report.measurements[i].level.clutter =
                    static_cast<std::uint32_t>(std::lround(values[i]));
            }
        }
    }
}

template <typename Name>
std::vector<ErrorsBy> errorsBy(const CalibrateReport& report, Name nameOf)
{
    std::map<std::string, std::vector<double>> groups;
    for (const Measurement& m : report.measurements) {
        groups[nameOf(report.scenario.cells[m.cell])].push_back(m.level.error_db());
    }
    std::vector<ErrorsBy> out;
    for (const auto& [name, errors] : groups) {
        out.push_back({name, planning::errorStatistics(errors)});
    }
    return out;
}

void evaluate(CalibrateReport& report)
{
    std::vector<double> errors;
    std::vector<planning::MeasuredLevel> levels;
    for (const Measurement& m : report.measurements) {
        errors.push_back(m.level.error_db());
        levels.push_back(m.level);
    }
    report.all = planning::errorStatistics(errors);
    report.technologies = errorsBy(report, [](const planning::Cell& cell) {
        return std::string{planning::text(cell.technology)};
    });
    report.cells = errorsBy(report, [](const planning::Cell& cell) { return cell.cell_id; });
    report.classes = planning::fitByClass(levels);
    for (planning::ClassFit& one : report.classes) {
        if (!report.request.fit) {
            one.fit.reset();
            one.after.reset();
        }
    }
    for (std::size_t i = 0; i < errors.size(); ++i) {
        for (const planning::ClassFit& one : report.classes) {
            if (one.clutter == levels[i].clutter && one.fit) {
                errors[i] -= one.fit->at(levels[i].distance_m);
            }
        }
        report.measurements[i].residual_db = errors[i];
    }
    if (report.request.fit) {
        report.fitted = planning::errorStatistics(errors);
    }
}

} // namespace

CalibrateReport calibrate(const geo::Workspace& workspace, const CalibrateRequest& request,
                          const planning::Feedback& feedback)
{
    CalibrateReport report;
    report.request = request;
    report.scenario = loadScenario(workspace, &report.problems);
    const LoadedCover cover = requireCover(workspace, report.scenario);
    report.coverage = cover.about;
    const CoverSettings settings = settingsOf(cover);
    ModelledLevels model{workspace, report.scenario, settings};
    const planning::Index cells = planning::indexOfCells(report.scenario);
    for (const std::filesystem::path& file : request.files) {
        for (MeasuredTable& table : readMeasurements(file, request.columns)) {
            for (const std::string& note : table.notes) {
                report.problems.push_back({geo::Severity::note, table.file + ": " + note});
            }
            report.left_out.insert(report.left_out.end(), table.left_out.begin(),
                                   table.left_out.end());
            for (const MeasuredRow& row : table.rows) {
                const auto leaveOut = [&](const std::string& reason) {
                    report.left_out.push_back({table.file, row.row, "cell", row.cell, reason});
                };
                const auto cell = cells.find(row.cell);
                if (cell == cells.end()) {
                    leaveOut("there is no such cell in the workspace");
                    continue;
                }
                Measurement m;
                m.file = table.file;
                m.row = row.row;
                m.cell = cell->second;
                m.at = row.at;
                m.level.measured_dbm = row.level_dbm;
                m.level.clutter = noClass;
                std::string reason;
                const auto level_dbm = model.level_dbm(cell->second, model.crs().project(row.at),
                                                       m.level.distance_m, reason);
                if (!level_dbm) {
                    leaveOut(reason);
                    continue;
                }
                m.level.modelled_dbm = *level_dbm;
                report.measurements.push_back(std::move(m));
            }
        }
    }
    feedback.progress(0.9);
    if (report.measurements.empty()) {
        throw geo::Error{
            fmt::format("none of the {} measurements can be compared; the first: {}",
                        report.left_out.size(),
                        report.left_out.empty() ? "there is no row" : report.left_out[0].reason),
            "Check the cells' names and the positions",
            {request.files.empty() ? std::string{} : request.files.front().string()}};
    }
    addClasses(report, workspace);
    evaluate(report);
    return report;
}

} // namespace app
