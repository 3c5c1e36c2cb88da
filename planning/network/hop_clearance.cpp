#include "planning/network/hop_clearance.h"

#include "planning/propagation/p526.h"
#include "planning/propagation/radio_climate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace planning {
namespace {

constexpr double earthRadius_km = 6371;
constexpr double rounding_m = 1e-9; // a height short by this is not a metre short

void check(const geo::Profile& profile, const HopRay& ray)
{
    using propagation::requireAbove;
    if (profile.distance_m.size() < 3 || !(profile.distance_m.back() > 0)) {
        throw geo::Error{"the two ends of the link are at the same place",
                         "Give two different places"};
    }
    requireAbove("frequency", ray.frequency_ghz, 0, "GHz");
    requireAbove("effective Earth radius factor k", ray.k, 0, "");
    for (const double height_m : {ray.from_m, ray.to_m}) {
        propagation::requireWithin("antenna height", height_m, 0, 1000, "m above ground");
    }
}

HopPoint pointAt(const geo::Profile& profile, const HopRay& ray, std::size_t i)
{
    const double length_m = profile.distance_m.back();
    HopPoint p;
    p.distance_m = profile.distance_m[i];
    p.ground_m = profile.height_m[i];
    const double d1_km = p.distance_m / 1000;
    const double d2_km = (length_m - p.distance_m) / 1000;
    p.bulge_m = propagation::earthBulge_m(d1_km, d2_km, ray.k * earthRadius_km);
    const double t = p.distance_m / length_m;
    p.line_m = (1 - t) * (profile.height_m.front() + ray.from_m) +
               t * (profile.height_m.back() + ray.to_m);
    if (i > 0 && i + 1 < profile.distance_m.size()) {
        p.fresnel_m = propagation::fresnelRadius_m(1, d1_km, d2_km, ray.frequency_ghz);
    }
    p.clearance_m = p.line_m - p.ground_m - p.bulge_m;
    return p;
}

void findObstacles(HopClearance& out)
{
    bool inside = false;
    for (std::size_t i = 1; i + 1 < out.points.size(); ++i) {
        const HopPoint& p = out.points[i];
        if (p.ratio() >= clearShare) {
            inside = false;
            continue;
        }
        if (!inside) {
            out.obstacles.push_back({p.distance_m, p.distance_m, i});
            inside = true;
        }
        HopObstacle& last = out.obstacles.back();
        last.end_m = p.distance_m;
        if (p.ratio() < out.points[last.top].ratio()) {
            last.top = i;
        }
    }
}

} // namespace

HopClearance hopClearance(const geo::Profile& profile, const HopRay& ray)
{
    check(profile, ray);
    HopClearance out;
    out.least = out.highest = 1;
    for (std::size_t i = 0; i < profile.distance_m.size(); ++i) {
        out.points.push_back(pointAt(profile, ray, i));
    }
    for (std::size_t i = 2; i + 1 < out.points.size(); ++i) {
        if (out.points[i].ratio() < out.points[out.least].ratio()) {
            out.least = i;
        }
        if (out.points[i].clearance_m < out.points[out.highest].clearance_m) {
            out.highest = i;
        }
    }
    findObstacles(out);
    return out;
}

std::optional<HopHeights> lowestHeights(const geo::Profile& profile, const HopRay& ray,
                                        HeightLimits from, HeightLimits to)
{
    // With both antennas on the ground the line lacks `lack_m` at a share `t` of the way; antennas
    // of a and b above ground add (1 - t) a + t b.
    struct Need {
        double t, lack_m;
    };
    std::vector<Need> needs;
    const HopClearance grounded = hopClearance(profile, {0, 0, ray.frequency_ghz, ray.k});
    for (std::size_t i = 1; i + 1 < grounded.points.size(); ++i) {
        const HopPoint& p = grounded.points[i];
        needs.push_back(
            {p.distance_m / profile.distance_m.back(), clearShare * p.fresnel_m - p.clearance_m});
    }
    std::optional<HopHeights> best;
    const auto better = [](const HopHeights& a, const HopHeights& b) {
        const double sum_m = a.from_m + a.to_m - b.from_m - b.to_m;
        if (std::abs(sum_m) > rounding_m) {
            return sum_m < 0;
        }
        return std::max(a.from_m, a.to_m) < std::max(b.from_m, b.to_m);
    };
    for (double a_m = from.least_m; a_m <= from.most_m; a_m = std::floor(a_m) + 1) {
        double b_m = to.least_m;
        for (const Need& need : needs) {
            b_m = std::max(b_m, (need.lack_m - (1 - need.t) * a_m) / need.t);
        }
        if (b_m > to.least_m) {
            b_m = std::ceil(b_m - rounding_m);
        }
        const HopHeights found{a_m, b_m};
        if (b_m <= to.most_m && (!best || better(found, *best))) {
            best = found;
        }
    }
    return best;
}

} // namespace planning
