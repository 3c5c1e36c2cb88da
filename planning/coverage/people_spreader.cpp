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
    if (all + outside <= leastPart) { // no cell of their area near: whatever the pixel touches
        account_.out_of_area += area == noArea ? 0 : people;
        double weight = choose(dry);
        weight = weight > leastPart ? weight : choose([](std::size_t) { return true; });
        if (weight > leastPart) {
            pour(people, weight, chosen_);
        } else {
            account_.outside += people;
        }
        return;
    }
    account_.outside += people * (outside / (all + outside));
    const double here = people * (all / (all + outside));
    if (all <= leastPart) {
        return;
    }
    if (land > leastPart) {
        account_.moved_to_land += here * ((all - land) / all);
        pour(here, land, chosen_);
        return;
    }
    // All of it sea. People the areas don't claim go to the pixel's land; others stay in their
    // area.
    const double ashore = area == noArea ? choose(dry) : 0;
    if (ashore > leastPart) {
        account_.moved_to_land += here;
        pour(here, ashore, chosen_);
    } else {
        choose(mine);
        pour(here, all, chosen_);
    }
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
    GridWindow window = windowOf(frame_, box);
    const double size_cells = pixelArea_cells(corners, frame_.cell_m);
    if (window.empty() || !(size_cells > 0)) {
        account_.outside += people;
        return;
    }
    const Polygons pixel{{{corners[0], corners[1], corners[2], corners[3], corners[0]}}};
    touched_ = cellShares(pixel, frame_, window);
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
        const bool here = std::any_of(touched_.begin(), touched_.end(), [&](const CellShare& c) {
            return ground_.areaOf(c.cell) == a.area;
        });
        if (here) {
            place(people * a.share * scale, a.area, 0);
            continue;
        }
        // The area's part of the pixel is narrower than a cell: its nearest cells around take it.
        const std::vector<CellShare> under = touched_;
        for (int ring = 1; ring <= searchRings; ++ring) {
            const GridWindow around = GridWindow{0, 0, frame_.cols, frame_.rows} &
                                      GridWindow{window.col0 - ring, window.row0 - ring,
                                                 window.cols + 2 * ring, window.rows + 2 * ring};
            std::vector<CellShare> found;
            for (int row = around.row0; row < around.row0 + around.rows; ++row) {
                for (int col = around.col0; col < around.col0 + around.cols; ++col) {
                    const std::size_t cell = frame_.at(col, row);
                    if (ground_.areaOf(cell) == a.area) {
                        found.push_back({static_cast<std::uint32_t>(cell), 1.0});
                    }
                }
            }
            if (!found.empty()) {
                touched_ = std::move(found);
                break;
            }
        }
        place(people * a.share * scale, a.area, 0);
        touched_ = under;
    }
    place(people * std::max(0.0, 1 - inAreas * scale), noArea, outside);
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
