#include "geo/raster/raster_beside.h"
#include "geo/raster/raster_file.h"
#include "geo/terrain/dem.h"

#include <algorithm>
#include <fmt/format.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> filesOf(const Workspace& workspace, const std::string& kind)
{
    std::vector<fs::path> files;
    for (const RasterEntry& entry : workspace.rasters(kind)) {
        files.push_back(rasterBeside(workspace, entry));
    }
    return files;
}

} // namespace

std::optional<Elevation> loadElevation(const Workspace& workspace, const WorkingCrs& crs,
                                       const Box& box, double cell_m, const Progress& progress)
{
    const std::vector<fs::path> heights = filesOf(workspace, "elevation");
    if (heights.empty()) {
        throw Error{"the workspace has no elevation model",
                    "Bring one in: sila import WORKSPACE elevation FOLDER",
                    {.file = workspace.file().string()}};
    }
    if (box.empty() || !(cell_m > 0)) {
        throw Error{"there is no area to load elevation for",
                    "Import areas, settlements or sites first",
                    {.file = workspace.file().string()}};
    }
    constexpr double mostCells = 2e9;
    if (box.width() / cell_m * (box.height() / cell_m) > mostCells) {
        throw Error{fmt::format("a grid of {:.0f} × {:.0f} km in cells of {} m is too large",
                                box.width() / 1000, box.height() / 1000, cell_m),
                    "Take a coarser resolution or a smaller area",
                    {.file = workspace.file().string()}};
    }
    const GridFrame frame = alignedFrame(box, cell_m);
    const Progress first = [&](double done) { return !progress || progress(0.8 * done); };
    auto grid =
        warpedOnto(heights, frame, crs.code(), Resampling::bilinear, {.overviews = true}, first);
    if (!grid) {
        return std::nullopt;
    }
    Elevation elevation;
    elevation.height_m = std::move(*grid);
    for (const RasterEntry& entry : workspace.rasters("elevation")) {
        elevation.source += (elevation.source.empty() ? "Terrain: " : ", ") + entry.source;
    }
    const std::vector<fs::path> seas = filesOf(workspace, "sea");
    if (seas.empty()) {
        return elevation;
    }
    const Progress second = [&](double done) { return !progress || progress(0.8 + 0.2 * done); };
    const auto wet = warpedClasses(seas, frame, crs.code(), {}, second);
    if (!wet) {
        return std::nullopt;
    }
    elevation.sea.assign(frame.size(), 0);
    bool any = false;
    for (std::size_t i = 0; i < frame.size(); ++i) {
        constexpr std::uint8_t seaClass = 1; // 2 is land
        if (wet->values[i] == seaClass) {
            elevation.sea[i] = 1;
            elevation.height_m.values[i] = 0;
            any = true;
        }
    }
    if (!any) {
        elevation.sea.clear();
    }
    return elevation;
}

std::optional<double> elevationResolution_m(const Workspace& workspace)
{
    std::optional<double> finest;
    for (const RasterEntry& entry : workspace.rasters("elevation")) {
        if (entry.resolution_m > 0) {
            finest = std::min(finest.value_or(entry.resolution_m), entry.resolution_m);
        }
    }
    return finest;
}

} // namespace geo
