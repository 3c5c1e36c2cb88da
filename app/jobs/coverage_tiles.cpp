#include "app/jobs/coverage_tiles.h"

#include "planning/parallel.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <mutex>
#include <numeric>

namespace app {
namespace {

using planning::GridWindow;

constexpr int largestTile = 256;
constexpr int smallestTile = 32;
/// Loss rasters held by all threads together, where a tile can be made small enough for it.
constexpr double mostBytesHeld = 200e6;

/// Cells each antenna of the plan may reach.
std::vector<GridWindow> reachOf(const planning::RadioPlan& plan, const geo::GridFrame& frame,
                                double radius_m)
{
    std::vector<GridWindow> out;
    for (const planning::AntennaPoint& antenna : plan.antennas) {
        out.push_back(
            planning::windowOn(frame, planning::receiverFrame(antenna.at, radius_m, frame.cell_m)));
    }
    return out;
}

/// Bytes of loss rasters in the worst of the tiles of a size.
double worstTile(const geo::GridFrame& frame, const std::vector<GridWindow>& reach, int cells)
{
    const int across = (frame.cols + cells - 1) / cells;
    const int down = (frame.rows + cells - 1) / cells;
    std::vector<double> bytes(static_cast<std::size_t>(across) * static_cast<std::size_t>(down));
    for (const GridWindow& window : reach) {
        const GridWindow w = window & GridWindow{0, 0, frame.cols, frame.rows};
        if (w.empty()) {
            continue;
        }
        for (int y = w.row0 / cells; y <= (w.row0 + w.rows - 1) / cells; ++y) {
            for (int x = w.col0 / cells; x <= (w.col0 + w.cols - 1) / cells; ++x) {
                const GridWindow part = w & GridWindow{x * cells, y * cells, cells, cells};
                constexpr double perCell = 2 * sizeof(std::int16_t);
                bytes[static_cast<std::size_t>(y) * static_cast<std::size_t>(across) +
                      static_cast<std::size_t>(x)] += perCell * part.cols * part.rows;
            }
        }
    }
    return bytes.empty() ? 0 : *std::max_element(bytes.begin(), bytes.end());
}

/// Puts a tile's values into a grid of the whole frame.
template <typename T>
void place(const std::vector<T>& tile, const GridWindow& window, const geo::GridFrame& frame,
           std::vector<T>& grid)
{
    const auto cols = static_cast<std::size_t>(window.cols);
    for (int row = 0; row < window.rows; ++row) {
        const auto from =
            tile.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row) * cols);
        std::copy(from, from + window.cols,
                  grid.begin() +
                      static_cast<std::ptrdiff_t>(frame.at(window.col0, window.row0 + row)));
    }
}

void makeGrids(Composites& composites, const planning::RadioPlan& plan,
               const std::vector<std::uint32_t>& cells, const geo::GridFrame& frame)
{
    composites.frame = frame;
    composites.throughput_mbps.assign(frame.size(), 0.0F);
    for (const std::uint32_t c : cells) {
        auto& grid = composites.technology[static_cast<std::size_t>(plan.cells[c].technology)];
        if (!grid) {
            grid.emplace();
            grid->level_cdbm.assign(frame.size(), planning::noLevel);
            grid->server.assign(frame.size(), planning::noCell);
            grid->servers.assign(frame.size(), 0);
            grid->sinr_cdb.assign(frame.size(), planning::noLevel);
        }
    }
}

void keep(const planning::TileLevels& levels, Composites& composites)
{
    std::vector<float> best;
    for (std::size_t t = 0; t < levels.technology.size(); ++t) {
        if (!levels.technology[t]) {
            continue;
        }
        const planning::TechnologyTile& tile = *levels.technology[t];
        TechnologyGrid& grid = *composites.technology[t];
        place(tile.level_cdbm, levels.tile, composites.frame, grid.level_cdbm);
        place(tile.server, levels.tile, composites.frame, grid.server);
        place(tile.servers, levels.tile, composites.frame, grid.servers);
        place(tile.sinr_cdb, levels.tile, composites.frame, grid.sinr_cdb);
        best.resize(tile.throughput_mbps.size(), 0.0F);
        for (std::size_t i = 0; i < best.size(); ++i) {
            best[i] = std::max(best[i], tile.throughput_mbps[i]);
        }
    }
    if (!best.empty()) {
        place(best, levels.tile, composites.frame, composites.throughput_mbps);
    }
}

/// The part of the area of interest within a tile; empty: all.
std::vector<std::uint8_t> insideOf(const GridWindow& tile, const geo::GridFrame& frame,
                                   const std::vector<std::uint8_t>& inside)
{
    std::vector<std::uint8_t> out;
    if (inside.empty()) {
        return out;
    }
    for (int row = tile.row0; row < tile.row0 + tile.rows; ++row) {
        const auto from = inside.begin() + static_cast<std::ptrdiff_t>(frame.at(tile.col0, row));
        out.insert(out.end(), from, from + tile.cols);
    }
    return out;
}

} // namespace

