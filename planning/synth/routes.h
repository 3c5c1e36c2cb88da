#pragma once
// Ways over the ground: which places are neighbours, and how a road or cable goes between two.
#include "planning/synth/land.h"

#include <array>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace planning::synth {

using Pair = std::pair<std::uint32_t, std::uint32_t>; // first < second

/// One step on a grid, in cells.
struct Move {
    int dc = 0, dr = 0;
    double length = 1;
};
/// Eight neighbours and the knight's moves: straight lines in sixteen directions.
const std::array<Move, 16>& moves();

/// Gabriel graph: two places are neighbours when no third lies in the circle over them. Connected;
/// looks like a road network. Sorted.
std::vector<Pair> neighbours(const std::vector<geo::XY>& places);

/// Finds ways on a grid: cheap on roads and flat ground, dear uphill, over sea and abroad.
class Router {
public:
    /// `allowed`: is the cell (area of the land or noArea) one the way should keep to?
    Router(const Land& land, const std::vector<Road>& roads,
           const std::function<bool(std::int32_t area)>& allowed);

    /// Metres, weighted, of the straight line: what a way between the two will roughly cost.
    double straightCost(geo::XY from, geo::XY to) const;
    /// The cheapest way, smoothed; ends are the places given.
    geo::LineOf<geo::XY> route(geo::XY from, geo::XY to) const;

private:
    double factorAt(geo::XY p) const;
    bool crossesWater(const geo::LineOf<geo::XY>& line) const;
    const Land& land_;
    std::vector<float> factor_; // of length, at least leastFactor
};

/// Length of a line in metres.
double length_m(const geo::LineOf<geo::XY>& line);

/// Corners cut once per round (Chaikin); ends stay.
geo::LineOf<geo::XY> smoothed(geo::LineOf<geo::XY> line, int rounds);
/// Points left out as long as the line moves no more than `tolerance_m` (Douglas–Peucker).
geo::LineOf<geo::XY> simplified(const geo::LineOf<geo::XY>& line, double tolerance_m);

} // namespace planning::synth
