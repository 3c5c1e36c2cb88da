#include "planning/synth/field.h"

#include "planning/synth/build.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace planning::synth {
namespace {

constexpr double borderDepth_m = 5000;
constexpr double spotRadius_m = 2500;
constexpr double floodHeight_m = 10;
constexpr double floodInland_m = 4000;

/// Metres from cells for which `from` holds, spreading over the whole grid (two-pass chamfer 3-4).
std::vector<float> distanceFrom(const geo::GridFrame& frame, const std::vector<std::uint8_t>& from)
{
    constexpr float straight = 3;
    constexpr float diagonal = 4;
    std::vector<float> d(frame.size(), 1e9F);
    for (std::size_t i = 0; i < d.size(); ++i) {
        if (from[i] != 0) {
            d[i] = 0;
        }
    }
    const auto relax = [&](int col, int row, int dc, int dr, float step) {
        if (frame.inside(col + dc, row + dr)) {
            float& here = d[frame.at(col, row)];
            here = std::min(here, d[frame.at(col + dc, row + dr)] + step);
        }
    };
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            relax(col, row, -1, 0, straight);
            relax(col, row, 0, -1, straight);
            relax(col, row, -1, -1, diagonal);
            relax(col, row, 1, -1, diagonal);
        }
    }
    for (int row = frame.rows - 1; row >= 0; --row) {
        for (int col = frame.cols - 1; col >= 0; --col) {
            relax(col, row, 1, 0, straight);
            relax(col, row, 0, 1, straight);
            relax(col, row, 1, 1, diagonal);
            relax(col, row, -1, 1, diagonal);
        }
    }
    for (float& value : d) {
        value *= static_cast<float>(frame.cell_m) / straight;
    }
    return d;
}

std::size_t pickWeighted(const std::vector<double>& weights, Random& random)
{
    double sum = 0;
    for (const double w : weights) {
        sum += w;
    }
    double rest = random.uniform() * sum;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        rest -= weights[i];
        if (rest <= 0) {
            return i;
        }
    }
    return weights.size() - 1;
}

} // namespace

Field::Field(const Land& land, const std::vector<std::uint8_t>& regionCells,
             const std::vector<geo::XY>& places, const std::vector<double>& weights,
             Profile profile, const Preset& preset, Random random)
    : land_{land}, profile_{profile}, rough_{random.next(), 7000}, slow_{random.next(), 25000}
{
    const geo::GridFrame& frame = land.frame();
    std::vector<std::uint8_t> abroad(frame.size(), 0);
    std::vector<std::uint8_t> sea(frame.size(), 0);
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            const bool isSea = land.seaAt(frame.centre(col, row));
            sea[frame.at(col, row)] = isSea ? 1 : 0;
            abroad[frame.at(col, row)] = !isSea && regionCells[frame.at(col, row)] == 0 ? 1 : 0;
        }
    }
    borderDistance_m_ = distanceFrom(frame, abroad);
    const std::vector<float> seaDistance_m = distanceFrom(frame, sea);
    nearSea_.resize(frame.size());
    for (std::size_t i = 0; i < nearSea_.size(); ++i) {
        nearSea_[i] = seaDistance_m[i] < floodInland_m ? 1 : 0;
    }

    geo::Box box;
    for (const geo::XY& p : places) {
        box.add(p.x_m, p.y_m);
    }
    reach_m_ =
        std::max(5000.0, 0.3 * metresBetween({box.min_x, box.min_y}, {box.max_x, box.max_y}));
    const geo::XY town = places[pickWeighted(weights, random)];
    epicentre_ = {rounded(town.x_m + random.uniform(-4000, 4000), 1),
                  rounded(town.y_m + random.uniform(-4000, 4000), 1)};
    for (int i = 0; i < 4; ++i) {
        spots_.push_back(places[pickWeighted(weights, random)]);
    }

    near_m_ = preset.near_km * 1000;
    if (profile == Profile::conflict && preset.near_km > 0) {
        constexpr double d = 0.70710678118654752;
        static constexpr std::array<std::pair<double, double>, 8> sides{
            {{1, 0}, {d, d}, {0, 1}, {-d, d}, {-1, 0}, {-d, -d}, {0, -1}, {d, -d}}};
        // The front lies on a side with land behind it: of all sides the one with most border.
        double best = -1;
        const std::size_t first = random.below(8);
        for (std::size_t k = 0; k < sides.size(); ++k) {
            const auto& [x, y] = sides[(first + k) % sides.size()];
            std::vector<double> along;
            double dry = 0;
            for (const geo::XY& p : places) {
                along.push_back(p.x_m * x + p.y_m * y);
            }
            std::ranges::sort(along);
            const double most = along[along.size() * 97 / 100];
            for (const geo::XY& p : places) {
                const bool close = most - (p.x_m * x + p.y_m * y) < near_m_;
                dry += close ? borderCloseness(p) : 0;
            }
            if (dry > best) {
                best = dry;
                frontX_ = x;
                frontY_ = y;
                frontMost_m_ = most;
            }
        }
        hasFront_ = true;
    }
}

double Field::borderCloseness(geo::XY p) const
{
    const geo::GridFrame& frame = land_.frame();
    const int col = frame.colOf(p.x_m);
    const int row = frame.rowOf(p.y_m);
    if (!frame.inside(col, row)) {
        return 1;
    }
    return std::max(0.0,
                    1 - static_cast<double>(borderDistance_m_[frame.at(col, row)]) / borderDepth_m);
}

double Field::distance_m(geo::XY p) const
{
    if (profile_ == Profile::disaster) {
        return metresBetween(p, epicentre_);
    }
    return hasFront_ ? std::max(0.0, frontMost_m_ - (p.x_m * frontX_ + p.y_m * frontY_)) : 0;
}

bool Field::flooded(geo::XY p) const
{
    const geo::GridFrame& frame = land_.frame();
    const int col = frame.colOf(p.x_m);
    const int row = frame.rowOf(p.y_m);
    return profile_ == Profile::disaster && frame.inside(col, row) &&
           nearSea_[frame.at(col, row)] != 0 && land_.heightAt(p).value_or(1e9) < floodHeight_m;
}

double Field::at(geo::XY p) const
{
    const double rough = 0.5 + 0.5 * rough_.at(p.x_m, p.y_m);
    if (profile_ == Profile::disaster) {
        const double far = distance_m(p) / reach_m_;
        return 0.7 / (1 + far * far) + (flooded(p) ? 0.35 : 0) + 0.3 * rough;
    }
    double spots = 0;
    for (const geo::XY& spot : spots_) {
        const double far = metresBetween(p, spot) / spotRadius_m;
        spots = std::max(spots, 1 / (1 + far * far));
    }
    const double edge =
        hasFront_ ? 2 * std::max(0.0, 1 - distance_m(p) / (1.5 * near_m_)) : borderCloseness(p);
    return 0.4 * edge + 0.3 * spots + 0.5 * rough;
}

double Field::wave(geo::XY p) const
{
    return std::clamp(0.5 + 0.6 * slow_.at(p.x_m, p.y_m), 0.0, 1.0);
}

} // namespace planning::synth
