#include "planning/coverage/polygon_cells.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planning {
namespace {

constexpr double leastShare = 1e-12;

/// Columns and rows as real numbers, from the window's corner; rows grow downwards.
struct CellPoint {
    double u = 0, v = 0;
};

/// Sums up, edge by edge, how much of each cell lies to the right of the edges: the sum along a row
/// from the left is the share of each cell that the rings enclose.
class ShareSums {
public:
    ShareSums(int cols, int rows)
        : cols_{cols}, rows_{rows}, width_{static_cast<std::size_t>(cols) + 1},
          sums_(width_ * static_cast<std::size_t>(rows))
    {
    }

    void add(CellPoint a, CellPoint b, double sign)
    {
        if (a.v == b.v) {
            return;
        }
        if (a.v > b.v) {
            std::swap(a, b);
            sign = -sign;
        }
        const double slope = (b.u - a.u) / (b.v - a.v);
        const double from = std::max(a.v, 0.0);
        const double to = std::min(b.v, static_cast<double>(rows_));
        const auto columnAt = [&](double v) { return v == b.v ? b.u : a.u + slope * (v - a.v); };
        for (int row = static_cast<int>(from); row < rows_ && row < to; ++row) {
            const double top = std::max(from, static_cast<double>(row));
            const double bottom = std::min(to, row + 1.0);
            if (bottom > top) {
                addInRow(row, columnAt(top), columnAt(bottom), sign * (bottom - top));
            }
        }
    }

    const double* row(int r) const { return sums_.data() + width_ * static_cast<std::size_t>(r); }

private:
    /// A piece of an edge within one row, from column `from` to `to`, `height` rows high.
    void addInRow(int row, double from, double to, double height)
    {
        double* sums = sums_.data() + width_ * static_cast<std::size_t>(row);
        const double left = std::min(from, to);
        const double right = std::max(from, to);
        const auto cols = static_cast<double>(cols_);
        if (left >= cols) {
            return;
        }
        const double perColumn = right > left ? height / (right - left) : 0;
        if (left < 0) { // everything in the window lies to the right of this part
            sums[0] += right <= 0 || perColumn == 0 ? height : perColumn * -left;
            if (right <= 0) {
                return;
            }
        }
        const double begin = std::max(left, 0.0);
        const double end = std::min(right, cols);
        for (int c = static_cast<int>(begin); c < cols_ && (c < end || right == left); ++c) {
            const double a = std::max(begin, static_cast<double>(c));
            const double b = std::min(end, c + 1.0);
            const double part = right > left ? perColumn * (b - a) : height;
            const double rightOf = 1 - ((a + b) / 2 - c); // share of this cell right of the middle
            sums[c] += part * rightOf;
            sums[c + 1] += part * (1 - rightOf);
            if (right == left) {
                break;
            }
        }
    }

    int cols_, rows_;
    std::size_t width_;
    std::vector<double> sums_;
};

double twiceArea(const std::vector<geo::XY>& ring)
{
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        // Referred to the first point: far from the origin the products would lose digits.
        sum += (ring[i].x_m - ring[0].x_m) * (ring[i + 1].y_m - ring[0].y_m) -
               (ring[i + 1].x_m - ring[0].x_m) * (ring[i].y_m - ring[0].y_m);
    }
    return sum;
}

} // namespace

GridWindow windowOf(const geo::GridFrame& frame, const geo::Box& box)
{
    const GridWindow all{0, 0, frame.cols, frame.rows};
    if (box.empty() || !box.touches(frame.box())) {
        return {0, 0, 0, 0};
    }
    const auto column = [&](double x) {
        return static_cast<int>(std::clamp(std::floor((x - frame.x0_m) / frame.cell_m), -1.0,
                                           static_cast<double>(frame.cols)));
    };
    const auto row = [&](double y) {
        return static_cast<int>(std::clamp(std::floor((frame.y0_m - y) / frame.cell_m), -1.0,
                                           static_cast<double>(frame.rows)));
    };
    const int left = column(box.min_x);
    const int top = row(box.max_y);
    return all & GridWindow{left, top, column(box.max_x) - left + 1, row(box.min_y) - top + 1};
}

geo::Box extentOf(const Polygons& polygons)
{
    geo::Box box;
    for (const auto& polygon : polygons) {
        for (const auto& ring : polygon) {
            for (const geo::XY& p : ring) {
                box.add(p.x_m, p.y_m);
            }
        }
    }
    return box;
}

