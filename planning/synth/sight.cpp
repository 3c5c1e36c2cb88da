#include "planning/synth/sight.h"

#include "planning/synth/build.h"

#include <algorithm>
#include <cmath>

namespace planning::synth {
namespace {

constexpr double effectiveEarth_m = 6371000.0 * 4 / 3;

/// Calls visit(d1_m, d2_m, ray height over ground) inside the path; false where data is missing.
template <typename Visit>
bool along(const Land& land, geo::XY from, double fromAntenna_m, geo::XY to, double toAntenna_m,
           double step_m, Visit visit)
{
    const auto a = land.heightAt(from);
    const auto b = land.heightAt(to);
    if (!a || !b) {
        return false;
    }
    const double d_m = metresBetween(from, to);
    const int steps = std::max(2, static_cast<int>(std::ceil(d_m / step_m)));
    const double top_m = *a + fromAntenna_m;
    const double rise_m = *b + toAntenna_m - top_m;
    for (int i = 1; i < steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const auto ground =
            land.heightAt({from.x_m + t * (to.x_m - from.x_m), from.y_m + t * (to.y_m - from.y_m)});
        if (!ground) {
            return false;
        }
        const double d1_m = t * d_m;
        const double d2_m = d_m - d1_m;
        const double bulge_m = d1_m * d2_m / (2 * effectiveEarth_m);
        visit(d1_m, d2_m, top_m + t * rise_m - *ground - bulge_m);
    }
    return true;
}

} // namespace

std::optional<double> clearance_m(const Land& land, geo::XY from, double fromAntenna_m, geo::XY to,
                                  double toAntenna_m, double step_m)
{
    double least_m = std::min(fromAntenna_m, toAntenna_m);
    const bool known =
        along(land, from, fromAntenna_m, to, toAntenna_m, step_m,
              [&](double, double, double over_m) { least_m = std::min(least_m, over_m); });
    return known ? std::optional{least_m} : std::nullopt;
}

std::optional<double> clearanceInFresnel(const Land& land, geo::XY from, double fromAntenna_m,
                                         geo::XY to, double toAntenna_m, double f_ghz)
{
    const double lambda_m = 0.299792458 / f_ghz;
    const double d_m = metresBetween(from, to);
    double least = 1e9;
    const bool known =
        along(land, from, fromAntenna_m, to, toAntenna_m, 120,
              [&](double d1_m, double d2_m, double over_m) {
                  least = std::min(least, over_m / std::sqrt(lambda_m * d1_m * d2_m / d_m));
              });
    return known ? std::optional{least} : std::nullopt;
}

} // namespace planning::synth
