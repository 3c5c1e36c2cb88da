#include "planning/propagation/path_profile.h"

#include "planning/propagation/range.h"

#include <cmath>
#include <fmt/format.h>

namespace planning::propagation {
namespace {

[[noreturn]] void pointError(std::size_t i, const std::string& what, const char* advice)
{
    throw geo::Error{fmt::format("profile point {}: {}", i + 1, what), advice};
}

void checkLength(const char* name, std::size_t length, std::size_t points)
{
    if (length != points) {
        throw geo::Error{
            fmt::format("the profile has {} distances but {} {}", points, length, name),
            "Give one value per point"};
    }
}

std::string unusable(const char* quantity, double value, std::string_view unit)
{
    return fmt::format("{} {:g}{}{} cannot be used", quantity, value, unit.empty() ? "" : " ",
                       unit);
}

} // namespace

void checkProfile(const PathProfile& profile)
{
    constexpr std::size_t fewest = 3; // the Recommendations need a point between the terminals
    const std::size_t points = profile.distance_km.size();
    if (points < fewest) {
        throw geo::Error{fmt::format("the profile has {} point{}", points, points == 1 ? "" : "s"),
                         "Give at least three: transmitter, one between, receiver"};
    }
    checkLength("heights", profile.height_m.size(), points);
    if (!profile.clutter_m.empty()) {
        checkLength("clutter heights", profile.clutter_m.size(), points);
    }
    if (!profile.zone.empty()) {
        checkLength("zones", profile.zone.size(), points);
    }
    if (profile.distance_km.front() != 0) {
        pointError(0,
                   fmt::format("the first distance is {:g} km, not 0", profile.distance_km.front()),
                   "Count distances from the transmitter");
    }
    if (profile.length_km() == 0) {
        throw geo::Error{"the path is 0 km long",
                         "Give a transmitter and a receiver at different places"};
    }
    for (std::size_t i = 0; i < points; ++i) {
        const double d_km = profile.distance_km[i];
        if (!std::isfinite(d_km)) {
            pointError(i, "the distance is not a number", "Give a distance in km");
        }
        if (i > 0 && !(d_km > profile.distance_km[i - 1])) {
            pointError(i,
                       fmt::format("the distance {:g} km does not come after {:g} km", d_km,
                                   profile.distance_km[i - 1]),
                       "Sort the points from the transmitter to the receiver, each place once");
        }
        if (!std::isfinite(profile.height_m[i])) {
            pointError(i, "the height is not a number",
                       "Fill the gap in the elevation data or leave the point out");
        }
        constexpr double highest_m = 20000; // no place on Earth; a void's marker, more likely
        if (std::abs(profile.height_m[i]) > highest_m) {
            pointError(i, fmt::format("{:g} m is no height on Earth", profile.height_m[i]),
                       "Fill the gap in the elevation data or leave the point out");
        }
        if (!profile.clutter_m.empty() &&
            !(std::isfinite(profile.clutter_m[i]) && profile.clutter_m[i] >= 0)) {
            pointError(i, "the clutter height is not a number of 0 or more",
                       "Give metres above ground, 0 for open ground");
        }
    }
    constexpr double half_earth_km = 20040;
    if (profile.length_km() > half_earth_km) {
        throw geo::Error{fmt::format("the profile is {:g} km long", profile.length_km()),
                         "Give distances in km, not in m"};
    }
    for (std::size_t i = 0; i < profile.zone.size(); ++i) {
        const RadioZone z = profile.zone[i];
        if (z != RadioZone::sea && z != RadioZone::coastal && z != RadioZone::inland) {
            pointError(i, fmt::format("there is no radio zone {}", static_cast<int>(z)),
                       "Use 1 sea, 3 coastal land or 4 inland");
        }
    }
}

void requireAbove(const char* quantity, double value, double low, const char* unit)
{
    if (!(std::isfinite(value) && value > low)) {
        throw geo::Error{unusable(quantity, value, unit),
                         fmt::format("Give a number above {:g}", low)};
    }
}

void requireWithin(const char* quantity, double value, double low, double high, const char* unit)
{
    if (!(std::isfinite(value) && value >= low && value <= high)) {
        throw geo::Error{unusable(quantity, value, unit),
                         high >= noUpperEnd
                             ? fmt::format("Give a number of {:g} or more", low)
                             : fmt::format("Give a number from {:g} to {:g}", low, high)};
    }
}

void requireTimePercent(double percent, double high)
{
    if (!(std::isfinite(percent) && percent > 0 && percent <= high)) {
        throw geo::Error{unusable("time percentage", percent, "%"),
                         fmt::format("Give the share of the time for which the loss is not "
                                     "exceeded: above 0, at most {:g}",
                                     high)};
    }
}

} // namespace planning::propagation