std::vector<CellShare> cellShares(const Polygons& polygons, const geo::GridFrame& frame,
                                  const GridWindow& window)
{
    std::vector<CellShare> shares;
    if (window.empty()) {
        return shares;
    }
    ShareSums sums{window.cols, window.rows};
    const double x0_m = frame.x0_m + window.col0 * frame.cell_m;
    const double y0_m = frame.y0_m - window.row0 * frame.cell_m;
    const auto inCells = [&](geo::XY p) {
        return CellPoint{(p.x_m - x0_m) / frame.cell_m, (y0_m - p.y_m) / frame.cell_m};
    };
    for (const auto& polygon : polygons) {
        for (std::size_t r = 0; r < polygon.size(); ++r) {
            const auto& ring = polygon[r];
            const bool hole = r > 0;
            // Downwards on the left is where an area begins: so a ring that turns against the clock
            // (positive area) starts areas with its left side as wanted.
            const double sign = (twiceArea(ring) > 0) == hole ? -1 : 1;
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                sums.add(inCells(ring[i]), inCells(ring[i + 1]), sign);
            }
            if (!ring.empty() && !(ring.front() == ring.back())) {
                sums.add(inCells(ring.back()), inCells(ring.front()), sign);
            }
        }
    }
    for (int row = 0; row < window.rows; ++row) {
        const double* line = sums.row(row);
        double share = 0;
        for (int col = 0; col < window.cols; ++col) {
            share += line[col];
            if (share > leastShare) {
                shares.push_back(
                    {static_cast<std::uint32_t>(frame.at(window.col0 + col, window.row0 + row)),
                     std::min(share, 1.0)});
            }
        }
    }
    return shares;
}

std::vector<CellShare> cellShares(const Polygons& polygons, const geo::GridFrame& frame)
{
    return cellShares(polygons, frame, windowOf(frame, extentOf(polygons)));
}

void markCells(const Polygons& polygons, const geo::GridFrame& frame, std::uint32_t value,
               std::vector<std::uint32_t>& cells)
{
    const GridWindow window = windowOf(frame, extentOf(polygons));
    if (window.empty()) {
        return;
    }
    // Where each row's centre line is crossed.
    std::vector<std::vector<double>> crossings(static_cast<std::size_t>(window.rows));
    for (const auto& polygon : polygons) {
        for (const auto& ring : polygon) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                geo::XY a = ring[i];
                geo::XY b = ring[i + 1 < ring.size() ? i + 1 : 0];
                if (a.y_m == b.y_m) {
                    continue;
                }
                if (a.y_m < b.y_m) { // always from the north, so that shared edges cut alike
                    std::swap(a, b);
                }
                const double first = std::ceil((frame.y0_m - a.y_m) / frame.cell_m - 0.5);
                const double last = std::ceil((frame.y0_m - b.y_m) / frame.cell_m - 0.5) - 1;
                const int from = static_cast<int>(std::max<double>(first, window.row0));
                const int to =
                    static_cast<int>(std::min<double>(last, window.row0 + window.rows - 1.0));
                for (int row = from; row <= to; ++row) {
                    const double y = frame.y0_m - (row + 0.5) * frame.cell_m;
                    const double x = a.x_m + (b.x_m - a.x_m) * ((y - a.y_m) / (b.y_m - a.y_m));
                    crossings[static_cast<std::size_t>(row - window.row0)].push_back(x);
                }
            }
        }
    }
    for (int r = 0; r < window.rows; ++r) {
        auto& line = crossings[static_cast<std::size_t>(r)];
        std::sort(line.begin(), line.end());
        for (std::size_t i = 0; i + 1 < line.size(); i += 2) {
            const auto column = [&](double x) {
                return static_cast<int>(std::clamp(std::ceil((x - frame.x0_m) / frame.cell_m - 0.5),
                                                   0.0, static_cast<double>(frame.cols)));
            };
            for (int col = column(line[i]); col < column(line[i + 1]); ++col) {
                cells[frame.at(col, window.row0 + r)] = value;
            }
        }
    }
}

Polygons discAt(geo::XY centre, double radius_m, int corners)
{
    const double step = 2 * std::numbers::pi / corners;
    // The corners lie a little outside, so that the area is the circle's.
    const double reach_m = radius_m * std::sqrt(step / std::sin(step));
    std::vector<geo::XY> ring;
    for (int i = 0; i <= corners; ++i) {
        const double angle = step * (i % corners);
        ring.push_back(
            {centre.x_m + reach_m * std::cos(angle), centre.y_m + reach_m * std::sin(angle)});
    }
    return {{ring}};
}

} // namespace planning
