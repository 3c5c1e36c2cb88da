#include "app/jobs/coverage_terrain.h"

#include "geo/raster/raster_beside.h"
#include "geo/raster/raster_file.h"
#include "planning/coverage/loss_raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr double leastCell_m = 5;
constexpr float suburban_m = 10;
constexpr float urban_m = 15; // and trees
constexpr float denseUrban_m = 20;

constexpr std::array<std::pair<std::string_view, ClutterCode>, 4> clutterWords{
    {{"none", ClutterCode::none},
     {"heights", ClutterCode::heights},
     {"worldcover", ClutterCode::worldCover},
     {"corine", ClutterCode::corine}}};

std::vector<fs::path> filesOf(const geo::Workspace& workspace, const std::string& kind,
                              const geo::WorkingCrs& crs, const geo::Box& box)
{
    const geo::Box lonlat = crs.unproject(box);
    std::vector<fs::path> files;
    for (const geo::RasterEntry& entry : workspace.rasters(kind)) {
        const fs::path file = geo::rasterBeside(workspace, entry);
        if (geo::rasterInfo(file, {.crs = entry.crs}).lonlat.touches(lonlat)) {
            files.push_back(file);
        }
    }
    return files;
}

geo::Progress progressOf(const planning::Feedback& feedback)
{
    return [feedback](double done) {
        feedback.progress(done);
        return !feedback.cancelled();
    };
}

/// Resampling depends a little on what is resampled together. Fixed tiles of the plane make the
/// height of a place independent of the box asked for.
constexpr int tileCells = 1024;

/// False when cancelled.
bool fillInTiles(geo::FloatGrid& heights, const geo::GridFrame& frame,
                 const std::vector<fs::path>& files, const geo::WorkingCrs& crs,
                 const planning::Feedback& feedback)
{
    heights = geo::FloatGrid{frame, geo::noData};
    const double side_m = tileCells * frame.cell_m;
    const geo::Box box = frame.box();
    const auto tileOf = [&](double v) { return static_cast<int>(std::floor(v / side_m)); };
    const int last_x = tileOf(box.max_x);
    const int last_y = tileOf(box.max_y);
    const int tiles = (last_x - tileOf(box.min_x) + 1) * (last_y - tileOf(box.min_y) + 1);
    int done = 0;
    for (int ty = tileOf(box.min_y); ty <= last_y; ++ty) {
        for (int tx = tileOf(box.min_x); tx <= last_x; ++tx, ++done) {
            const geo::GridFrame tile{tx * side_m, (ty + 1) * side_m, frame.cell_m, tileCells,
                                      tileCells};
            const geo::Box lonlat = crs.unproject(tile.box());
            std::vector<fs::path> mine;
            std::copy_if(
                files.begin(), files.end(), std::back_inserter(mine),
                [&](const fs::path& f) { return geo::rasterInfo(f).lonlat.touches(lonlat); });
            if (mine.empty()) {
                continue;
            }
            const auto part =
                geo::warpedOnto(mine, tile, crs.code(), geo::Resampling::bilinear, {},
                                progressOf(feedback.stage(static_cast<double>(done) / tiles,
                                                          static_cast<double>(done + 1) / tiles)));
            if (!part) {
                return false;
            }
            const auto shift = planning::windowOn(frame, tile);
            for (int row = 0; row < tileCells; ++row) {
                for (int col = 0; col < tileCells; ++col) {
                    if (frame.inside(shift.col0 + col, shift.row0 + row)) {
                        heights(shift.col0 + col, shift.row0 + row) = (*part)(col, row);
                    }
                }
            }
        }
    }
    return true;
}

float worldCoverHeight_m(int value)
{
    switch (value) {
    case 10: // tree cover
    case 50: // built-up
    case 95: // mangroves
        return urban_m;
    default:
        return 0;
    }
}

float corineHeight_m(int value)
{
    // 1 to 44 in the order of the three-digit codes.
    static constexpr std::array<int, 44> codes{
        111, 112, 121, 122, 123, 124, 131, 132, 133, 141, 142, 211, 212, 213, 221,
        222, 223, 231, 241, 242, 243, 244, 311, 312, 313, 321, 322, 323, 324, 331,
        332, 333, 334, 335, 411, 412, 421, 422, 423, 511, 512, 521, 522, 523};
    const int code = value >= 1 && value <= 44 ? codes[static_cast<std::size_t>(value - 1)] : value;
    switch (code) {
    case 111:
        return denseUrban_m;
    case 121: // industrial and commercial units
    case 123: // ports
    case 222: // fruit trees
    case 223: // olive groves
    case 244: // agro-forestry
    case 311:
    case 312:
    case 313: // forests
        return urban_m;
    case 112: // discontinuous urban fabric
        return suburban_m;
    default:
        return 0;
    }
}

} // namespace

