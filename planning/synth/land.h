#pragma once
// The ground a practice layer is built on: which cells are land, in which area, how high.
#include "geo/terrain/elevation.h"
#include "planning/scenario/scenario.h"

#include <cstdint>
#include <span>
#include <vector>

namespace planning::synth {

inline constexpr std::int32_t noArea = -1;

/// Square cells over all areas taken part in. Without areas, everything is in area 0.
class Land {
public:
    /// `areas`: positions in geography.areas; those shapes are the land. `terrain` may be null:
    /// then no cell is sea and no height is known.
    Land(const Scenario& geography, std::span<const std::uint32_t> areas,
         const geo::Elevation* terrain);

    const geo::GridFrame& frame() const { return frame_; }
    /// Position in `areas` as given, or noArea for sea and beyond the borders.
    std::int32_t areaAt(int col, int row) const { return area_[frame_.at(col, row)]; }
    std::int32_t areaAt(geo::XY p) const;
    bool seaAt(geo::XY p) const;
    /// Above sea level; nothing without terrain there.
    std::optional<double> heightAt(geo::XY p) const;
    bool hasTerrain() const { return terrain_ != nullptr; }
    const geo::Elevation* terrain() const { return terrain_; }
    /// Above the mean of the ground within about `radius_m`; 0 without terrain.
    double prominence_m(geo::XY p, double radius_m) const;
    /// Nearest area within `reach_m`, for a place just off the coast or border.
    std::int32_t nearestArea(geo::XY p, double reach_m) const;

private:
    geo::GridFrame frame_;
    std::vector<std::int32_t> area_;
    const geo::Elevation* terrain_;
};

} // namespace planning::synth
