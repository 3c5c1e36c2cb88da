#pragma once
// Ground height in the working CRS.
#include "geo/raster/grid.h"

#include <optional>
#include <string>
#include <vector>

namespace geo {

/// Metres above sea level; NaN where the source has no data. Sea cells hold 0 and are marked.
struct Elevation {
    FloatGrid height_m;
    std::vector<std::uint8_t> sea; // same size; 1 = open sea. Empty when no cell is sea.
    std::string source;            // for attribution: "Terrain SRTM (NASA)"

    bool isSea(int col, int row) const
    {
        return !sea.empty() && sea[height_m.frame.at(col, row)] != 0;
    }
    /// Bilinear between cell centres; nothing outside or where one of the four cells has no data.
    std::optional<double> heightAt(XY position) const;
};

/// Terrain between two positions, evenly spaced, ends included.
struct Profile {
    std::vector<double> distance_m; // from the first end, increasing from 0
    std::vector<double> height_m;   // above sea level
    std::vector<std::uint8_t> sea;  // 1 over open sea
};

/// Samples about every `step_m` (at least 2 steps). Nothing when a sample has no data.
std::optional<Profile> profileBetween(const Elevation& elevation, XY from, XY to, double step_m);

} // namespace geo
