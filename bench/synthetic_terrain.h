#pragma once
// Ground that looks like ground, from a seed: plains, hills and ridged mountains, with a coast and
// land cover when asked for. A function of position, so grids of any resolution show the same land.
// For benchmarks and tests; the program makes practice land with planning/synth.
#include "geo/terrain/elevation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace synthetic {

class Land {
public:
    explicit Land(std::uint32_t seed) : seed_{seed} {}

    /// m above sea level, 0 to some 1,200; x east and y north in m.
    double height_m(double x, double y) const
    {
        // Where it is flat and where it is steep, and slow rises of the whole country.
        const double relief = std::clamp(0.5 + 0.9 * noise(x / 45000, y / 45000, 1), 0.05, 1.2);
        const double rise_m = 180 + 400 * noise(x / 70000, y / 70000, 2);
        // Ridges: the folds of noise at its zeros, finer ones only on higher ones.
        const double bend_x = x + 1400 * noise(x / 9000, y / 9000, 3);
        const double bend_y = y + 1400 * noise(x / 9000, y / 9000, 4);
        double wave_m = 16000;
        double swing_m = 600;
        double weight = 1;
        double sum_m = 0;
        for (std::uint32_t octave = 0; octave < 9; ++octave) {
            const double n = noise(bend_x / wave_m, bend_y / wave_m, 10 + octave);
            const double fold = std::max(0.0, 1 - 2.2 * std::abs(n));
            const double ridge = fold * fold;
            sum_m += swing_m * weight * (0.6 * ridge + 0.5 * n);
            weight = 0.35 + 0.65 * ridge;
            wave_m /= 2;
            swing_m *= 0.53;
        }
        const double h_m = rise_m + relief * sum_m;
        constexpr double plain_m = 40; // river plains instead of deep valleys
        return std::max(0.0, h_m < plain_m ? plain_m + 0.02 * (h_m - plain_m) : h_m);
    }
    /// Representative clutter height, m: woods and towns in patches.
    float clutter_m(double x, double y) const
    {
        const double town = noise(x / 8000, y / 8000, 30) + 0.4 * noise(x / 700, y / 700, 31);
        if (town > 0.3) {
            return town > 0.5 ? 20 : 10;
        }
        const double wood = noise(x / 2500, y / 2500, 32) + 0.6 * noise(x / 600, y / 600, 33);
        return wood > 0.12 ? 15 : 0;
    }

private:
    std::uint32_t hash(std::int32_t x, std::int32_t y, std::uint32_t field) const
    {
        std::uint32_t h = static_cast<std::uint32_t>(x) * 0x9E3779B1U;
        h ^=
            static_cast<std::uint32_t>(y) * 0x85EBCA77U + field * 0xC2B2AE3DU + seed_ * 0x27D4EB2FU;
        h = (h ^ (h >> 15)) * 0x2C1B3C6DU;
        h = (h ^ (h >> 12)) * 0x297A2D39U;
        return h ^ (h >> 15);
    }
    /// Height at (dx, dy) of a plane tilted in one of eight directions, drawn for a lattice point.
    double tilt(std::int32_t x, std::int32_t y, std::uint32_t field, double dx, double dy) const
    {
        constexpr double half = 0.70710678;
        switch (hash(x, y, field) % 8) {
        case 0:
            return dx;
        case 1:
            return -dx;
        case 2:
            return dy;
        case 3:
            return -dy;
        case 4:
            return half * (dx + dy);
        case 5:
            return half * (dx - dy);
        case 6:
            return half * (dy - dx);
        default:
            return -half * (dx + dy);
        }
    }
    /// Gradient noise, about -0.7 to 0.7.
    double noise(double x, double y, std::uint32_t field) const
    {
        x += hash(1, 2, field) % 1024 / 16.0; // so that no field has a lattice point at 0
        y += hash(3, 4, field) % 1024 / 16.0;
        const double west = std::floor(x);
        const double south = std::floor(y);
        const auto i = static_cast<std::int32_t>(west);
        const auto j = static_cast<std::int32_t>(south);
        const double dx = x - west;
        const double dy = y - south;
        const double u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
        const double v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
        const double low =
            tilt(i, j, field, dx, dy) * (1 - u) + tilt(i + 1, j, field, dx - 1, dy) * u;
        const double high = tilt(i, j + 1, field, dx, dy - 1) * (1 - u) +
                            tilt(i + 1, j + 1, field, dx - 1, dy - 1) * u;
        return low * (1 - v) + high * v;
    }

    std::uint32_t seed_;
};

/// Whole metres, `half_m` around (0, 0). Land below `shore_m` lies under the sea, whose level is 0.
inline geo::Elevation elevation(const Land& land, double half_m, double cell_m, double shore_m = 0)
{
    geo::Elevation out;
    out.height_m = geo::FloatGrid{geo::alignedFrame({-half_m, -half_m, half_m, half_m}, cell_m)};
    const geo::GridFrame& f = out.height_m.frame;
    out.sea.assign(shore_m > 0 ? f.size() : 0, 0);
    for (int row = 0; row < f.rows; ++row) {
        for (int col = 0; col < f.cols; ++col) {
            const geo::XY at = f.centre(col, row);
            const double h_m = std::round(land.height_m(at.x_m, at.y_m));
            if (h_m < shore_m) {
                out.sea[f.at(col, row)] = 1;
            }
            out.height_m(col, row) = static_cast<float>(std::max(0.0, h_m - shore_m));
        }
    }
    return out;
}

inline geo::FloatGrid clutter(const Land& land, double half_m, double cell_m)
{
    geo::FloatGrid out{geo::alignedFrame({-half_m, -half_m, half_m, half_m}, cell_m)};
    for (int row = 0; row < out.frame.rows; ++row) {
        for (int col = 0; col < out.frame.cols; ++col) {
            const geo::XY at = out.frame.centre(col, row);
            out(col, row) = land.clutter_m(at.x_m, at.y_m);
        }
    }
    return out;
}

} // namespace synthetic
