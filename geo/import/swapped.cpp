#include "geo/import/swapped.h"

#include "geo/crs/crs.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

constexpr double margin_deg = 0.5;

bool possible(LonLat p)
{
    return std::abs(p.lat_deg) <= 90 && std::abs(p.lon_deg) <= 180;
}

/// Where most of the positions lie: the middle half, widened.
Box bulkOf(const std::vector<std::optional<LonLat>>& positions)
{
    std::vector<double> lon;
    std::vector<double> lat;
    for (const auto& p : positions) {
        if (p && possible(*p)) {
            lon.push_back(p->lon_deg);
            lat.push_back(p->lat_deg);
        }
    }
    constexpr std::size_t least = 8; // fewer have no bulk
    if (lon.size() < least) {
        return {};
    }
    const auto at = [](std::vector<double>& values, double share) {
        const auto nth = values.begin() + static_cast<std::ptrdiff_t>(
                                              share * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), nth, values.end());
        return *nth;
    };
    const double west = at(lon, 0.25);
    const double east = at(lon, 0.75);
    const double south = at(lat, 0.25);
    const double north = at(lat, 0.75);
    constexpr double widened = 3;
    const double dx = widened * (east - west) + margin_deg;
    const double dy = widened * (north - south) + margin_deg;
    return {west - dx, south - dy, east + dx, north + dy};
}

PositionFault faultOf(LonLat p, const Box& where, bool signs)
{
    const auto lies = [&where](double lon, double lat) {
        return possible({lon, lat}) && where.contains(lon, lat);
    };
    if (lies(p.lon_deg, p.lat_deg)) {
        return PositionFault::none;
    }
    if (lies(p.lat_deg, p.lon_deg)) {
        return PositionFault::swapped;
    }
    if (signs && lies(-p.lon_deg, p.lat_deg)) {
        return PositionFault::lon_sign;
    }
    if (signs && lies(p.lon_deg, -p.lat_deg)) {
        return PositionFault::lat_sign;
    }
    return PositionFault::none;
}

double distance_km(LonLat p, const Box& where)
{
    const LonLat nearest{std::clamp(p.lon_deg, where.min_x, where.max_x),
                         std::clamp(p.lat_deg, where.min_y, where.max_y)};
    return geodesic_m(p, nearest) / 1000;
}

} // namespace

PositionCheck checkPositions(const std::vector<std::optional<LonLat>>& positions, const Box& known)
{
    PositionCheck check;
    check.faults.assign(positions.size(), PositionFault::none);
    std::size_t placed = 0;
    std::size_t impossible = 0; // as they are, though not when exchanged
    for (const auto& p : positions) {
        placed += p ? 1U : 0U;
        impossible += p && !possible(*p) && possible({p->lat_deg, p->lon_deg}) ? 1U : 0U;
    }
    if (placed == 0) {
        return check;
    }
    const Box where = known.empty() ? bulkOf(positions) : known.grown(margin_deg);
    std::size_t swapped = 0;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (!positions[i] || where.empty()) {
            continue;
        }
        check.faults[i] = faultOf(*positions[i], where, !known.empty());
        swapped += check.faults[i] == PositionFault::swapped ? 1U : 0U;
        if (!known.empty() && check.faults[i] == PositionFault::none && possible(*positions[i]) &&
            !where.contains(positions[i]->lon_deg, positions[i]->lat_deg)) {
            const double away_km = distance_km(*positions[i], known);
            check.nearest_km = check.outside == 0 ? away_km : std::min(check.nearest_km, away_km);
            check.farthest_km = std::max(check.farthest_km, away_km);
            ++check.outside;
        }
    }
    const bool most = 2 * swapped > placed;
    check.all_swapped = (!known.empty() && most) || 2 * impossible > placed;
    return check;
}

} // namespace geo
