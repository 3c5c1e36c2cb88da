#include "planning/synth/land.h"

#include <algorithm>

namespace planning::synth {
namespace {

constexpr double mostCells = 400000;
constexpr double leastCell_m = 100;
constexpr double margin_m = 2000;      // beyond the borders, to see what lies there
constexpr double marginAlone_m = 8000; // around settlements, where no areas are given

/// Calls fill(col, row) for the cells whose centres are inside, even-odd, row by row.
template <typename Fill>
void rasterise(const geo::MultiPolygonOf<geo::XY>& shape, const geo::GridFrame& frame, Fill fill)
{
    geo::Box box;
    for (const auto& polygon : shape) {
        for (const auto& ring : polygon) {
            for (const geo::XY& p : ring) {
                box.add(p.x_m, p.y_m);
            }
        }
    }
    if (box.empty()) {
        return;
    }
    const int first = std::max(0, frame.rowOf(box.max_y));
    const int last = std::min(frame.rows - 1, frame.rowOf(box.min_y));
    std::vector<double> crossings;
    for (int row = first; row <= last; ++row) {
        const double y_m = frame.centre(0, row).y_m;
        crossings.clear();
        for (const auto& polygon : shape) {
            for (const auto& ring : polygon) {
                for (std::size_t i = 1; i < ring.size(); ++i) {
                    const geo::XY a = ring[i - 1];
                    const geo::XY b = ring[i];
                    if ((a.y_m > y_m) != (b.y_m > y_m)) {
                        crossings.push_back(a.x_m +
                                            (y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m));
                    }
                }
            }
        }
        std::ranges::sort(crossings);
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const auto edge = [&](double x_m) {
                return static_cast<int>(std::ceil((x_m - frame.x0_m) / frame.cell_m - 0.5));
            };
            const int from = std::max(0, edge(crossings[i]));
            const int to = std::min(frame.cols, edge(crossings[i + 1]));
            for (int col = from; col < to; ++col) {
                fill(col, row);
            }
        }
    }
}

geo::Box extentOf(const Scenario& geography, std::span<const std::uint32_t> areas)
{
    geo::Box box;
    for (const std::uint32_t area : areas) {
        for (const auto& polygon : geography.areas[area].shape_xy) {
            for (const auto& ring : polygon) {
                for (const geo::XY& p : ring) {
                    box.add(p.x_m, p.y_m);
                }
            }
        }
    }
    if (box.empty()) {
        for (const Settlement& settlement : geography.settlements) {
            box.add(settlement.at.xy.x_m, settlement.at.xy.y_m);
        }
        return box.grown(marginAlone_m);
    }
    return box.grown(margin_m);
}

} // namespace

Land::Land(const Scenario& geography, std::span<const std::uint32_t> areas,
           const geo::Elevation* terrain)
    : terrain_{terrain}
{
    const geo::Box box = extentOf(geography, areas);
    const double perCell = std::sqrt(box.width() * box.height() / mostCells);
    frame_ = geo::alignedFrame(box, std::max(leastCell_m, std::ceil(perCell / 50) * 50));
    area_.assign(frame_.size(), areas.empty() ? 0 : noArea);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        rasterise(geography.areas[areas[i]].shape_xy, frame_, [&](int col, int row) {
            area_[frame_.at(col, row)] = static_cast<std::int32_t>(i);
        });
    }
    for (int row = 0; terrain_ != nullptr && row < frame_.rows; ++row) {
        for (int col = 0; col < frame_.cols; ++col) {
            if (seaAt(frame_.centre(col, row))) {
                area_[frame_.at(col, row)] = noArea;
            }
        }
    }
}

std::int32_t Land::areaAt(geo::XY p) const
{
    const int col = frame_.colOf(p.x_m);
    const int row = frame_.rowOf(p.y_m);
    return frame_.inside(col, row) && !seaAt(p) ? areaAt(col, row) : noArea;
}

bool Land::seaAt(geo::XY p) const
{
    if (terrain_ == nullptr) {
        return false;
    }
    const geo::GridFrame& frame = terrain_->height_m.frame;
    const int col = frame.colOf(p.x_m);
    const int row = frame.rowOf(p.y_m);
    return frame.inside(col, row) && terrain_->isSea(col, row);
}

std::optional<double> Land::heightAt(geo::XY p) const
{
    return terrain_ == nullptr ? std::nullopt : terrain_->heightAt(p);
}

double Land::prominence_m(geo::XY p, double radius_m) const
{
    const auto here = heightAt(p);
    if (!here) {
        return 0;
    }
    constexpr int steps = 3;
    double sum = 0;
    int count = 0;
    for (int i = -steps; i <= steps; ++i) {
        for (int j = -steps; j <= steps; ++j) {
            const auto there =
                heightAt({p.x_m + radius_m * i / steps, p.y_m + radius_m * j / steps});
            if (there && i * i + j * j <= steps * steps) {
                sum += *there;
                ++count;
            }
        }
    }
    return count == 0 ? 0 : *here - sum / count;
}

std::int32_t Land::nearestArea(geo::XY p, double reach_m) const
{
    const int reach = static_cast<int>(std::ceil(reach_m / frame_.cell_m));
    const int col = frame_.colOf(p.x_m);
    const int row = frame_.rowOf(p.y_m);
    std::int32_t best = noArea;
    int bestSquared = reach * reach + 1;
    for (int i = -reach; i <= reach; ++i) {
        for (int j = -reach; j <= reach; ++j) {
            const int squared = i * i + j * j;
            if (squared < bestSquared && frame_.inside(col + j, row + i) &&
                areaAt(col + j, row + i) != noArea) {
                best = areaAt(col + j, row + i);
                bestSquared = squared;
            }
        }
    }
    return best;
}

} // namespace planning::synth
