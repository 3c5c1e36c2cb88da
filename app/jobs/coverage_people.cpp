#include "app/jobs/coverage_people.h"

#include "geo/raster/raster_beside.h"
#include "geo/raster/raster_rows.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unordered_map>

namespace app {
namespace {

using planning::AreaShare;
using planning::GridWindow;
using planning::noArea;

constexpr int bandRows = 64;
constexpr int marginCells = 2;
constexpr double remarkable = 0.001; // share of the people worth a remark

/// The part of a raster that may touch the grid, in its own columns and rows.
GridWindow neededPart(const geo::RasterRows& rows, const geo::GridFrame& frame,
                      const geo::WorkingCrs& crs)
{
    geo::Box box;
    constexpr int points = 64;
    const geo::Box edge = frame.box();
    for (int i = 0; i <= points; ++i) {
        for (int j = 0; j <= points; ++j) {
            const geo::XY at{edge.min_x + edge.width() * i / points,
                             edge.min_y + edge.height() * j / points};
            if (const auto cell = rows.cellAt(crs.unproject(at))) {
                box.add(cell->x_m, cell->y_m);
            }
        }
    }
    const GridWindow all{0, 0, rows.cols(), rows.rows()};
    if (box.empty()) {
        return {};
    }
    const auto low = [](double v) {
        return static_cast<int>(std::clamp(std::floor(v), -1e9, 1e9)) - marginCells;
    };
    const int col0 = low(box.min_x);
    const int row0 = low(box.min_y);
    return all & GridWindow{col0, row0, low(box.max_x) + 2 * marginCells + 1 - col0,
                            low(box.max_y) + 2 * marginCells + 1 - row0};
}

/// An area's polygons in the raster's columns (x) and rows (minus y).
planning::Polygons inCells(const planning::Area& area, const geo::RasterRows& rows)
{
    planning::Polygons out;
    for (const auto& polygon : area.shape) {
        auto& part = out.emplace_back();
        for (const auto& ring : polygon) {
            auto& line = part.emplace_back();
            for (const geo::LonLat& p : ring) {
                if (const auto cell = rows.cellAt(p)) {
                    line.push_back({cell->x_m, -cell->y_m});
                }
            }
        }
    }
    return out;
}

struct AreaInCells {
    std::uint32_t area = noArea;
    planning::Polygons shape;
    geo::Box extent;
};

/// For one band of rows, each cell's shares of areas: `start` per cell of the band.
struct BandShares {
    std::vector<std::size_t> start;
    std::vector<AreaShare> shares;
};

BandShares sharesOf(const std::vector<AreaInCells>& areas, const geo::GridFrame& cells,
                    const GridWindow& band)
{
    std::vector<std::pair<std::size_t, AreaShare>> found;
    for (const AreaInCells& area : areas) {
        const GridWindow window = planning::windowOf(cells, area.extent) & band;
        for (const planning::CellShare& c : planning::cellShares(area.shape, cells, window)) {
            const auto col = static_cast<int>(c.cell) % cells.cols - band.col0;
            const auto row = static_cast<int>(c.cell) / cells.cols - band.row0;
            found.emplace_back(static_cast<std::size_t>(row) * static_cast<std::size_t>(band.cols) +
                                   static_cast<std::size_t>(col),
                               AreaShare{area.area, c.share});
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    BandShares out;
    out.start.assign(static_cast<std::size_t>(band.cols) * static_cast<std::size_t>(band.rows) + 1,
                     0);
    out.shares.reserve(found.size());
    for (const auto& [cell, share] : found) {
        ++out.start[cell + 1];
        out.shares.push_back(share);
    }
    for (std::size_t i = 1; i < out.start.size(); ++i) {
        out.start[i] += out.start[i - 1];
    }
    return out;
}

bool readRaster(planning::PeopleSpreader& spreader, const geo::RasterRows& rows,
                const geo::GridFrame& frame, const planning::Scenario& scenario,
                const planning::AreaIndex& index, const geo::WorkingCrs& crs,
                const planning::Feedback& feedback)
{
    const GridWindow needed = neededPart(rows, frame, crs);
    std::vector<AreaInCells> areas;
    for (const std::uint32_t leaf : index.leaves()) {
        AreaInCells area{leaf, inCells(scenario.areas[leaf], rows), {}};
        area.extent = planning::extentOf(area.shape);
        areas.push_back(std::move(area));
    }
    const geo::GridFrame cells{0, 0, 1, rows.cols(), rows.rows()};
    BandShares shares;
    GridWindow band;
    std::vector<geo::XY> above;
    for (int row = 0; row < rows.rows(); ++row) {
        if (feedback.cancelled()) {
            return false;
        }
        feedback.progress(static_cast<double>(row) / rows.rows());
        const std::vector<double> people = rows.values(row);
        const bool mine = row >= needed.row0 && row < needed.row0 + needed.rows;
        if (mine && (band.empty() || row >= band.row0 + band.rows)) {
            band = needed & GridWindow{needed.col0, row, needed.cols, bandRows};
            shares = sharesOf(areas, cells, band);
            above = rows.corners(row);
        }
        std::vector<geo::XY> below;
        if (mine) {
            below = rows.corners(row + 1);
        }
        for (int col = 0; col < rows.cols(); ++col) {
            const auto c = static_cast<std::size_t>(col);
            if (!(people[c] > 0)) {
                continue;
            }
            const bool placed =
                mine && col >= needed.col0 && col < needed.col0 + needed.cols &&
                std::isfinite(above[c].x_m + above[c + 1].x_m + below[c].x_m + below[c + 1].x_m);
            if (!placed) {
                spreader.addOutside(people[c]);
                continue;
            }
            const std::size_t i =
                static_cast<std::size_t>(row - band.row0) * static_cast<std::size_t>(band.cols) +
                static_cast<std::size_t>(col - band.col0);
            spreader.add({above[c], above[c + 1], below[c + 1], below[c]}, people[c],
                         std::span{shares.shares}.subspan(shares.start[i],
                                                          shares.start[i + 1] - shares.start[i]));
        }
        above = std::move(below);
    }
    return true;
}

/// The leaf each settlement's people stay in; noArea where its area is divided in a way that does
/// not say.
std::vector<std::uint32_t> areasOfSettlements(const planning::Scenario& scenario,
                                              const planning::AreaIndex& index,
                                              const geo::GridFrame& frame)
{
    std::unordered_map<std::string, std::uint32_t> byCode;
    for (std::uint32_t i = 0; i < scenario.areas.size(); ++i) {
        byCode.try_emplace(scenario.areas[i].area_code, i);
    }
    std::vector<std::uint32_t> out(scenario.settlements.size(), noArea);
    if (index.cells().empty()) {
        return out;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const planning::Settlement& s = scenario.settlements[i];
        const int col = frame.colOf(s.at.xy.x_m);
        const int row = frame.rowOf(s.at.xy.y_m);
        const std::uint32_t here =
            frame.inside(col, row) ? index.cells()[frame.at(col, row)] : noArea;
        const auto named = byCode.find(s.area_code);
        if (named == byCode.end()) {
            out[i] = here;
        } else if (index.isLeaf(named->second)) {
            out[i] = named->second;
        } else if (here != noArea && index.within(here, named->second)) {
            out[i] = here;
        }
    }
    return out;
}

void remark(People& out, double people, const std::string& what, const std::string& fix)
{
    if (people > remarkable * out.account.source) {
        out.problems.push_back(
            {geo::Severity::warning,
             fmt::format("{:.0f} of {:.0f} people {}", people, out.account.source, what),
             fix,
             {out.source},
             "rasters",
             {}});
    }
}

/// Makes each leaf with a stated population hold as many people.
void scaleToAreas(People& out, const planning::Scenario& scenario)
{
    std::vector<double> has(scenario.areas.size(), 0);
    const auto& cells = out.areas.cells();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] != noArea) {
            has[cells[i]] += static_cast<double>(out.people[i]);
        }
    }
    std::vector<double> factor(scenario.areas.size(), 1);
    for (const std::uint32_t leaf : out.areas.leaves()) {
        const auto wanted = scenario.areas[leaf].population;
        if (!wanted) {
            continue;
        }
        if (has[leaf] > 0) {
            factor[leaf] = *wanted / has[leaf];
        } else if (*wanted > 0) {
            out.problems.push_back(
                {geo::Severity::warning,
                 fmt::format("area {} should have {:.0f} people, but {} puts "
                             "nobody there",
                             scenario.areas[leaf].area_code, *wanted, out.source),
                 "Import settlements or a population raster for it",
                 {},
                 "areas",
                 scenario.areas[leaf].area_code});
        }
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] != noArea) {
            out.people[i] =
                static_cast<float>(static_cast<double>(out.people[i]) * factor[cells[i]]);
        }
    }
    for (planning::PlaceCell& c : out.settlementCells) {
        if (cells[c.cell] != noArea) {
            c.people *= factor[cells[c.cell]];
        }
    }
}

} // namespace

