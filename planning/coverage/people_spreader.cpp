#include "planning/coverage/people_grid.h"

#include <algorithm>
#include <cmath>

namespace planning {
namespace {

constexpr double leastPart = 1e-12;
constexpr double leastRest = 1e-9;
constexpr int searchRings = 8; // cells around a pixel searched for its area

double shareSum(const std::vector<CellShare>& cells)
{
    double sum = 0;
    for (const CellShare& c : cells) {
        sum += c.share;
    }
    return sum;
}

double pixelArea_cells(const std::array<geo::XY, 4>& corners, double cell_m)
{
    double twice = 0;
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        twice += (corners[i].x_m - corners[0].x_m) * (corners[i + 1].y_m - corners[0].y_m) -
                 (corners[i + 1].x_m - corners[0].x_m) * (corners[i].y_m - corners[0].y_m);
    }
    return std::abs(twice) / 2 / (cell_m * cell_m);
}

} // namespace

PeopleSpreader::PeopleSpreader(const geo::GridFrame& frame, const GridGround& ground)
    : frame_{frame}, ground_{ground}, people_(frame.size(), 0.0)
{
}

void PeopleSpreader::pour(double people, double weight, const std::vector<CellShare>& cells)
{
    for (const CellShare& c : cells) {
        people_[c.cell] += people * (c.share / weight);
        if (ground_.isSea(c.cell)) {
            account_.on_sea += people * (c.share / weight);
        }
    }
    account_.on_grid += people;
}

void PeopleSpreader::place(double people, std::uint32_t area, double outside)
{
    if (people <= 0) {
        return;
    }
    const auto choose = [&](auto&& wanted) {
        chosen_.clear();
        std::copy_if(touched_.begin(), touched_.end(), std::back_inserter(chosen_),
                     [&](const CellShare& c) { return wanted(c.cell); });
        return shareSum(chosen_);
    };
    const auto mine = [&](std::size_t cell) { return ground_.areaOf(cell) == area; };
    const auto dry = [&](std::size_t cell) { return !ground_.isSea(cell); };
    const double all = choose(mine);
    const double land = choose([&](std::size_t c) { return mine(c) && dry(c); });
    if (all + outside > leastPart) {
        account_.outside += people * (outside / (all + outside));
        people *= all / (all + outside);
    }
    if (all <= leastPart && outside > leastPart) {
        return;
    }
    if (land > leastPart) {
        account_.moved_to_land += people * ((all - land) / all);
        pour(people, land, chosen_);
        return;
    }
    // People whom no area claims, on cells that are sea: their pixel's land takes them.
    const bool adrift = area == noArea && !ground_.sea.empty();
    if (const double ashore = adrift ? choose(dry) : 0; ashore > leastPart) {
        account_.moved_to_land += people;
        pour(people, ashore, chosen_);
    } else if (all > leastPart) { // all of it sea: they stay in their area
        choose(mine);
        pour(people, all, chosen_);
    } else if (findNear(area)) { // a sliver narrower than a cell
        pour(people, shareSum(chosen_), chosen_);
    } else {
        account_.out_of_area += people;
        const double any = choose([](std::size_t) { return true; });
        pour(people, any, chosen_);
    }
}

bool PeopleSpreader::findNear(std::uint32_t area)
{
    chosen_.clear();
    for (int ring = 1; ring <= searchRings && chosen_.empty(); ++ring) {
        const GridWindow around = GridWindow{0, 0, frame_.cols, frame_.rows} &
                                  GridWindow{window_.col0 - ring, window_.row0 - ring,
                                             window_.cols + 2 * ring, window_.rows + 2 * ring};
        for (int row = around.row0; row < around.row0 + around.rows; ++row) {
            for (int col = around.col0; col < around.col0 + around.cols; ++col) {
                const std::size_t cell = frame_.at(col, row);
                if (ground_.areaOf(cell) == area) {
                    chosen_.push_back({static_cast<std::uint32_t>(cell), 1.0});
                }
            }
        }
    }
    return !chosen_.empty();
}

void PeopleSpreader::add(const std::array<geo::XY, 4>& corners, double people,
                         std::span<const AreaShare> areas)
{
    if (!(people > 0) || !std::isfinite(people)) {
        return;
    }
    account_.source += people;
    geo::Box box;
    for (const geo::XY& p : corners) {
        box.add(p.x_m, p.y_m);
    }
    window_ = windowOf(frame_, box);
    const double size_cells = pixelArea_cells(corners, frame_.cell_m);
    if (window_.empty() || !(size_cells > 0)) {
        account_.outside += people;
        return;
    }
    const Polygons pixel{{{corners[0], corners[1], corners[2], corners[3], corners[0]}}};
    touched_ = cellShares(pixel, frame_, window_);
    for (CellShare& c : touched_) {
        c.share /= size_cells;
    }
    const double outside = std::max(0.0, 1 - shareSum(touched_));
    double inAreas = 0;
    for (const AreaShare& a : areas) {
        inAreas += a.share;
    }
    // Areas that overlap share the people; a rest of nothing but rounding is none.
    const double scale = inAreas > 1 - leastRest ? 1 / inAreas : 1;
    for (const AreaShare& a : areas) {
        place(people * a.share * scale, a.area, 0);
    }
    place(people * std::max(0.0, 1 - inAreas * scale), noArea, outside);
}

void PeopleSpreader::addOutside(double people)
{
    account_.source += people;
    account_.outside += people;
}

std::vector<float> PeopleSpreader::finish()
{
    std::vector<float> out(people_.size());
    std::transform(people_.begin(), people_.end(), out.begin(),
                   [](double p) { return static_cast<float>(p); });
    people_.clear();
    people_.shrink_to_fit();
    return out;
}

} // namespace planning
