#include "app/jobs/coverage.h"
#include "app/jobs/coverage_counts.h"
#include "app/jobs/coverage_estimate.h"
#include "app/jobs/coverage_frame.h"
#include "app/jobs/coverage_outputs.h"
#include "app/jobs/coverage_patterns.h"
#include "app/jobs/coverage_refusals.h"
#include "app/jobs/coverage_store.h"
#include "app/jobs/load_scenario.h"
#include "app/jobs/situation.h"
#include "planning/parallel.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

namespace app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Puts the new rasters in the place of the old ones, all at once.
void takePlace(const fs::path& made, const fs::path& folder)
{
    const fs::path old = folder.string() + ".old";
    std::error_code none;
    fs::remove_all(old, none);
    fs::rename(folder, old, none); // the first run has none
    fs::rename(made, folder);
    fs::remove_all(old, none);
}

Json aboutOf(const CoverageRequest& request, const planning::AreaSettings& settings)
{
    Json thresholds;
    for (int t = 0; t < planning::technologyCount; ++t) {
        const auto technology = static_cast<planning::Technology>(t);
        thresholds[std::string{planning::text(technology)}] = request.thresholds[technology];
    }
    Json about{{"model", request.model}};
    if (request.model == "p1812") {
        about["mode"] = request.mode;
        about["dn"] = request.dn;
        about["n0"] = request.n0;
    }
    about["resolution_m"] = settings.cell_m;
    about["radius_m"] = settings.radius_m;
    about["receiver_height_m"] = settings.receiver_height_m;
    about["time_percent"] = settings.time_percent;
    about["location_percent"] = settings.location_percent;
    const AreaModelInfo* const info = areaModelCalled(request.model);
    if (info != nullptr && !info->environments.empty()) {
        about["environment"] = request.environment.empty()
                                   ? info->environments.substr(0, info->environments.find(','))
                                   : request.environment;
    }
    if (request.model == "itm") {
        about["climate"] = request.climate;
    }
    about["clutter"] = request.clutter != ClutterCode::none;
    if (request.clutter != ClutterCode::none) {
        about["clutter_values"] = clutterWord(request.clutter);
    }
    for (const fs::path& file : request.antennas) {
        about["antennas"].push_back(fs::absolute(file).lexically_normal().string());
    }
    if (!request.antennas.empty()) {
        about["antennas_checksum"] = antennaChecksum(request.antennas);
    }
    about["thresholds_dbm"] = thresholds;
    about["thresholds_note"] = "common planning values, outdoors, half of the places; not a "
                               "regulator's";
    about["load"] = request.load;
    return about;
}

/// Cells whose loss could not be computed join those left out; `plan` keeps the others.
void leaveOutFailed(planning::RadioPlan& plan, const std::vector<LossFile>& files)
{
    std::erase_if(plan.cells, [&](const planning::RadioCell& cell) {
        const LossFile& file = files[cell.raster];
        if (file.ready) {
            return false;
        }
        plan.left_out.push_back({cell.cell, file.failure});
        return true;
    });
    std::sort(plan.left_out.begin(), plan.left_out.end(),
              [](const auto& a, const auto& b) { return a.cell < b.cell; });
}

/// One problem for each way in which antennas lie outside the model's range.
void describeWarnings(CoverageReport& report, const planning::RadioPlan& plan,
                      const planning::AreaModel& model, const planning::AreaSettings& settings)
{
    std::map<std::string, std::size_t> counts;
    for (const planning::AntennaPoint& antenna : plan.antennas) {
        for (const std::string& warning : model.warnings(antenna, settings)) {
            ++counts[warning];
        }
    }
    for (const auto& [warning, count] : counts) {
        report.problems.push_back(
            {geo::Severity::warning,
             fmt::format("{} of {} antennas: {}", count, plan.antennas.size(), warning),
             "Trust these figures less, or take another --model",
             {},
             "cells",
             {}});
    }
}

/// One problem for all patterns that cells name and nobody gave.
void describeMissing(CoverageReport& report, const planning::RadioPlan& plan)
{
    if (plan.missing_patterns.empty()) {
        return;
    }
    constexpr std::size_t named = 3;
    std::uint32_t cells = 0;
    std::string names;
    std::size_t shown = 0;
    for (const auto& [name, count] : plan.missing_patterns) {
        cells += count;
        if (shown++ < named) {
            names += fmt::format("{}'{}'", names.empty() ? "" : ", ", name);
        }
    }
    const std::size_t patterns = plan.missing_patterns.size();
    if (patterns > named) {
        names += fmt::format(" and {} more", patterns - named);
    }
    report.problems.push_back(
        {geo::Severity::warning,
         fmt::format("{} cells name {} whose pattern is not at hand ({}); the default sector is "
                     "used",
                     cells, patterns == 1 ? "an antenna" : fmt::format("{} antennas", patterns),
                     names),
         "Give their files with --antennas",
         {},
         "cells",
         {}});
}