std::string_view text(PeopleBasis basis)
{
    return basis == PeopleBasis::raster ? "raster" : "settlements";
}

std::optional<geo::RasterEntry> populationRaster(const geo::Workspace& workspace,
                                                 const std::string& path)
{
    const auto entries = workspace.rasters("population");
    if (path.empty()) {
        return entries.empty() ? std::nullopt : std::optional{entries.back()};
    }
    for (const geo::RasterEntry& entry : entries) {
        if (entry.path == path || std::filesystem::path{entry.path}.filename() == path) {
            return entry;
        }
    }
    throw geo::Error{
        fmt::format("there is no population raster '{}' in the workspace", path),
        "Import it with sila import WORKSPACE population FILE, or leave --population out",
        {workspace.file().filename().string()}};
}

std::optional<People> peopleOn(const geo::GridFrame& frame, const geo::Workspace& workspace,
                               const planning::Scenario& scenario, const geo::WorkingCrs& crs,
                               std::vector<std::uint8_t> sea, const PeopleRequest& request,
                               const planning::Feedback& feedback)
{
    People out;
    out.areas = planning::AreaIndex{scenario.areas, frame};
    planning::GridGround ground{out.areas.cells(), std::move(sea)};
    const auto raster = populationRaster(workspace, request.population);
    if (!raster) {
        auto spread = planning::spreadSettlements(
            scenario.settlements, areasOfSettlements(scenario, out.areas, frame), frame, ground);
        out.source = "settlements";
        out.people = std::move(spread.people);
        out.settlementCells = std::move(spread.cells);
        out.settlementBasis = std::move(spread.basis);
        out.account = spread.account;
    } else {
        out.basis = PeopleBasis::raster;
        out.source = raster->source.empty() ? raster->path : raster->source;
        if (request.keep_at_sea) {
            ground.sea.clear();
        }
        planning::PeopleSpreader spreader{frame, ground};
        const geo::RasterRows rows{
            geo::rasterBeside(workspace, *raster), crs, {.crs = raster->crs}};
        if (!readRaster(spreader, rows, frame, scenario, out.areas, crs, feedback)) {
            return std::nullopt;
        }
        out.account = spreader.account();
        out.people = spreader.finish();
        out.settlementCells =
            planning::peopleOfSettlements(scenario.settlements, frame, out.people);
        out.settlementBasis.resize(scenario.settlements.size());
        for (std::size_t i = 0; i < out.settlementBasis.size(); ++i) {
            planning::groundOf(scenario.settlements[i], out.settlementBasis[i]);
        }
    }
    remark(out, out.account.outside, "live beyond the area looked at and are not counted",
           "Widen the area with --extent, if they matter");
    remark(out, out.account.on_sea, "are put on open sea by their source",
           "Check the source, or the elevation's sea");
    remark(out, out.account.out_of_area, "live in areas too small for the resolution",
           "Take a finer --resolution");
    if (request.scale_to_areas) {
        scaleToAreas(out, scenario);
    }
    return out;
}

} // namespace app
