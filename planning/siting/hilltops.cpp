#include "planning/siting/hilltops.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace planning {
namespace {

constexpr std::uint32_t dry = 0xffffffffU;

/// Floods joined so far; the root of each is its highest cell.
class Floods {
public:
    explicit Floods(std::size_t cells) : parent_(cells, dry) {}
    bool has(std::uint32_t cell) const { return parent_[cell] != dry; }
    void begin(std::uint32_t cell) { parent_[cell] = cell; }
    std::uint32_t peakOf(std::uint32_t cell)
    {
        while (parent_[cell] != cell) {
            cell = parent_[cell] = parent_[parent_[cell]];
        }
        return cell;
    }
    void join(std::uint32_t cell, std::uint32_t peak) { parent_[cell] = peak; }

private:
    std::vector<std::uint32_t> parent_;
};

} // namespace

std::vector<Hilltop> hilltops(const geo::FloatGrid& height_m, const HilltopRequest& request)
{
    const geo::GridFrame& frame = height_m.frame;
    std::vector<std::uint32_t> row;
    for (std::uint32_t i = 0; i < height_m.values.size(); ++i) {
        if (std::isfinite(height_m.values[i])) {
            row.push_back(i);
        }
    }
    const auto height = [&](std::uint32_t i) { return height_m.values[i]; };
    // Higher first; of equals the one first in the grid, so that flats have one peak.
    std::ranges::stable_sort(
        row, [&](std::uint32_t a, std::uint32_t b) { return height(a) > height(b); });
    std::vector<Hilltop> found;
    const auto add = [&](std::uint32_t peak, double prominence_m) {
        if (prominence_m >= request.least_prominence_m) {
            const auto cols = static_cast<std::uint32_t>(frame.cols);
            found.push_back(
                {frame.centre(static_cast<int>(peak % cols), static_cast<int>(peak / cols)),
                 static_cast<double>(height(peak)), prominence_m});
        }
    };
    Floods floods{height_m.values.size()};
    const auto higher = [&](std::uint32_t a, std::uint32_t b) {
        return height(a) > height(b) || (height(a) == height(b) && a < b);
    };
    for (const std::uint32_t cell : row) {
        floods.begin(cell);
        const int col = static_cast<int>(cell % static_cast<std::uint32_t>(frame.cols));
        const int line = static_cast<int>(cell / static_cast<std::uint32_t>(frame.cols));
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                if ((dx == 0 && dy == 0) || !frame.inside(col + dx, line + dy)) {
                    continue;
                }
                const auto near = static_cast<std::uint32_t>(frame.at(col + dx, line + dy));
                if (!floods.has(near)) {
                    continue;
                }
                std::uint32_t a = floods.peakOf(cell);
                std::uint32_t b = floods.peakOf(near);
                if (a == b) {
                    continue;
                }
                if (higher(b, a)) {
                    std::swap(a, b);
                }
                if (b != cell) { // a cell that only widens a flood is no peak
                    add(b, static_cast<double>(height(b)) - static_cast<double>(height(cell)));
                }
                floods.join(b, a);
            }
        }
    }
    // What is left stands alone: the highest of each piece of ground.
    if (!row.empty()) {
        const double lowest_m = static_cast<double>(height(row.back()));
        for (const std::uint32_t cell : row) {
            if (floods.peakOf(cell) == cell) {
                add(cell, static_cast<double>(height(cell)) - lowest_m);
            }
        }
    }
    std::ranges::stable_sort(found, [](const Hilltop& a, const Hilltop& b) {
        if (a.prominence_m != b.prominence_m) {
            return a.prominence_m > b.prominence_m;
        }
        return a.at.y_m != b.at.y_m ? a.at.y_m > b.at.y_m : a.at.x_m < b.at.x_m;
    });
    std::vector<Hilltop> out;
    for (const Hilltop& top : found) {
        if (std::ranges::none_of(out, [&](const Hilltop& other) {
                return geo::distance_m(top.at, other.at) < request.spacing_m;
            })) {
            out.push_back(top);
        }
    }
    return out;
}

} // namespace planning
