#include "app/jobs/coverage_estimate.h"

#include "app/jobs/coverage_tiles.h"
#include "geo/files/atomic_file.h"
#include "planning/parallel.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <numbers>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr double ns = 1e-9;
constexpr double bytes_per_mb = 1e6;
constexpr const char* speedsName = "speeds.json";

/// Found on one core of an AMD EPYC of 2024; see docs/decisions/0020-area-engine.md.
struct CostOf {
    double receiver_ns = 0, point_ns = 0; // a receiver, a point of the profiles (or radials)
};
CostOf costOf(const CoverageRequest& request)
{
    if (request.model == "p1812" && request.mode == "sweep") {
        return {130, 20}; // points of radials
    }
    if (request.model == "p1812") {
        return request.mode == "exact" ? CostOf{250, 2.4} : CostOf{2000, 45};
    }
    if (request.model == "itm" || request.model == "ehata") {
        return {1000, 32};
    }
    return {150, 0};
}

fs::path speedsFile(const LossWork& work)
{
    return work.folder / speedsName;
}

nlohmann::json readSpeeds(const LossWork& work)
{
    std::ifstream in{speedsFile(work)};
    auto speeds = nlohmann::json::parse(in, nullptr, false);
    return speeds.is_object() ? speeds : nlohmann::json::object();
}

std::string nameOf(const LossWork& work, RunPart part)
{
    const CoverageRequest& q = work.request;
    return part == RunPart::rest ? "rest" : q.model == "p1812" ? q.model + "_" + q.mode : q.model;
}

/// 1 on the machine the figures are from, more on a faster one; nothing when not measured here.
std::optional<double> speedOf(const LossWork& work, RunPart part)
{
    const nlohmann::json speeds = readSpeeds(work);
    const auto speed = speeds.find(nameOf(work, part));
    if (speed != speeds.end() && speed->is_number() && speed->get<double>() > 0) {
        return speed->get<double>();
    }
    return std::nullopt;
}

double threadsOf(const LossWork& work)
{
    return planning::threadCount(work.request.threads, std::numeric_limits<std::size_t>::max());
}

/// Cells of an antenna's disc.
double discCells(const planning::AreaSettings& settings)
{
    const double radius = settings.radius_m / settings.cell_m;
    return std::numbers::pi * radius * radius;
}

/// Cells of the terrain around the antennas still to be computed.
double terrainCells(const LossWork& work, const std::vector<LossFile>& files, double cell_m)
{
    geo::Box box;
    double missing = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].ready) {
            ++missing;
            box.add(work.plan.antennas[i].at.x_m, work.plan.antennas[i].at.y_m);
        }
    }
    if (box.empty()) {
        return 0;
    }
    // It is loaded block by block: one site far away does not bring in what lies between.
    const double margin_m = work.settings.radius_m + coastMargin_m;
    const geo::Box wide = box.grown(margin_m);
    return std::min(wide.width() / cell_m * (wide.height() / cell_m),
                    missing * std::pow(2 * margin_m / cell_m, 2));
}

double missingOf(const std::vector<LossFile>& files)
{
    return static_cast<double>(
        std::count_if(files.begin(), files.end(), [](const LossFile& f) { return !f.ready; }));
}

double stepOf(const LossWork& work)
{
    return terrainCell_m(work.workspace).value_or(work.settings.cell_m);
}

} // namespace

double lossWork_s(const CoverageRequest& request, const planning::AreaSettings& settings,
                  double step_m)
{
    const CostOf cost = costOf(request);
    const double receivers = discCells(settings);
    const double radius_m = settings.radius_m;
    double points = receivers * (2.0 / 3) * radius_m / step_m; // of a profile each
    if (request.model == "p1812" && request.mode == "sweep") {
        const double spacing_m = std::max(step_m, settings.cell_m / 2);
        points = 2 * std::numbers::pi * radius_m / spacing_m * radius_m / step_m;
    }
    constexpr double each_s = 5e-4; // a file, the cells next to the antenna
    constexpr double written_ns = 12;
    return each_s + ns * (receivers * (cost.receiver_ns + written_ns) + points * cost.point_ns);
}