void describeCells(CoverageReport& report, const planning::RadioPlan& plan,
                   const std::vector<LossFile>& files)
{
    report.cells.resize(report.scenario.cells.size());
    for (std::uint32_t i = 0; i < report.cells.size(); ++i) {
        report.cells[i].cell = i;
    }
    for (const planning::RadioCell& cell : plan.cells) {
        const LossFile& file = files[cell.raster];
        report.cells[cell.cell].computed = file.computed;
        report.cells[cell.cell].voids = file.voids;
        report.cells[cell.cell].outside = file.outside;
    }
    for (const planning::LeftOutCell& left : plan.left_out) {
        const planning::Cell& cell = report.scenario.cells[left.cell];
        report.cells[left.cell].reason = left.reason;
        report.problems.push_back(
            {geo::Severity::warning,
             fmt::format("at site {} is left out: {}", cell.site_id, left.reason),
             "Correct the cell or its site; it is missing from every figure",
             {},
             "cells",
             cell.cell_id});
    }
    report.left_out = plan.left_out.size();
    std::map<std::string, bool> computed; // by site there is: whether any cell was
    std::set<std::string> known;
    for (const planning::Site& site : report.scenario.sites) {
        known.insert(site.site_id);
    }
    for (const CellCoverage& cell : report.cells) {
        const std::string& site = report.scenario.cells[cell.cell].site_id;
        if (known.contains(site)) {
            computed[site] |= cell.reason.empty();
        }
    }
    report.sites_left_out = static_cast<std::size_t>(
        std::count_if(computed.begin(), computed.end(), [](const auto& s) { return !s.second; }));
    for (const LossFile& file : files) {
        report.voids += file.voids + file.outside;
    }
    describeMissing(report, plan);
}

/// People who aren't covered for sure, but maybe by an antenna beyond a void of the elevation.
double peopleNotKnown(const planning::Cover& cover, const UnknownGrid& unknown)
{
    const auto received =
        planning::technologiesByGroup(cover, planning::LayerFlags(cover.layers.size(), 1));
    double people = 0;
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        if (unknown[i] != planning::noTechnology && cover.group[i] != planning::noGroup &&
            received[cover.group[i]] == planning::noTechnology) {
            people += static_cast<double>(cover.people[i]);
        }
    }
    return people;
}

CoverFile coverFileOf(planning::Cover cover, const People& people,
                      const planning::Scenario& scenario)
{
    CoverFile file;
    file.cover = std::move(cover);
    file.settlementCells = people.settlementCells;
    for (const planning::Site& site : scenario.sites) {
        file.sites.push_back(site.site_id);
    }
    for (const planning::Cell& cell : scenario.cells) {
        file.cells.push_back(cell.cell_id);
    }
    for (const planning::Settlement& settlement : scenario.settlements) {
        file.settlements.push_back(settlement.settlement_id);
    }
    return file;
}

} // namespace

