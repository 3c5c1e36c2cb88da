#include "planning/propagation/engine/sectors.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planning::propagation::engine {
namespace {

constexpr int quadrants = 4;
constexpr int radialsPerSector = 32;
/// Narrow enough for the short arctangent of Kernels::polar.
constexpr int fewestSectorsPerQuadrant = 16;

/// Whether a point lies clockwise of (or on) a direction, for points less than half a turn away.
bool clockwise(const Direction& of, double east_m, double north_m)
{
    return east_m * of.north - north_m * of.east >= 0;
}

/// Not farther than the radius by the distance that all methods take; quick where that is plain.
bool within(double east_m, double north_m, geo::XY tx, geo::XY at, double radius_m)
{
    constexpr double plain = 0.999999;
    return east_m * east_m + north_m * north_m < plain * radius_m * radius_m ||
           geo::distance_m(tx, at) <= radius_m;
}

} // namespace

Sectors::Sectors(const geo::GridFrame& frame, const AreaLossRequest& request, double spacing_m)
    : frame_{frame}, request_{request}
{
    const double quarter_m = request.radius_m * std::numbers::pi / 2;
    per_quadrant_ =
        std::max(fewestSectorsPerQuadrant, static_cast<int>(std::ceil(quarter_m / spacing_m)));
    const int sectors = std::max(fewestSectorsPerQuadrant, per_quadrant_ / radialsPerSector);
    for (int quadrant = 0; quadrant < quadrants; ++quadrant) {
        for (int i = 0; i < sectors; ++i) {
            starts_.push_back(
                quadrant * per_quadrant_ +
                static_cast<int>(static_cast<std::int64_t>(per_quadrant_) * i / sectors));
        }
    }
    starts_.push_back(quadrants * per_quadrant_);
}

/// Of a border between radials (whole) or the middle of one (half); the axes exactly.
Direction Sectors::at(double radial) const
{
    const int quadrant = static_cast<int>(radial) / per_quadrant_;
    const double turn = (radial - quadrant * per_quadrant_) / per_quadrant_ * std::numbers::pi / 2;
    const double s = turn == 0 ? 0 : std::sin(turn);
    const double c = turn == 0 ? 1 : std::cos(turn);
    switch (quadrant % quadrants) {
    case 0:
        return {s, c};
    case 1:
        return {c, -s};
    case 2:
        return {-s, -c};
    default:
        return {-c, s};
    }
}

Direction Sectors::direction(std::size_t sector, int radial) const
{
    return at(starts_[sector] + radial + 0.5);
}

void Sectors::collectRow(int row, const Direction& from, const Direction& to, PolarRow& polar,
                         const Kernels& kernels, SectorReceivers& out)
{
    const geo::XY tx = request_.transmitter;
    const double radius_m = request_.radius_m;
    const double north = frame_.centre(0, row).y_m - tx.y_m;
    const double across2 = radius_m * radius_m - north * north;
    if (across2 < 0) {
        return;
    }
    double low = -std::sqrt(across2);
    double high = -low;
    // east * n - north * e >= 0 for the first border, < 0 for the second
    for (const auto& [border, sign] : {std::pair{from, 1.0}, std::pair{to, -1.0}}) {
        const double slope = sign * border.north;
        if (slope != 0) {
            const double limit = north * border.east / border.north;
            (slope > 0 ? low : high) = slope > 0 ? std::max(low, limit) : std::min(high, limit);
        }
    }
    // One cell more on each side: who belongs is decided by the same sums for both neighbours.
    const auto colAt = [&](double east) {
        return std::clamp((tx.x_m + east - frame_.x0_m) / frame_.cell_m - 0.5, -2.0,
                          frame_.cols + 1.0);
    };
    const int first = std::max(0, static_cast<int>(std::floor(colAt(low))));
    const int last = std::min(frame_.cols - 1, static_cast<int>(std::ceil(colAt(high))));
    const int count = last - first + 1;
    if (count <= 0) {
        return;
    }
    scratch_.row_radial.resize(static_cast<std::size_t>(padded(count)));
    scratch_.row_distance_m.resize(static_cast<std::size_t>(padded(count)));
    polar.north = static_cast<float>(north);
    polar.first_east = static_cast<float>(frame_.centre(first, row).x_m - tx.x_m);
    kernels.polar(polar, count, scratch_.row_radial.data(), scratch_.row_distance_m.data());
    for (int i = 0; i < count; ++i) {
        const geo::XY at = frame_.centre(first + i, row);
        const double east = at.x_m - tx.x_m;
        if (!clockwise(from, east, north) || clockwise(to, east, north) ||
            !within(east, north, tx, at, radius_m)) {
            continue;
        }
        const auto cell = static_cast<std::uint32_t>(frame_.at(first + i, row));
        const float distance_m = scratch_.row_distance_m[static_cast<std::size_t>(i)];
        if (isNear(distance_m)) {
            out.near.push_back(cell);
            continue;
        }
        scratch_.found.push_back({cell, scratch_.row_radial[static_cast<std::size_t>(i)],
                                  prefix(distance_m), distance_m, static_cast<float>(east),
                                  static_cast<float>(north)});
    }
}

