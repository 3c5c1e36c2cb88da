#pragma once
// Clutter loss: Recommendation ITU-R P.2108-1, its three methods.
#include "planning/propagation/range.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planning::propagation {

struct P2108Ranges {
    Range height_gain_frequency{"frequency", "GHz", 0.03, 3};
    Range terrestrial_frequency{"frequency", "GHz", 0.5, 67};
    Range terrestrial_distance{"distance", "km", 0.25, noUpperEnd};
    Range airborne_frequency{"frequency", "GHz", 10, 100};
};
inline constexpr P2108Ranges p2108Ranges{};

enum class ClutterKind : std::uint8_t {
    water_sea = 1,
    open_rural,
    suburban,
    urban,
    trees_forest,
    dense_urban
};
/// Height of table 3, m.
double representativeHeight_m(ClutterKind kind);

struct HeightGainRequest {
    double f_ghz = 0;
    double antenna_m = 0; // above ground
    ClutterKind clutter = ClutterKind::suburban;
    double clutter_height_m = 10;
    double street_width_m = 27;
};
/// Section 3.1, in dB: added to a loss computed to the top of the clutter.
double heightGainClutterLoss_db(const HeightGainRequest& request);

/// Section 3.2, in dB not exceeded for the percentage of locations; one terminal in clutter.
double terrestrialClutterLoss_db(double f_ghz, double d_km, double location_percent);

/// Section 3.3, in dB not exceeded for the percentage of locations, towards an aircraft or
/// satellite.
double airborneClutterLoss_db(double f_ghz, double elevation_deg, double location_percent);

} // namespace planning::propagation