std::optional<ClutterCode> clutterCodeFrom(const std::string& word)
{
    for (const auto& [spelled, code] : clutterWords) {
        if (word == spelled) {
            return code;
        }
    }
    return std::nullopt;
}

std::string clutterWord(ClutterCode wanted)
{
    for (const auto& [spelled, code] : clutterWords) {
        if (code == wanted) {
            return std::string{spelled};
        }
    }
    return {};
}

float clutterHeight_m(ClutterCode code, float value)
{
    if (!std::isfinite(value)) {
        return 0;
    }
    switch (code) {
    case ClutterCode::heights:
        return std::max(0.0F, value);
    case ClutterCode::worldCover:
        return worldCoverHeight_m(static_cast<int>(value));
    case ClutterCode::corine:
        return corineHeight_m(static_cast<int>(value));
    case ClutterCode::none:
        break;
    }
    return 0;
}

std::optional<double> terrainCell_m(const geo::Workspace& workspace)
{
    std::optional<double> finest;
    for (const geo::RasterEntry& entry : workspace.rasters("elevation")) {
        if (entry.resolution_m > 0 && (!finest || entry.resolution_m < *finest)) {
            finest = entry.resolution_m;
        }
    }
    if (finest) {
        finest = std::max(leastCell_m, leastCell_m * std::round(*finest / leastCell_m));
    }
    return finest;
}

std::string terrainBasis(const geo::Workspace& workspace, ClutterCode clutter)
{
    std::string out = fmt::format("crs {}\n", workspace.crs());
    for (const char* kind : {"elevation", "sea"}) {
        for (const geo::RasterEntry& entry : workspace.rasters(kind)) {
            out += fmt::format("{} {}\n", kind, entry.checksum);
        }
    }
    if (clutter != ClutterCode::none) {
        for (const geo::RasterEntry& entry : workspace.rasters("clutter")) {
            out += fmt::format("clutter {} {}\n", static_cast<int>(clutter), entry.checksum);
        }
    }
    return out;
}

bool hasTerrain(const geo::Workspace& workspace, const geo::WorkingCrs& crs, const geo::Box& box,
                double margin_m)
{
    return !filesOf(workspace, "elevation", crs, box.grown(margin_m)).empty();
}

std::optional<Terrain> loadTerrain(const geo::Workspace& workspace, const geo::WorkingCrs& crs,
                                   const geo::Box& box, ClutterCode clutter,
                                   const planning::Feedback& feedback, double margin_m)
{
    const auto cell_m = terrainCell_m(workspace);
    const geo::Box wide = box.grown(margin_m);
    const auto files =
        cell_m ? filesOf(workspace, "elevation", crs, wide) : std::vector<fs::path>{};
    if (files.empty()) {
        throw geo::Error{
            cell_m ? "the workspace's elevation lies elsewhere" : "the workspace has no elevation",
            "Import it (sila import WORKSPACE elevation FILE…); only coverage by --model p525 does "
            "without",
            {workspace.file().filename().string()}};
    }
    Terrain out;
    const geo::GridFrame frame = geo::alignedFrame(wide, *cell_m);
    if (!fillInTiles(out.elevation.height_m, frame, files, crs, feedback)) {
        return std::nullopt;
    }
    out.elevation.sea = seaOn(frame, workspace, crs);
    for (std::size_t i = 0; i < out.elevation.sea.size(); ++i) {
        if (out.elevation.sea[i] != 0) {
            out.elevation.height_m.values[i] = 0;
        }
    }
    out.zones = planning::propagation::radioZones(out.elevation);
    if (clutter != ClutterCode::none) {
        const auto clutterFiles = filesOf(workspace, "clutter", crs, box);
        if (clutterFiles.empty()) {
            throw geo::Error{
                "the workspace has no clutter there",
                "Import it (sila import WORKSPACE clutter FILE), or leave --clutter out",
                {workspace.file().filename().string()}};
        }
        out.clutter = geo::warpedOnto(clutterFiles, frame, crs.code(), geo::Resampling::nearest, {},
                                      progressOf(feedback));
        if (!out.clutter) {
            return std::nullopt;
        }
        for (float& value : out.clutter->values) {
            value = clutterHeight_m(clutter, value);
        }
    }
    return out;
}

std::vector<std::uint8_t> seaOn(const geo::GridFrame& frame, const geo::Workspace& workspace,
                                const geo::WorkingCrs& crs)
{
    const auto files = filesOf(workspace, "sea", crs, frame.box());
    if (files.empty()) {
        return {};
    }
    const auto classes = geo::warpedClasses(files, frame, crs.code());
    std::vector<std::uint8_t> sea(frame.size(), 0);
    bool any = false;
    for (std::size_t i = 0; i < sea.size(); ++i) {
        constexpr std::uint8_t seaClass = 1; // 2 is land, 0 not known
        sea[i] = classes->values[i] == seaClass ? 1 : 0;
        any = any || sea[i] != 0;
    }
    return any ? sea : std::vector<std::uint8_t>{};
}

} // namespace app
