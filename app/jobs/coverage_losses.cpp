#include "app/jobs/coverage_losses.h"

#include "app/jobs/coverage_estimate.h"
#include "planning/parallel.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr int lossVersion = 3; // to 2, land beside the sea was taken for sea
/// Terrain held at once, in cells; larger countries are done in blocks.
constexpr double mostTerrainCells = 40e6;

std::string keyText(const LossWork& work, const planning::AreaModel& model,
                    const planning::AntennaPoint& antenna)
{
    const planning::AreaSettings& s = work.settings;
    return fmt::format("loss {}\n{}\n{}\n{}antenna {} {} {} {}\nradius {} cell {} receiver {} "
                       "time {} location {}\n",
                       lossVersion, model.name(), model.basis(), work.terrain, antenna.at.x_m,
                       antenna.at.y_m, antenna.height_m, antenna.frequency_mhz, s.radius_m,
                       s.cell_m, s.receiver_height_m, s.time_percent, s.location_percent);
}

void compute(LossFile& file, const planning::AreaModel& model, const geo::Elevation* elevation,
             const planning::AntennaPoint& antenna, const planning::AreaSettings& settings,
             const planning::Feedback& feedback, planning::LossRaster& memory)
{
    std::optional<planning::LossRaster> raster;
    try {
        raster =
            planning::lossRaster(model, elevation, antenna, settings, feedback, std::move(memory));
    } catch (const geo::Error& fault) { // of this antenna; a full disk below stops the run
        file.failure = fault.happened();
        return;
    }
    if (!raster || feedback.cancelled()) {
        return;
    }
    file.computed = raster->computed;
    file.voids = raster->voids;
    file.outside = raster->outside;
    if (raster->computed == 0) {
        file.failure = "no receiver around it could be computed: the elevation has no data there";
        return;
    }
    writeLoss(file.file, *raster);
    file.ready = true;
    memory = std::move(*raster);
}

} // namespace

fs::path lossPath(const LossWork& work, const planning::AreaModel& model,
                  const planning::AntennaPoint& antenna)
{
    return work.folder / (keyOf(keyText(work, model, antenna)) + ".loss");
}

std::vector<LossFile> lookForLosses(const LossWork& work, const planning::Feedback& feedback)
{
    const auto model = makeModel(work.request, work.crs, nullptr);
    std::vector<LossFile> files(work.plan.antennas.size());
    planning::forEachPiece(files.size(), work.request.threads, feedback,
                           [&](std::size_t i, unsigned) {
                               files[i].file = lossPath(work, *model, work.plan.antennas[i]);
                               if (const auto raster = readLoss(files[i].file)) {
                                   files[i].computed = raster->computed;
                                   files[i].voids = raster->voids;
                                   files[i].outside = raster->outside;
                                   files[i].ready = true;
                               }
                           });
    return files;
}

bool computeLosses(const LossWork& work, std::vector<LossFile>& files,
                   const planning::Feedback& feedback)
{
    const AreaModelInfo* const info = areaModelCalled(work.request.model);
    const bool needsTerrain =
        (info != nullptr && info->terrain) || !work.workspace.rasters("elevation").empty();
    const double cell_m = terrainCell_m(work.workspace).value_or(work.settings.cell_m);
    const double margin_m = work.settings.radius_m + coastMargin_m;
    const double side_m = std::max(margin_m, std::sqrt(mostTerrainCells) * cell_m - 2 * margin_m);
    std::map<std::pair<int, int>, std::vector<std::size_t>> blocks;
    std::size_t missing = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].ready) {
            const geo::XY at = work.plan.antennas[i].at;
            blocks[{static_cast<int>(std::floor(at.y_m / side_m)),
                    static_cast<int>(std::floor(at.x_m / side_m))}]
                .push_back(i);
            ++missing;
        }
    }
    std::size_t done = 0;
    std::size_t computed = 0;
    double seconds = 0; // of all threads
    for (const auto& [place, block] : blocks) {
        geo::Box box;
        for (const std::size_t i : block) {
            box.add(work.plan.antennas[i].at.x_m, work.plan.antennas[i].at.y_m);
        }
        std::optional<Terrain> terrain;
        const planning::Feedback part =
            feedback.stage(static_cast<double>(done) / static_cast<double>(missing),
                           static_cast<double>(done + block.size()) / static_cast<double>(missing));
        const bool elsewhere =
            needsTerrain && !work.workspace.rasters("elevation").empty() &&
            !hasTerrain(work.workspace, work.crs, box.grown(work.settings.radius_m));
        if (elsewhere) { // all of this block; the others go on
            for (const std::size_t i : block) {
                files[i].failure = "the site lies outside the elevation model";
            }
            done += block.size();
            continue;
        }
        if (needsTerrain) {
            terrain = loadTerrain(work.workspace, work.crs, box.grown(work.settings.radius_m),
                                  work.request.clutter, part.stage(0, 0, "terrain"));
            if (!terrain) {
                return false;
            }
        }
        const auto model = makeModel(work.request, work.crs, terrain ? &*terrain : nullptr);
        const auto began = std::chrono::steady_clock::now();
        const unsigned threads = planning::threadCount(work.request.threads, block.size());
        std::vector<planning::LossRaster> memory(threads);
        planning::AreaSettings settings = work.settings;
        // Antennas side by side; where there are fewer than threads, each gets several.
        settings.threads = static_cast<int>(
            planning::threadCount(work.request.threads, std::numeric_limits<std::size_t>::max()) /
            threads);
        const bool whole = planning::forEachPiece(
            block.size(), work.request.threads, part.stage(0, 1, "loss"),
            [&](std::size_t i, unsigned thread) {
                compute(files[block[i]], *model, terrain ? &terrain->elevation : nullptr,
                        work.plan.antennas[block[i]], settings,
                        planning::Feedback{feedback.stopToken(), [](double, const auto&) {}},
                        memory[thread]);
            });
        if (!whole || feedback.cancelled()) {
            return false;
        }
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() *
                   (threads * static_cast<unsigned>(settings.threads));
        for (const std::size_t i : block) {
            computed += files[i].ready ? 1 : 0;
        }
        done += block.size();
    }
    rememberSpeed(work, RunPart::losses,
                  static_cast<double>(computed) * lossWork_s(work.request, work.settings, cell_m),
                  seconds);
    return true;
}

} // namespace app
