#include "geo/terrain/elevation.h"

#include <algorithm>

namespace geo {

std::optional<double> Elevation::heightAt(XY position) const
{
    const GridFrame& f = height_m.frame;
    const double u = (position.x_m - f.x0_m) / f.cell_m - 0.5;
    const double v = (f.y0_m - position.y_m) / f.cell_m - 0.5;
    // Half a cell beyond the outer centres still belongs to the outer cells.
    if (!(u >= -0.5 && v >= -0.5 && u <= f.cols - 0.5 && v <= f.rows - 0.5)) {
        return std::nullopt;
    }
    const int c0 = std::clamp(static_cast<int>(std::floor(u)), 0, f.cols - 1);
    const int r0 = std::clamp(static_cast<int>(std::floor(v)), 0, f.rows - 1);
    const int c1 = std::min(c0 + 1, f.cols - 1);
    const int r1 = std::min(r0 + 1, f.rows - 1);
    const double a = std::clamp(u - c0, 0.0, 1.0);
    const double b = std::clamp(v - r0, 0.0, 1.0);
    const double h = (1 - b) * ((1 - a) * height_m(c0, r0) + a * height_m(c1, r0)) +
                     b * ((1 - a) * height_m(c0, r1) + a * height_m(c1, r1));
    if (std::isnan(h)) {
        return std::nullopt;
    }
    return h;
}

std::optional<Profile> profileBetween(const Elevation& elevation, XY from, XY to, double step_m)
{
    const double length_m = distance_m(from, to);
    const int steps = std::max(2, static_cast<int>(std::lround(length_m / step_m)));
    Profile profile;
    profile.distance_m.reserve(static_cast<std::size_t>(steps) + 1);
    profile.height_m.reserve(static_cast<std::size_t>(steps) + 1);
    profile.sea.reserve(static_cast<std::size_t>(steps) + 1);
    const GridFrame& f = elevation.height_m.frame;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const XY at{from.x_m + t * (to.x_m - from.x_m), from.y_m + t * (to.y_m - from.y_m)};
        const auto height = elevation.heightAt(at);
        if (!height) {
            return std::nullopt;
        }
        const int col = std::clamp(f.colOf(at.x_m), 0, f.cols - 1);
        const int row = std::clamp(f.rowOf(at.y_m), 0, f.rows - 1);
        profile.distance_m.push_back(t * length_m);
        profile.height_m.push_back(*height);
        profile.sea.push_back(elevation.isSea(col, row) ? 1 : 0);
    }
    return profile;
}

} // namespace geo