void Sectors::collect(std::size_t sector, const Kernels& kernels, SectorReceivers& out)
{
    out.near.clear();
    scratch_.found.clear();
    const geo::XY tx = request_.transmitter;
    const int radials = this->radials(sector);
    const Direction from = at(starts_[sector]);
    const Direction to = at(starts_[sector + 1]);
    const Direction middle = at(0.5 * (starts_[sector] + starts_[sector + 1]));
    PolarRow polar;
    polar.per_cell_east = static_cast<float>(frame_.cell_m);
    polar.east_scale = static_cast<float>(1 / request_.geodesy.east_scale);
    polar.north_scale = static_cast<float>(1 / request_.geodesy.north_scale);
    polar.mid_east = static_cast<float>(middle.east);
    polar.mid_north = static_cast<float>(middle.north);
    polar.radials_per_radian = static_cast<float>(per_quadrant_ / (std::numbers::pi / 2));
    polar.middle_radial = 0.5F * static_cast<float>(radials);
    polar.last_radial = radials - 1;
    // A sector lies in one quadrant, so its corners are its ends to the north and south.
    const double radius_m = request_.radius_m;
    const double north = std::max({0.0, from.north * radius_m, to.north * radius_m});
    const double south = std::min({0.0, from.north * radius_m, to.north * radius_m});
    const int top = std::max(0, frame_.rowOf(tx.y_m + north) - 1);
    const int bottom = std::min(frame_.rows - 1, frame_.rowOf(tx.y_m + south) + 1);
    for (int row = top; row <= bottom; ++row) {
        collectRow(row, from, to, polar, kernels, out);
    }
    sort(sector, scratch_.found, out);
}

/// The last point of the radial lies more than a step before the receiver, two at most.
int Sectors::prefix(float distance_m) const
{
    return static_cast<int>(std::ceil(distance_m / request_.step_m)) - 2;
}

std::size_t Sectors::place(double east_m, double north_m, RadialReceiver& out) const
{
    const double turn = std::atan2(east_m, north_m) / (2 * std::numbers::pi);
    const int radials = starts_.back();
    const int radial =
        std::min(radials - 1, static_cast<int>((turn < 0 ? turn + 1 : turn) * radials));
    const auto sector = std::upper_bound(starts_.begin(), starts_.end(), radial) - 1;
    out.radial = radial - *sector;
    out.distance_m = static_cast<float>(
        std::hypot(east_m / request_.geodesy.east_scale, north_m / request_.geodesy.north_scale));
    out.prefix = prefix(out.distance_m);
    out.east_m = static_cast<float>(east_m);
    out.north_m = static_cast<float>(north_m);
    return static_cast<std::size_t>(sector - starts_.begin());
}

void Sectors::sort(std::size_t sector, std::vector<RadialReceiver>& found, SectorReceivers& out)
{
    const int radials = this->radials(sector);
    int longest = 0;
    for (const RadialReceiver& receiver : found) {
        longest = std::max(longest, receiver.prefix);
    }
    const auto lengths = static_cast<std::size_t>(longest) + 1;
    const auto key = [lengths](const RadialReceiver& receiver) {
        return static_cast<std::size_t>(receiver.radial) * lengths +
               static_cast<std::size_t>(receiver.prefix);
    };
    std::vector<std::uint32_t>& place = scratch_.place; // counting sort
    place.assign(static_cast<std::size_t>(radials) * lengths + 1, 0);
    for (const RadialReceiver& receiver : found) {
        ++place[key(receiver) + 1];
    }
    for (std::size_t k = 1; k < place.size(); ++k) {
        place[k] += place[k - 1];
    }
    out.begin.resize(static_cast<std::size_t>(radials) + 1);
    for (std::size_t r = 0; r < out.begin.size(); ++r) {
        out.begin[r] = place[r * lengths];
    }
    if (out.all.size() < found.size()) {
        out.all.resize(found.size());
    }
    for (const RadialReceiver& receiver : found) {
        out.all[place[key(receiver)]++] = receiver;
    }
}

} // namespace planning::propagation::engine
