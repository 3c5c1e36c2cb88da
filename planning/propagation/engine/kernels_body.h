#pragma once
// The loops behind kernels.h. Included by kernels_generic.cpp, kernels_sse4.cpp, kernels_avx2.cpp
// and kernels_avx512.cpp, which are compiled for one instruction set each. Everything is local to
// the file and nothing of the standard library's inline functions is used: the linker keeps one
// copy of a shared function, and it must not be one that an older processor cannot run.
#include "planning/propagation/engine/closed_form_body.h"

namespace planning::propagation::engine {
namespace {

SILA_INLINE std::int32_t floorOf(float x)
{
    const auto whole = static_cast<std::int32_t>(x);
    return whole - (x < static_cast<float>(whole) ? 1 : 0);
}

SILA_INLINE std::int32_t clamped(std::int32_t i, std::int32_t low, std::int32_t high)
{
    i = i < low ? low : i;
    return i > high ? high : i;
}

/// Bounds of a grid as local values, so that loops see they do not change.
struct Bilinear {
    const float* origin;
    std::int32_t stride;
    float low_col, high_col, low_row, high_row;
    std::int32_t last_col, last_row; // of the cells whose eastern and southern neighbour exist

    explicit Bilinear(const GridView& g)
        : origin{g.origin}, stride{static_cast<std::int32_t>(g.stride)}, low_col{g.low_col},
          high_col{g.high_col}, low_row{g.low_row}, high_row{g.high_row},
          last_col{static_cast<std::int32_t>(g.high_col) - 1}, last_row{static_cast<std::int32_t>(
                                                                            g.high_row) -
                                                                        1}
    {
    }
    SILA_INLINE float operator()(float col, float row) const
    {
        const float u = within(col, low_col, high_col);
        const float v = within(row, low_row, high_row);
        std::int32_t c = floorOf(u);
        std::int32_t r = floorOf(v);
        c = c < last_col ? c : last_col;
        r = r < last_row ? r : last_row;
        const float a = u - static_cast<float>(c);
        const float b = v - static_cast<float>(r);
        const std::int32_t at = r * stride + c;
        const float north_west = origin[at];
        const float south_west = origin[at + stride];
        const float north = north_west + a * (origin[at + 1] - north_west);
        const float south = south_west + a * (origin[at + stride + 1] - south_west);
        return north + b * (south - north);
    }
};

void heightsOnLine(const GridView& grid, const LineOfPoints& line, float base_m, int count,
                   float* out)
{
    const Bilinear height{grid};
    const LineOfPoints l = line;
    const int whole = padded(count);
#pragma omp simd
    for (int i = 0; i < whole; ++i) {
        const auto t = static_cast<float>(i);
        out[i] = height(l.col + t * l.cols_per_step, l.row + t * l.rows_per_step) - base_m;
    }
}

void heightsAt(const GridView& grid, const float* col, const float* row, float base_m, int count,
               float* out)
{
    const Bilinear height{grid};
    const int whole = padded(count);
#pragma omp simd
    for (int i = 0; i < whole; ++i) {
        out[i] = height(col[i], row[i]) - base_m;
    }
}

/// The cell a point lies in: half a cell around its centre.
struct Nearest {
    const float* origin;
    std::int32_t stride, low_col, high_col, low_row, high_row;

