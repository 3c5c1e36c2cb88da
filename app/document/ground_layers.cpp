#include "app/document/ground_layers.h"

#include "app/jobs/coverage_people.h"
#include "app/jobs/load_scenario.h"
#include "app/map/areas.h"
#include "geo/raster/raster_file.h"
#include "geo/terrain/dem.h"
#include "planning/coverage/link_budget.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace app::document {
namespace {

constexpr double mostCells = 9e6; // of the terrain: sharp to some 60 m on a country of 150 km
constexpr double mostPeopleCells = 2e6;
constexpr double step_db = 10; // of the tint, as in the rasters' own classes

geo::Progress asProgress(const planning::Feedback& feedback)
{
    return [feedback](double done) {
        feedback.progress(done);
        return !feedback.cancelled();
    };
}

void mention(GroundLayers& out, const geo::Error& fault)
{
    out.problems.push_back(
        {geo::Severity::warning, fault.happened(), fault.advice(), fault.place(), {}, {}});
}

/// Finest cell, a multiple of `least_m`, for which the box has no more than `most` cells.
double cellFor(const geo::Box& box, double least_m, double most)
{
    const double fits_m = std::sqrt(box.width() * box.height() / most);
    return fits_m <= least_m ? least_m : std::ceil(fits_m / 10) * 10;
}

bool loadTerrain(GroundLayers& out, const geo::Workspace& workspace, const geo::WorkingCrs& crs,
                 const geo::Box& extent, const planning::Feedback& feedback)
{
    const auto resolution_m = geo::elevationResolution_m(workspace);
    if (!resolution_m) {
        return true;
    }
    // Enough around that a window of another shape is filled too.
    const double margin = 0.35 * std::max(extent.width(), extent.height());
    const geo::Box box = extent.grown(margin);
    try {
        const auto heights = geo::loadElevation(
            workspace, crs, box, cellFor(box, *resolution_m, mostCells), asProgress(feedback));
        if (!heights) {
            return false;
        }
        out.terrain = map::makeTerrain(*heights);
    } catch (const geo::Error& fault) {
        mention(out, fault);
    }
    return true;
}

bool loadPeople(GroundLayers& out, const geo::Workspace& workspace, const geo::WorkingCrs& crs,
                const geo::Box& extent, const planning::Cover* cover,
                const planning::Feedback& feedback)
{
    if (cover != nullptr && cover->people.size() == cover->frame.size()) {
        geo::FloatGrid grid{cover->frame};
        grid.values = cover->people;
        out.people_per_km2 = map::makePeopleGround(grid);
        return true;
    }
    constexpr double fine_m = 250;
    const geo::GridFrame frame =
        geo::alignedFrame(extent, cellFor(extent, fine_m, mostPeopleCells));
    try {
        const auto people =
            peopleOn(frame, workspace, loadScenario(workspace), crs, {}, {}, feedback);
        if (!people) {
            return false;
        }
        geo::FloatGrid grid{frame};
        grid.values = people->people;
        out.people_per_km2 = map::makePeopleGround(grid);
    } catch (const geo::Error& fault) {
        mention(out, fault);
    }
    return true;
}

/// Thresholds the coverage was computed with.
planning::Thresholds thresholdsOf(const geo::Workspace& workspace)
{
    planning::Thresholds out;
    for (const geo::ResultsEntry& entry : workspace.results()) {
        const auto about = nlohmann::json::parse(entry.parameters, nullptr, false);
        if (entry.table != "results_coverage_rasters" || !about.is_object() ||
            !about.contains("thresholds_dbm")) {
            continue;
        }
        for (int t = 0; t < planning::technologyCount; ++t) {
            const std::string word{planning::text(static_cast<planning::Technology>(t))};
            const auto& all = about["thresholds_dbm"];
            if (all.contains(word) && all[word].is_number()) {
                out.level_dbm[static_cast<std::size_t>(t)] = all[word].get<double>();
            }
        }
    }
    return out;
}

/// Number of sites received; empty where nobody counted them or the counting was cancelled.
map::Pyramid serversOf(const geo::Workspace& workspace, const geo::Rows& rasters,
                       planning::Technology technology, const geo::GridFrame& frame,
                       const planning::Feedback& feedback)
{
    const std::string name = "servers_" + std::string{planning::text(technology)};
    for (const geo::Row& row : rasters.rows) {
        if (rasters.textAt(row, "name") == name) {
            auto count = geo::warpedOnto(
                {workspace.fileBeside(rasters.textAt(row, "path").value_or(""))}, frame,
                workspace.crs(), geo::Resampling::nearest, {}, asProgress(feedback));
            if (!count) {
                return {};
            }
            for (float& value : count->values) {
                value = std::isnan(value) ? 0 : value;
            }
            return map::Pyramid{std::move(*count)};
        }
    }
    return {};
}

bool loadSignal(GroundLayers& out, const geo::Workspace& workspace, const planning::Cover* cover,
                const planning::Feedback& feedback)
{
    if (cover == nullptr || !workspace.hasTable("results_coverage_rasters")) {
        return true;
    }
    const planning::Thresholds thresholds = thresholdsOf(workspace);
    const geo::Rows rasters = workspace.read("results_coverage_rasters");
    for (const geo::Row& row : rasters.rows) {
        const std::string name = rasters.textAt(row, "name").value_or("");
        const auto technology = planning::parseWord<planning::Technology>(
            rasters.textAt(row, "technology").value_or(""));
        if (!technology || !name.starts_with("level")) { // an operator's begin with its folder
            continue;
        }
        const std::filesystem::path file =
            workspace.fileBeside(rasters.textAt(row, "path").value_or(""));
        try {
            auto level = geo::warpedOnto({file}, cover->frame, workspace.crs(),
                                         geo::Resampling::nearest, {}, asProgress(feedback));
            if (!level) {
                return false;
            }
            const double least = thresholds[*technology];
            for (float& value : level->values) {
                if (static_cast<double>(value) < least) {
                    value = geo::noData;
                }
            }
            map::SignalTint tint = map::makeSignalTint(
                *technology, std::move(*level),
                {least, least + step_db, least + 2 * step_db, least + 3 * step_db});
            tint.servers = serversOf(workspace, rasters, *technology, cover->frame, feedback);
            out.signal.push_back(std::move(tint));
        } catch (const geo::Error& fault) {
            mention(out, fault);
        }
    }
    return true;
}

} // namespace

std::optional<GroundLayers> loadGround(const std::filesystem::path& file, const geo::Box& extent,
                                       const planning::Cover* cover,
                                       const planning::Feedback& feedback)
{
    GroundLayers out;
    const auto workspace = geo::Workspace::open(file, geo::Access::read);
    if (workspace.crs().empty() || extent.empty()) {
        return out;
    }
    const geo::WorkingCrs crs{workspace.crs()};
    const bool done =
        loadTerrain(out, workspace, crs, extent, feedback.stage(0, 0.6, "Loading the terrain")) &&
        loadPeople(out, workspace, crs, extent, cover,
                   feedback.stage(0.6, 0.7, "Loading the people")) &&
        loadSignal(out, workspace, cover, feedback.stage(0.7, 1, "Loading the signal"));
    return done ? std::optional{std::move(out)} : std::nullopt;
}

} // namespace app::document