TilePlan planTiles(const geo::GridFrame& frame, const planning::RadioPlan& plan, double radius_m,
                   int threads)
{
    const std::vector<GridWindow> reach = reachOf(plan, frame, radius_m);
    TilePlan out;
    out.cells = largestTile;
    out.most_bytes = worstTile(frame, reach, out.cells);
    const double share =
        mostBytesHeld / planning::threadCount(threads, std::numeric_limits<std::size_t>::max());
    while (out.cells > smallestTile && out.most_bytes > share) {
        out.cells /= 2;
        out.most_bytes = worstTile(frame, reach, out.cells);
    }
    out.across = (frame.cols + out.cells - 1) / out.cells;
    out.down = (frame.rows + out.cells - 1) / out.cells;
    return out;
}

double gridNorth_deg(const geo::WorkingCrs& crs, geo::XY at)
{
    constexpr double step_m = 100;
    const double bearing =
        geo::bearing_deg(crs.unproject(at), crs.unproject(geo::XY{at.x_m, at.y_m + step_m}));
    return bearing > 180 ? bearing - 360 : bearing;
}

bool runTiles(const TileWork& work, const TileOutputs& out, const planning::Feedback& feedback)
{
    const planning::RadioPlan& plan = work.losses.plan;
    const geo::GridFrame& frame = work.frame;
    std::vector<std::uint32_t> cells = work.cells;
    if (cells.empty()) {
        cells.resize(plan.cells.size());
        std::iota(cells.begin(), cells.end(), 0U);
    }
    if (out.composites != nullptr) {
        makeGrids(*out.composites, plan, cells, frame);
    }
    if (out.unknown != nullptr) {
        out.unknown->clear();
    }
    const double radius_m = work.losses.settings.radius_m;
    const std::vector<GridWindow> reach = reachOf(plan, frame, radius_m);
    std::vector<char> wanted(plan.antennas.size(), 0);
    for (const std::uint32_t c : cells) {
        const std::uint32_t i = plan.cells[c].raster;
        wanted[i] = work.files[i].ready ? 1 : 0;
    }
    std::vector<double> north;
    for (const planning::AntennaPoint& antenna : plan.antennas) {
        north.push_back(gridNorth_deg(work.losses.crs, antenna.at));
    }
    const TilePlan tiles = planTiles(frame, plan, radius_m, work.losses.request.threads);
    std::mutex guard; // of the builder, and of the unknown while it is empty
    return planning::forEachPiece(
        static_cast<std::size_t>(tiles.across) * static_cast<std::size_t>(tiles.down),
        work.losses.request.threads, feedback.stage(0, 1, "levels"),
        [&](std::size_t number, unsigned) {
            const int col0 = static_cast<int>(number) % tiles.across * tiles.cells;
            const int row0 = static_cast<int>(number) / tiles.across * tiles.cells;
            const GridWindow tile = GridWindow{0, 0, frame.cols, frame.rows} &
                                    GridWindow{col0, row0, tiles.cells, tiles.cells};
            std::vector<planning::RasterPiece> pieces(plan.antennas.size());
            for (std::size_t i = 0; i < pieces.size(); ++i) {
                if (wanted[i] != 0 && !(reach[i] & tile).empty()) {
                    pieces[i] = readLossPiece(work.files[i].file, frame, tile);
                    if (work.adjust) {
                        work.adjust(i, pieces[i]);
                    }
                }
                if (feedback.cancelled()) {
                    return;
                }
            }
            std::vector<std::uint32_t> here;
            std::copy_if(cells.begin(), cells.end(), std::back_inserter(here),
                         [&](auto c) { return !pieces[plan.cells[c].raster].window.empty(); });
            const planning::TileLevels levels =
                planning::tileLevels({plan, frame, tile, north, work.losses.request.load,
                                      out.composites == nullptr, radius_m},
                                     pieces, here);
            if (out.composites != nullptr) {
                keep(levels, *out.composites); // tiles don't overlap
            }
            std::optional<planning::TileGroups> groups;
            if (out.builder != nullptr) {
                groups = planning::groupTile(tile, levels.footprints,
                                             insideOf(tile, frame, work.inside));
            }
            const std::scoped_lock lock{guard};
            if (groups) {
                out.builder->add(*groups);
            }
            if (out.unknown != nullptr && !levels.unknown.empty()) {
                out.unknown->resize(frame.size(), planning::noTechnology);
                place(levels.unknown, tile, frame, *out.unknown);
            }
        });
}

} // namespace app
