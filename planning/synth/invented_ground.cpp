#include "planning/synth/invented_land.h"

#include <algorithm>
#include <cmath>

namespace planning::synth {
namespace {

double noise(std::uint64_t seed, double x_km, double y_km, double scale_km)
{
    return Noise::octave(seed, x_km / scale_km + 0.37, y_km / scale_km + 0.61);
}

/// Sharp crests where the noise changes sign; 0 to 1.
double ridge(std::uint64_t seed, double x_km, double y_km, double scale_km)
{
    const double r = std::max(0.0, 1 - 2.6 * std::fabs(noise(seed, x_km, y_km, scale_km)));
    return r * r;
}

double eased(double t)
{
    t = std::clamp(t, 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

} // namespace

InventedGround::InventedGround(std::uint64_t seed)
    : seed_{mixed(seed)}, middle_{geo::WorkingCrs{inventedCrs}.project(
                              geo::LonLat{inventedWest_deg + 0.5, inventedSouth_deg + 0.5})}
{
    middle_ = {rounded(middle_.x_m, 1000), rounded(middle_.y_m, 1000)};
}

bool InventedGround::onIsland(geo::XY p) const
{
    return p.x_m - middle_.x_m < -19500;
}

double InventedGround::inland_km(geo::XY p) const
{
    const double x = (p.x_m - middle_.x_m) / 1000;
    const double y = (p.y_m - middle_.y_m) / 1000;
    const double rough = 3.0 * noise(seed_ + 1, x, y, 8) + 1.3 * noise(seed_ + 2, x, y, 3.2) +
                         0.45 * noise(seed_ + 3, x, y, 1.3);
    const double coast = -13 + 7 * noise(seed_ + 4, 0, y, 26);
    // A wide bay south of the middle, a headland north of it.
    const double bayY = (y + 8) / 6.5;
    const double headY = (y - 13) / 5;
    const double bay = 8.0 / (1 + bayY * bayY);
    const double head = 5.5 / (1 + headY * headY);
    const double west = x - std::max(-18.5, coast + bay - head);
    const double ends = 46 - std::fabs(y);
    const double island =
        2.6 - std::sqrt((x + 25) * (x + 25) + 0.35 * (y + 14) * (y + 14)) + 0.6 * rough;
    return std::max(std::min(west, ends) + rough, island);
}

double InventedGround::riverNorth_km(int river, double x_km) const
{
    const auto own = static_cast<std::uint64_t>(river);
    const double start = river == 0 ? -9 : 20;
    return start + 6 * noise(seed_ + 20 + own, x_km, 0, 21) +
           1.6 * noise(seed_ + 30 + own, x_km, 0, 5);
}

double InventedGround::river_km(geo::XY p) const
{
    const double x = (p.x_m - middle_.x_m) / 1000;
    const double y = (p.y_m - middle_.y_m) / 1000;
    double nearest = 1e9;
    for (int river = 0; river < 2; ++river) {
        const double north = riverNorth_km(river, x);
        const double slope =
            (riverNorth_km(river, x + 0.25) - riverNorth_km(river, x - 0.25)) / 0.5;
        nearest = std::min(nearest, std::fabs(y - north) / std::sqrt(1 + slope * slope));
    }
    return nearest;
}

double InventedGround::height_m(geo::XY p) const
{
    const double x = (p.x_m - middle_.x_m) / 1000;
    const double y = (p.y_m - middle_.y_m) / 1000;
    const double inland = inland_km(p);
    if (inland <= 0) {
        const double off = -inland;
        return std::max(-900.0, -1.5 - 9 * off - 1.1 * off * off);
    }
    const double hills = eased((inland - 3) / 14); // the plain ends about 3 km inland
    const double mountains = eased((inland - 20) / 22);
    const double wx = x + 1.4 * noise(seed_ + 5, x, y, 9);
    const double wy = y + 1.4 * noise(seed_ + 6, x, y, 9);
    double relief = 0;
    double scale = 13;
    double amplitude = 1;
    for (std::uint64_t octave = 0; octave < 6; ++octave) {
        relief += amplitude * (0.65 * ridge(seed_ + 40 + octave, wx, wy, scale) +
                               0.5 * noise(seed_ + 50 + octave, wx, wy, scale));
        scale *= 0.5;
        amplitude *= 0.48;
    }
    const double plain = 2 + 3.5 * std::min(inland, 6.0) + 2 * noise(seed_ + 7, x, y, 2);
    const double ground = std::max(1.0, plain + hills * (60 + 170 * (0.4 + relief)) +
                                            mountains * (260 + 380 * (0.3 + relief)));
    // Rivers have cut valleys whose floor rises slowly inland.
    const double floor = std::max(0.6, 1 + 2.2 * inland + 0.05 * inland * inland);
    const double valley = eased(river_km(p) / (1.0 + 0.05 * inland));
    return ground > floor ? floor + (ground - floor) * valley : ground;
}

} // namespace planning::synth
