#pragma once
// Does a microwave hop see its other end? Ground, bulge of the Earth and first Fresnel zone along
// the path, and the lowest antennas that stand clear of them (ITU-R P.526, P.530 section 2.2.2).
#include "geo/terrain/elevation.h"

#include <optional>
#include <vector>

namespace planning {

/// Share of the first Fresnel zone that must be free.
inline constexpr double clearShare = 0.6;
inline constexpr double standardK = 4.0 / 3;

/// A ray over the ground. Antenna heights in m above ground.
struct HopRay {
    double from_m = 0, to_m = 0;
    double frequency_ghz = 0;
    double k = standardK; // effective Earth radius over 6371 km
};

struct HopPoint {
    double distance_m = 0;
    double ground_m = 0;    // above sea level
    double bulge_m = 0;     // of the Earth above the chord between the ends
    double line_m = 0;      // straight line between the antennas, above sea level
    double fresnel_m = 0;   // radius of the first zone
    double clearance_m = 0; // line over ground and bulge; negative: blocked
    double ratio() const { return clearance_m / fresnel_m; }
};

/// A stretch of ground in the part of the Fresnel zone that must be free.
struct HopObstacle {
    double begin_m = 0, end_m = 0; // distances
    std::size_t top = 0;           // the point with the least ratio
};

struct HopClearance {
    std::vector<HopPoint> points;       // the ends too; their ratio is not a number
    std::size_t least = 0;              // the point with the least ratio of clearance to zone
    std::size_t highest = 0;            // the point least far below the line, or farthest above it
    std::vector<HopObstacle> obstacles; // from the near end on

    bool blocked() const { return points[highest].clearance_m < 0; }
    bool clear() const { return points[least].ratio() >= clearShare; }
};

/// The profile needs three points at least, its antennas must not be below ground; throws
/// geo::Error otherwise, and for a frequency or k that is not above 0.
HopClearance hopClearance(const geo::Profile& profile, const HopRay& ray);

struct HopHeights {
    double from_m = 0, to_m = 0;
    friend bool operator==(const HopHeights&, const HopHeights&) = default;
};
struct HeightLimits {
    double least_m = 0, most_m = 0;
};

/// The lowest pair of antenna heights that keeps 60 % of the first zone free: least sum, then the
/// more equal, then the lower near end. A height is the limit's least or a whole metre above it.
/// Nothing when no pair within the limits does.
std::optional<HopHeights> lowestHeights(const geo::Profile& profile, const HopRay& ray,
                                        HeightLimits from, HeightLimits to);

} // namespace planning