RunWork workOf(const LossWork& work, const std::vector<LossFile>& files,
               const geo::GridFrame& frame, std::size_t technologies, std::size_t sets)
{
    RunWork out;
    const double step_m = stepOf(work);
    out.losses_s = missingOf(files) * lossWork_s(work.request, work.settings, step_m);
    constexpr double terrain_ns = 150;
    out.terrain_s = ns * terrain_ns * terrainCells(work, files, step_m);
    constexpr double read_ns = 25;
    constexpr double level_ns = 45;
    constexpr double open_s = 2e-4;
    const auto antennas = static_cast<double>(files.size());
    const auto cells = static_cast<double>(work.plan.cells.size());
    // The operators' turns together look at each cell once more.
    const double turns = sets > 1 ? 2 : 1;
    out.levels_s = turns * (antennas * open_s + ns * discCells(work.settings) *
                                                    (read_ns * antennas + level_ns * cells));
    constexpr double row_s = 1e-4;
    constexpr double people_ns = 300;
    constexpr double raster_ns = 700; // of one technology
    out.rest_s =
        row_s * (cells + antennas) + ns * static_cast<double>(frame.size()) *
                                         (people_ns + raster_ns * static_cast<double>(sets) *
                                                          (1 + static_cast<double>(technologies)));
    return out;
}

void rememberSpeed(const LossWork& work, RunPart part, double foreseen_s, double took_s)
{
    constexpr double tooShort_s = 0.2; // to say anything
    if (took_s < tooShort_s || foreseen_s <= 0) {
        return;
    }
    nlohmann::json speeds = readSpeeds(work);
    constexpr double places = 1000;
    speeds[nameOf(work, part)] = std::round(places * foreseen_s / took_s) / places;
    geo::writeFile(speedsFile(work), speeds.dump(1) + "\n");
}

CoverageEstimate estimateOf(const LossWork& work, const std::vector<LossFile>& files,
                            const geo::GridFrame& frame, std::size_t technologies, std::size_t sets)
{
    CoverageEstimate out;
    const double missing = missingOf(files);
    out.antennas = files.size();
    out.cached = files.size() - static_cast<std::size_t>(missing);
    out.receivers = missing * discCells(work.settings);
    const RunWork run = workOf(work, files, frame, technologies, sets);
    const double threads = threadsOf(work);
    const auto losses = speedOf(work, RunPart::losses);
    const auto rest = speedOf(work, RunPart::rest);
    out.rate_measured = (losses.has_value() || missing == 0) && rest.has_value();
    out.seconds = run.losses_s / threads / losses.value_or(1) +
                  (run.terrain_s + run.levels_s / threads + run.rest_s) / rest.value_or(1);

    const auto cells = static_cast<double>(frame.size());
    const auto layers = static_cast<double>(technologies);
    const double raster = std::pow(2 * work.settings.radius_m / work.settings.cell_m + 1, 2);
    constexpr double atOnce = 40e6; // see computeLosses()
    constexpr double terrain_b = 10;
    constexpr double raster_b = 8;     // while it is computed and written
    constexpr double program_b = 80e6; // code, libraries, caches
    constexpr double row_b = 4000;
    constexpr double people_b = 20;
    const double rows = static_cast<double>(work.plan.cells.size() + files.size());
    const double lossStage =
        missing > 0 ? terrain_b * std::min(atOnce, terrainCells(work, files, stepOf(work))) +
                          threads * raster_b * raster
                    : 0;
    constexpr double held = 1.8; // levels worked out from them, and what the allocator keeps
    const double tileStage =
        cells * (people_b + (work.request.rasters ? 4 + 13 * layers : 0)) +
        held * threads *
            planTiles(frame, work.plan, work.settings.radius_m, work.request.threads).most_bytes;
    out.memory_mb =
        (program_b + row_b * rows + cells * 4 + std::max(lossStage, tileStage)) / bytes_per_mb;
    constexpr double loss_b = 4;
    constexpr double cover_b = 6;
    constexpr double packed_b = 4; // of one technology's rasters
    out.disk_mb = (missing * raster * loss_b + cells * cover_b +
                   packed_b * cells * layers * static_cast<double>(sets)) /
                  bytes_per_mb;
    return out;
}

} // namespace app
