#pragma once
// An invented stretch of coast for practice and tests, placed in the open South Pacific around
// Point Nemo, the place on Earth farthest from any land, so that nobody takes it for a real one.
// West: sea with an island; then a plain, hills, and mountains in the east; two rivers.
#include "geo/crs/crs.h"
#include "geo/terrain/elevation.h"
#include "planning/scenario/scenario.h"
#include "planning/synth/random.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planning::synth {

/// One degree square: the SRTM tile S49W124.
inline constexpr double inventedWest_deg = -124, inventedSouth_deg = -49;
inline constexpr const char* inventedCrs = "EPSG:32710"; // UTM zone 10 south
inline constexpr const char* inventedTile = "S49W124";

/// The ground as a function of position, the same for every resolution.
class InventedGround {
public:
    explicit InventedGround(std::uint64_t seed);
    /// Metres above the sea; below zero: depth of the sea. `p` in the working CRS.
    double height_m(geo::XY p) const;
    /// Kilometres from the coast, inland positive; about right near the coast.
    double inland_km(geo::XY p) const;
    /// Kilometres to the nearer river.
    double river_km(geo::XY p) const;
    bool onIsland(geo::XY p) const;
    geo::XY middle() const { return middle_; }

private:
    double riverNorth_km(int river, double x_km) const;
    std::uint64_t seed_;
    geo::XY middle_;
};

struct InventRequest {
    std::uint64_t seed = 1;
    double people = 260000;
    int settlements = 66; // at most as many as there are names
};

/// People per cell, whole numbers that add up to those of the settlements.
struct PeopleGrid {
    double west_deg = 0, north_deg = 0, cell_deg = 0; // outer corner
    int cols = 0, rows = 0;
    std::vector<std::int32_t> people; // row 0 in the north
};

struct InventedCountry {
    Scenario geography;             // areas (a governorate and its districts), settlements, roads
    geo::Elevation terrain;         // in the working CRS, 100 m
    std::vector<std::int16_t> tile; // 1201 × 1201 posts, north row first, sea depths included
    PeopleGrid people;
};

/// The same request gives the same country on every machine.
InventedCountry inventCountry(const InventRequest& request);

/// A name and how it is written locally; `culture` 0 Arabic, 1 Ukrainian, 2 English.
struct InventedName {
    const char* name;
    const char* local; // "" in English
    int culture;
};
const std::vector<InventedName>& inventedNames();

} // namespace planning::synth