std::optional<CoverageReport>
runCoverage(geo::Workspace& workspace, const CoverageRequest& request,
            const planning::Feedback& feedback,
            const std::function<void(const CoverageEstimate&)>& onEstimate)
{
    refuseIgnored(request);
    refuseOutside(request);
    CoverageReport report;
    planning::Scenario& world = report.scenario;
    world = loadScenario(workspace, &report.problems);
    requireNetwork(workspace, world);
    requirePeople(workspace, world, request);
    requireGround(workspace, world, request);
    report.synthetic = std::any_of(world.cells.begin(), world.cells.end(),
                                   [](const planning::Cell& c) { return c.synthetic; });
    const geo::WorkingCrs crs{workspace.crs()};
    const geo::Box box = areaOfInterest(workspace, world, crs, request);
    planning::AreaSettings settings;
    settings.radius_m = request.radius_m;
    settings.cell_m =
        request.resolution_m.value_or(pickResolution_m(box, terrainCell_m(workspace)));
    settings.receiver_height_m = request.receiver_height_m;
    settings.time_percent = request.time_percent;
    settings.location_percent = request.location_percent;
    const geo::GridFrame frame = checkedFrame(box, settings);

    const planning::AntennaPatterns patterns = patternsOf(request.antennas, report.problems);
    const auto model = makeModel(request, crs, nullptr);
    planning::RadioPlan plan =
        planning::radioPlan(world, *model, settings, request.thresholds, nullptr, patterns);
    const fs::path folder = workspace.filesFolder() / "loss";
    fs::create_directories(folder);
    const LossWork losses{workspace, crs, request, settings, plan, folder};
    std::vector<LossFile> files = lookForLosses(losses, feedback.stage(0, 0.02, "loss"));
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    std::set<planning::Technology> technologies;
    for (const planning::RadioLayer& layer : plan.layers) {
        technologies.insert(layer.technology);
    }
    const std::size_t sets = rasterSets(request, plan, world);
    const CoverageEstimate estimate = estimateOf(losses, files, frame, technologies.size(), sets);
    if (onEstimate) {
        onEstimate(estimate);
    }
    requireRoom(workspace.filesFolder(), estimate);
    auto people = peopleOn(frame, workspace, world, crs, seaOn(frame, workspace, crs),
                           request.people, feedback.stage(0.02, 0.1, "people"));
    if (!people) {
        return std::nullopt;
    }
    requireSomebody(*people, workspace, request);
    if (!computeLosses(losses, files, feedback.stage(0.1, 0.85, "loss"))) {
        return std::nullopt;
    }
    const auto began = std::chrono::steady_clock::now();
    leaveOutFailed(plan, files);
    if (plan.cells.empty()) {
        throw geo::Error{fmt::format("none of the {} cells can be computed; the first: {}",
                                     world.cells.size(), plan.left_out.front().reason),
                         "Check positions, heights, frequencies and the elevation model",
                         {workspace.file().filename().string()}};
    }
    describeCells(report, plan, files);
    describeWarnings(report, plan, *model, settings);

    std::vector<std::uint8_t> inside;
    if (request.inside_areas && !people->areas.cells().empty()) {
        for (const std::uint32_t area : people->areas.cells()) {
            inside.push_back(area == planning::noArea ? 0 : 1);
        }
    }
    planning::CoverBuilder builder{frame, std::move(people->people), plan.layers};
    const TileWork tiles{losses, files, frame, inside};
    Composites composites;
    UnknownGrid unknown;
    if (!runTiles(tiles, {&builder, request.rasters ? &composites : nullptr, &unknown},
                  feedback.stage(0.85, 0.91))) {
        return std::nullopt;
    }
    report.about = aboutOf(request, settings);
    report.about["model_version"] = areaModelCalled(request.model)->edition;
    report.about["model_basis"] = model->basis();
    report.about["cells_left_out"] = report.left_out;
    report.about["sites_left_out"] = report.sites_left_out;
    report.about["people"] = text(people->basis);
    report.basis = people->basis;
    report.people_source = people->source;
    report.account = people->account;
    report.settlementBasis = people->settlementBasis;
    report.problems.insert(report.problems.end(), people->problems.begin(), people->problems.end());
    report.cover = coverFileOf(builder.finish(), *people, world);
    if (const auto uncounted = settlementsOfUnknownPeople(workspace, world); uncounted > 0) {
        report.about["settlements_with_unknown_people"] = uncounted;
        report.problems.push_back({geo::Severity::warning,
                                   fmt::format("{} of {} settlements have no population: unknown "
                                               "people, in no total",
                                               uncounted, world.settlements.size()),
                                   "Give the numbers, even estimates (sila check names them)",
                                   {},
                                   "settlements",
                                   {}});
    }
    report.people_not_known = peopleNotKnown(report.cover.cover, unknown);
    report.about["people_not_known"] = report.people_not_known;
    report.cover.about = report.about.dump();
    report.cover.fingerprint = coverInputs(workspace, world);
    count(report, people->areas);
    // Rasters of two runs side by side would be taken for one: they are made aside.
    const fs::path rasters = workspace.filesFolder() / "coverage";
    const fs::path aside = rasters.string() + ".new";
    if (request.rasters) {
        std::error_code none;
        fs::remove_all(aside, none); // of a run that was killed
        const RasterSet set{composites,   unknown,   plan,  request,
                            report.about, workspace, aside, rasters};
        report.rasters = writeRasters(set);
        composites = {};
        if (request.operator_rasters) {
            const auto each = writeOperatorRasters(tiles, world, set, feedback.stage(0.91, 0.98));
            report.rasters.insert(report.rasters.end(), each.begin(), each.end());
        }
    }
    feedback.progress(0.98);
    if (feedback.cancelled()) {
        std::error_code none;
        fs::remove_all(aside, none);
        return std::nullopt;
    }
    if (request.rasters) {
        takePlace(aside, rasters);
    }
    writeCover(coverPath(workspace), report.cover);
    storeCoverage(workspace, report);
    const RunWork foreseen = workOf(losses, files, frame, technologies.size(), sets);
    rememberSpeed(losses, RunPart::rest,
                  foreseen.rest_s +
                      foreseen.levels_s / planning::threadCount(request.threads, files.size()),
                  std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    return report;
}

} // namespace app
