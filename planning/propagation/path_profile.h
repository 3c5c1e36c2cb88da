#pragma once
// What lies between two terminals, as P.1812 and P.452 want it, and how a bad one is told.
#include "geo/error.h"

#include <cstdint>
#include <span>

namespace planning::propagation {

enum class Polarisation : std::uint8_t { horizontal = 1, vertical = 2 };

/// Numbers as in the terrain profiles of ITU-R P.1812.
enum class RadioZone : std::uint8_t { sea = 1, coastal = 3, inland = 4 };

/// Views, not copies: a profile is walked in place. The first point is the transmitter, the last
/// the receiver; distances from the transmitter, rising; at least three points; heights of the
/// ground above sea level. Clutter (representative height above ground) never counts at the
/// terminals.
struct PathProfile {
    std::span<const double> distance_km;
    std::span<const double> height_m;
    std::span<const double> clutter_m = {}; // empty: none anywhere
    std::span<const RadioZone> zone = {};   // empty: inland everywhere

    double length_km() const { return distance_km.back() - distance_km.front(); }
};

/// Throws geo::Error naming the point (counted from 1) and what to do: fewer than three points,
/// lists of different length, a number that is not finite, a height no place on Earth has, a
/// distance that does not rise, a first distance that is not 0.
void checkProfile(const PathProfile& profile);

/// Throws geo::Error unless `value` is finite and greater than `low`.
void requireAbove(const char* quantity, double value, double low, const char* unit);
/// Throws geo::Error unless `value` is finite and from `low` to `high`.
void requireWithin(const char* quantity, double value, double low, double high, const char* unit);
/// The same for a share of the time in %: above 0, at most `high`.
void requireTimePercent(double percent, double high);

} // namespace planning::propagation
