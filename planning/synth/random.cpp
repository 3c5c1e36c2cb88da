#include "planning/synth/random.h"

#include <array>
#include <cmath>

namespace planning::synth {
namespace {

/// Gradient of a lattice point dotted with the way to it. Eight directions on the unit octagon, so
/// that no sine is needed.
double gradient(std::uint64_t seed, std::int64_t ix, std::int64_t iy, double dx, double dy)
{
    constexpr double d = 0.70710678118654752;
    constexpr std::array<std::pair<double, double>, 8> directions{
        {{1, 0}, {d, d}, {0, 1}, {-d, d}, {-1, 0}, {-d, -d}, {0, -1}, {d, -d}}};
    const auto hash = mixed(seed ^ mixed(static_cast<std::uint64_t>(ix)) ^
                            (mixed(static_cast<std::uint64_t>(iy) + 0x5bd1e995ULL) << 1));
    const auto& [gx, gy] = directions[hash >> 61];
    return gx * dx + gy * dy;
}

double fade(double t)
{
    return t * t * t * (t * (t * 6 - 15) + 10);
}

} // namespace

Random Random::stream(std::string_view purpose, std::uint64_t number) const
{
    std::uint64_t hash = 0xcbf29ce484222325ULL; // FNV-1a
    for (const char c : purpose) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return Random{seed_ ^ mixed(hash + mixed(number))};
}

double Random::normal()
{
    double sum = -6;
    for (int i = 0; i < 12; ++i) {
        sum += uniform();
    }
    return sum;
}

double Random::between(double low, double median, double high)
{
    const double u = uniform();
    return u < 0.5 ? low + (median - low) * 2 * u : median + (high - median) * (2 * u - 1);
}

double rounded(double value, double step)
{
    // Whole numbers of steps are exact up to 2^53; dividing by 1/step keeps 0.1 printing as 0.1.
    const double perUnit = std::floor(1.0 / step + 0.5);
    return step < 1 ? std::floor(value * perUnit + 0.5) / perUnit
                    : std::floor(value / step + 0.5) * step;
}

double Noise::octave(std::uint64_t seed, double x, double y)
{
    const double fx = std::floor(x);
    const double fy = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx);
    const auto iy = static_cast<std::int64_t>(fy);
    const double dx = x - fx;
    const double dy = y - fy;
    const double u = fade(dx);
    const double v = fade(dy);
    const double a = gradient(seed, ix, iy, dx, dy);
    const double b = gradient(seed, ix + 1, iy, dx - 1, dy);
    const double c = gradient(seed, ix, iy + 1, dx, dy - 1);
    const double d = gradient(seed, ix + 1, iy + 1, dx - 1, dy - 1);
    const double north = a + u * (b - a);
    const double south = c + u * (d - c);
    return north + v * (south - north);
}

double Noise::at(double x_m, double y_m) const
{
    double sum = 0;
    double weight = 1;
    double scale_m = scale_m_;
    for (std::uint64_t o = 0; o < 3; ++o) {
        sum += weight * octave(seed_ + o, x_m / scale_m + 0.37, y_m / scale_m + 0.61);
        weight *= 0.5;
        scale_m *= 0.5;
    }
    return sum * 1.25;
}

} // namespace planning::synth
