#include "app/map/pyramid.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace app::map {

namespace {

geo::FloatGrid halved(const geo::FloatGrid& fine)
{
    geo::GridFrame frame = fine.frame;
    frame.cell_m *= 2;
    frame.cols = (frame.cols + 1) / 2;
    frame.rows = (frame.rows + 1) / 2;
    geo::FloatGrid coarse{frame, geo::noData};
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            float sum = 0;
            int count = 0;
            for (int k = 0; k < 4; ++k) {
                const int c = 2 * col + (k & 1);
                const int r = 2 * row + (k >> 1);
                if (fine.frame.inside(c, r) && !std::isnan(fine(c, r))) {
                    sum += fine(c, r);
                    ++count;
                }
            }
            if (count > 0) {
                coarse(col, row) = sum / static_cast<float>(count);
            }
        }
    }
    return coarse;
}

/// The four cells that a position between cell centres draws on, and their B-spline weights.
struct Taps {
    int first = 0;
    std::array<float, 4> weight{};
};

std::vector<Taps> tapsAlong(double first_cell, double step_cells, int count)
{
    std::vector<Taps> taps(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double at = first_cell + i * step_cells;
        const double base = std::floor(at);
        const auto t = static_cast<float>(at - base);
        Taps& tap = taps[static_cast<std::size_t>(i)];
        tap.first = static_cast<int>(std::clamp(base, -1e9, 1e9)) - 1;
        const float u = 1 - t;
        tap.weight = {u * u * u / 6, (3 * t * t * t - 6 * t * t + 4) / 6,
                      (3 * u * u * u - 6 * u * u + 4) / 6, t * t * t / 6};
    }
    return taps;
}

} // namespace

Pyramid::Pyramid(geo::FloatGrid grid)
{
    if (grid.values.empty()) {
        return;
    }
    levels_.push_back(std::move(grid));
    while (std::min(levels_.back().frame.cols, levels_.back().frame.rows) > 32) {
        levels_.push_back(halved(levels_.back()));
    }
}

std::vector<float> Pyramid::sample(const PixelWindow& window, Beyond beyond) const
{
    const auto cols = static_cast<std::size_t>(std::max(0, window.cols));
    const auto rows = static_cast<std::size_t>(std::max(0, window.rows));
    std::vector<float> out(cols * rows, geo::noData);
    if (levels_.empty() || out.empty()) {
        return out;
    }
    std::size_t level = 0;
    while (level + 1 < levels_.size() && levels_[level + 1].frame.cell_m <= window.step_m * 1.01) {
        ++level;
    }
    const geo::FloatGrid& grid = levels_[level];
    const geo::GridFrame& f = grid.frame;
    const auto xs = tapsAlong((window.first.x_m - f.x0_m) / f.cell_m - 0.5,
                              window.step_m / f.cell_m, window.cols);
    const auto ys = tapsAlong((f.y0_m - window.first.y_m) / f.cell_m - 0.5,
                              window.step_m / f.cell_m, window.rows);

    // Rows of the grid resampled along x once each, then combined along y.
    const int firstRow = std::clamp(ys.front().first, 0, f.rows - 1);
    const int lastRow = std::clamp(ys.back().first + 4, firstRow + 1, f.rows); // past the end
    std::vector<float> across(static_cast<std::size_t>(lastRow - firstRow) * cols, geo::noData);
    for (int row = firstRow; row < lastRow; ++row) {
        const float* source = grid.values.data() + f.at(0, row);
        float* target = across.data() + static_cast<std::size_t>(row - firstRow) * cols;
        for (std::size_t i = 0; i < cols; ++i) {
            const Taps& tap = xs[i];
            // One cell past the edge repeats the edge, so that a grid is drawn up to its border.
            if (beyond == Beyond::nothing && (tap.first < -2 || tap.first + 3 > f.cols + 1)) {
                continue;
            }
            float sum = 0;
            for (int k = 0; k < 4; ++k) {
                sum += tap.weight[static_cast<std::size_t>(k)] *
                       source[std::clamp(tap.first + k, 0, f.cols - 1)];
            }
            target[i] = sum;
        }
    }
    for (std::size_t j = 0; j < rows; ++j) {
        const Taps& tap = ys[j];
        if (beyond == Beyond::nothing && (tap.first < -2 || tap.first + 3 > f.rows + 1)) {
            continue;
        }
        float* target = out.data() + j * cols;
        std::array<const float*, 4> source{};
        for (int k = 0; k < 4; ++k) {
            const int row =
                std::clamp(std::clamp(tap.first + k, 0, f.rows - 1), firstRow, lastRow - 1);
            source[static_cast<std::size_t>(k)] =
                across.data() + static_cast<std::size_t>(row - firstRow) * cols;
        }
        for (std::size_t i = 0; i < cols; ++i) {
            target[i] = tap.weight[0] * source[0][i] + tap.weight[1] * source[1][i] +
                        tap.weight[2] * source[2][i] + tap.weight[3] * source[3][i];
        }
    }
    return out;
}

} // namespace app::map