    explicit Nearest(const GridView& g)
        : origin{g.origin}, stride{static_cast<std::int32_t>(g.stride)},
          low_col{static_cast<std::int32_t>(g.low_col)}, high_col{static_cast<std::int32_t>(
                                                             g.high_col)},
          low_row{static_cast<std::int32_t>(g.low_row)}, high_row{
                                                             static_cast<std::int32_t>(g.high_row)}
    {
    }
    SILA_INLINE float operator()(float col, float row) const
    {
        const std::int32_t c = floorOf(col + 0.5F);
        const std::int32_t r = floorOf(row + 0.5F);
        const std::int32_t col_inside = clamped(c, low_col, high_col);
        const std::int32_t row_inside = clamped(r, low_row, high_row);
        const float value = origin[row_inside * stride + col_inside];
        const std::int32_t off = (c - col_inside) | (r - row_inside);
        return choose(off == 0, choose(value > 0, value, 0.0F), 0.0F); // a void is not above 0
    }
};

void topsOnLine(const GridView& grid, const LineOfPoints& line, const float* ground, int count,
                float* out)
{
    const Nearest clutter{grid};
    const LineOfPoints l = line;
    const int whole = padded(count);
#pragma omp simd
    for (int i = 0; i < whole; ++i) {
        const auto t = static_cast<float>(i);
        out[i] = ground[i] + clutter(l.col + t * l.cols_per_step, l.row + t * l.rows_per_step);
    }
}

void zonesOnLine(const ZoneView& view, const LineOfPoints& line, int count, std::int32_t* out)
{
    const ZoneView v = view;
    const LineOfPoints l = line;
    const std::int32_t* const words = v.words;
    const int whole = padded(count);
#pragma omp simd
    for (int i = 0; i < whole; ++i) {
        const auto t = static_cast<float>(i);
        const std::int32_t col =
            clamped(floorOf(l.col + t * l.cols_per_step + 0.5F), v.low_col, v.high_col) - v.low_col;
        const std::int32_t row =
            clamped(floorOf(l.row + t * l.rows_per_step + 0.5F), v.low_row, v.high_row) - v.low_row;
        out[i] = (words[row * v.stride + (col >> 4)] >> ((col & 15) * 2)) & 3;
    }
}

/// First of from..to for which `holds(i)`, whole groups at a time; `to` when there is none before.
template <typename Holds>
SILA_INLINE int firstWhere(int from, int to, const Holds& holds)
{
    for (; from + groupSize <= to; from += groupSize) {
        std::int32_t any = 0;
#pragma omp simd reduction(| : any)
        for (int j = 0; j < groupSize; ++j) {
            any |= static_cast<std::int32_t>(holds(from + j));
        }
        if (any != 0) {
            break;
        }
    }
    while (from < to && !holds(from)) {
        ++from;
    }
    return from;
}

/// The last of from..to for which `holds(i)`; `from` when there is none behind it.
template <typename Holds>
SILA_INLINE int lastWhere(int from, int to, const Holds& holds)
{
    for (; to - groupSize >= from; to -= groupSize) {
        std::int32_t any = 0;
#pragma omp simd reduction(| : any)
        for (int j = 0; j < groupSize; ++j) {
            any |= static_cast<std::int32_t>(holds(to - j));
        }
        if (any != 0) {
            break;
        }
    }
    while (to > from && !holds(to)) {
        --to;
    }
    return to;
}

int endOfRun(const std::int32_t* values, int first, int count)
{
    const std::int32_t value = values[first];
    return firstWhere(first + 1, count, [=](int i) { return values[i] != value; });
}

void clutterAt(const GridView& grid, const float* col, const float* row, int count, float* out)
{
    const Nearest clutter{grid};
    const int whole = padded(count);
#pragma omp simd
    for (int i = 0; i < whole; ++i) {
        out[i] = clutter(col[i], row[i]);
    }
}

void polar(const PolarRow& cells, int count, std::int32_t* radial, float* distance_m)
{
    const PolarRow p = cells;
#pragma omp simd
    for (int i = 0; i < count; ++i) {
        const float east = p.first_east + static_cast<float>(i) * p.per_cell_east;
        const float x = p.east_scale * east;
        const float y = p.north_scale * p.north;
        distance_m[i] = sqrtf(x * x + y * y);
        // Cells beside and behind the sector, and the transmitter's own, get any radial there is.
        const float ahead = east * p.mid_east + p.north * p.mid_north;
        const float t = within(
            (east * p.mid_north - p.north * p.mid_east) / (ahead > 1e-3F ? ahead : 1e-3F), -1, 1);
        // arctangent of less than 0.1
        const float turn = t * (1.0F - t * t * (1.0F / 3 - t * t * 0.2F));
        const std::int32_t at = floorOf(p.middle_radial + turn * p.radials_per_radian);
        radial[i] = clamped(at, 0, p.last_radial);
    }
}

float leastClearance(const float* slope, const float* blocks, const float* d_km, int last, float s,
                     float d, float lowest, int* at)
{
    const int last_block = last / blockSize;
    for (int block = last_block; block >= 0; --block) {
        const int first = block * blockSize;
        const float nearest = first == 0 ? d_km[1] : d_km[first];
        const float gap = s - blocks[block];
        if (gap * gap * nearest >= lowest * (d - nearest)) {
            continue; // even its steepest point, were it the nearest, is further below the line
        }
        float found = lowest;
        const float* const y = slope + first;
        const float* const x = d_km + first;
        const int from = first == 0 ? 1 : 0;
        const int to = last - first;
        float value[blockSize]; // NOLINT(cppcoreguidelines-avoid-c-arrays): on the stack, for all
#pragma omp simd reduction(min : found)
        for (int i = 0; i < blockSize; ++i) {
            const float below = s - y[i];
            const bool counts = i >= from && i <= to;
            const float rest = counts ? d - x[i] : 1.0F;
            const float v = counts ? below * below * x[i] / rest : 3e38F;
            value[i] = v;
            found = least(found, v);
        }
        if (found < lowest) {
            lowest = found;
            int i = blockSize - 1;
            while (i > 0 && value[i] > found) {
                --i;
            }
            *at = first + i;
        }
    }
    return lowest;
}

float highestAbove(const float* h_m, const float* blocks, const float* d_km, int first, int last,
                   float slope, float highest)
{
    for (int block = first / blockSize; block <= last / blockSize; ++block) {
        const int start = block * blockSize;
        const float there = slope > 0 ? d_km[start] : d_km[start + blockSize - 1];
        if (blocks[block] - slope * there <= highest) {
            continue;
        }
        float found = highest;
        const float* const h = h_m + start;
        const float* const x = d_km + start;
        const int from = first - start;
        const int to = last - start;
#pragma omp simd reduction(max : found)
        for (int i = 0; i < blockSize; ++i) {
            const float v = h[i] - slope * x[i];
            found = i >= from && i <= to ? most(found, v) : found;
        }
        highest = found;
    }
    return highest;
}

constexpr float lowest_m = -1e30F;

/// Bullington's point over the line of sight of a profile (see ReceiverArrays::edge).
float ownEdge(const OwnProfile& p, float c)
{
    const float e = p.d_km / static_cast<float>(p.steps);
    const float per_step = 1.0F / e;
    const float line = (p.rx_m - p.tx_m) / p.d_km;
    const float s = line - c * p.d_km;
    const float* const h = p.top;
    const float* const inverse = p.inverse;
    const float* const reversed = p.reversed_inverse;
    const float tx = p.tx_m;
    const float rx = p.rx_m;
    float steepest = lowest_m;
#pragma omp simd reduction(max : steepest)
    for (int i = 1; i < p.steps; ++i) {
        const float v = (h[i] - tx) * inverse[i] * per_step - c * e * static_cast<float>(i);
        steepest = most(steepest, v);
    }
    if (steepest >= s) {
        float back = lowest_m;
#pragma omp simd reduction(max : back)
        for (int i = 1; i < p.steps; ++i) {
            const float v = (h[i] - rx) * reversed[i] * per_step + c * e * static_cast<float>(i);
            back = most(back, v);
        }
        return (steepest - s) * (back + line);
    }
    float least_clear = 3e38F;
    const float d = p.d_km;
#pragma omp simd reduction(min : least_clear)
    for (int i = 1; i < p.steps; ++i) {
        const float x = e * static_cast<float>(i);
        const float below = tx + line * x - h[i] - c * x * (d - x);
        least_clear = least(least_clear, below * below * inverse[i] * reversed[i]);
    }
    return -least_clear * per_step * per_step;
}

/// Heights of the points between the ends, plain and times their number.
struct HeightSums {
    float plain = 0, by_number = 0;
};

/// In the same order whatever the width of the vectors.
SILA_INLINE HeightSums sumsBetween(const float* h, int n)
{
    float plain[groupSize] = {};     // NOLINT(cppcoreguidelines-avoid-c-arrays): on the stack
    float by_number[groupSize] = {}; // NOLINT(cppcoreguidelines-avoid-c-arrays)
    for (int first = 0; first < n; first += groupSize) {
#pragma omp simd
        for (int j = 0; j < groupSize; ++j) {
            const int i = first + j;
            const float height = choose(i >= 1 && i < n, h[i], 0.0F);
            plain[j] += height;
            by_number[j] += height * static_cast<float>(i);
        }
    }
    HeightSums out;
    for (int j = 0; j < groupSize; ++j) {
        out.plain += plain[j];
        out.by_number += by_number[j];
    }
    return out;
}

float ownGeometry(const OwnProfile& own, const ReceiverArrays& r, int k)
{
    const OwnProfile p = own;
    const int n = p.steps;
    const float d = p.d_km;
    const float e = d / static_cast<float>(n);
    const float per_step = 1.0F / e;
    const float c = p.median_c;
    const float line = (p.rx_m - p.tx_m) / d;
    const float s = line - c * d;
    const float tx = p.tx_m;
    const float rx = p.rx_m;
    const float* const h = p.ground;
    const float* const inverse = p.inverse;
    const float* const reversed = p.reversed_inverse;
    float* const slopes = p.slopes;
    float* const slopes_r = p.slopes_r;

    const HeightSums sums = sumsBetween(h, n);
    float steepest = lowest_m;
    float steepest_flat = lowest_m;
#pragma omp simd reduction(max : steepest, steepest_flat)
    for (int i = 1; i < n; ++i) {
        const auto x = static_cast<float>(i);
        const float flat = (h[i] - tx) * inverse[i] * per_step;
        const float curved = flat - c * e * x;
        slopes[i] = curved;
        steepest = most(steepest, curved);
        steepest_flat = most(steepest_flat, flat);
    }
    // Sums of eq. (83, 84) for even steps, heights counted from the transmitter's ground.
    const float v1 = (2.0F * sums.plain + h[n]) / static_cast<float>(n);
    const float v2 = (6.0F * sums.by_number + h[n] * static_cast<float>(3 * n - 1)) /
                     (static_cast<float>(n) * static_cast<float>(n));
    const float hst = 2.0F * v1 - v2; // eq. (85)
    const float hsr = v2 - v1;        // eq. (86)
    float hstp = hst;
    float hsrp = hsr;
    int lt = 1;
    int lr = n - 1;
    if (steepest > s) { // beyond the horizon
        float back = lowest_m;
        float back_flat = lowest_m;
        float obstruction = lowest_m;
#pragma omp simd reduction(max : back, back_flat, obstruction)
        for (int i = 1; i < n; ++i) {
            const float x = e * static_cast<float>(i);
            const float flat = (h[i] - rx) * reversed[i] * per_step;
            const float curved = flat + c * x;
            slopes_r[i] = curved;
            back = most(back, curved);
            back_flat = most(back_flat, flat);
            obstruction = most(obstruction, h[i] - (tx + line * x));
        }
        if (steepest_flat > line) { // eq. (87, 88)
            const float at_t = steepest_flat - line;
            const float at_r = back_flat + line;
            const float share = at_t / (at_t + at_r);
            hstp -= obstruction * share;
            hsrp -= obstruction * (1.0F - share);
        }
        lt = firstWhere(1, n - 1, [=](int i) { return slopes[i] >= steepest; });
        lr = lastWhere(1, n - 1, [=](int i) { return slopes_r[i] >= back; });
        r.slope_t[k] = 1e-3F * steepest;
        r.slope_r[k] = 1e-3F * (back - c * d);
        r.edge[k] = (steepest - s) * (back + line);
    } else {
        float clear = 3e38F;
#pragma omp simd reduction(min : clear)
        for (int i = 1; i < n; ++i) {
            const float x = e * static_cast<float>(i);
            const float below = tx + line * x - h[i] - c * x * (d - x);
            const float v = below * below * inverse[i] * reversed[i];
            slopes_r[i] = v;
            clear = least(clear, v);
        }
        lr = lastWhere(1, n - 1, [=](int i) { return slopes_r[i] <= clear; });
        lt = lr;
        r.slope_t[k] = 1e-3F * s;
        r.slope_r[k] = 1e-3F * (-line - c * d);
        r.edge[k] = -clear * per_step * per_step;
    }
    if (p.clutter) {
        r.edge[k] = ownEdge(p, c);
    }
    r.anomalous_edge[k] = p.timed ? ownEdge(p, p.anomalous_c) : 0.0F;
    const float st = least(hst, 0.0F); // eq. (90)
    const float sr = least(hsr, h[n]);
    const float tilt = (sr - st) / static_cast<float>(n);
    float highest = lowest_m;
#pragma omp simd reduction(max : highest)
    for (int i = lt; i <= lr; ++i) {
        highest = most(highest, h[i] - tilt * static_cast<float>(i));
    }
    r.d[k] = d;
    r.step[k] = e;
    r.rise[k] = rx - tx;
    r.dlt[k] = e * static_cast<float>(lt);
    r.dlr[k] = e * static_cast<float>(n - lr);
    r.hm[k] = highest - st;
    r.htep[k] = tx - least(hstp, 0.0F);
    r.hrep[k] = rx - least(hsrp, h[n]);
    r.hte[k] = tx - st;
    r.hre[k] = rx - sr;
    return sums.plain + h[n];
}

constexpr Kernels kernelsNamed(const char* name)
{
    return {name,       &heightsOnLine, &heightsAt,      &topsOnLine,   &zonesOnLine, &endOfRun,
            &clutterAt, &polar,         &leastClearance, &highestAbove, &ownGeometry, &loss};
}

} // namespace
} // namespace planning::propagation::engine
