#include "planning/synth/build.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planning::synth {

double metresBetween(geo::XY a, geo::XY b)
{
    // Not std::hypot: only the square root is rounded the same by every library.
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    return std::sqrt(dx * dx + dy * dy);
}

Position Build::place(geo::XY p) const
{
    Position at;
    at.xy = {rounded(p.x_m, 0.1), rounded(p.y_m, 0.1)};
    const geo::LonLat exact = crs.unproject(at.xy);
    at.lonlat = {rounded(exact.lon_deg, 1e-6), rounded(exact.lat_deg, 1e-6)};
    return at;
}

std::string Build::areaCode(std::int32_t area) const
{
    if (area < 0 || areas.empty()) {
        return {};
    }
    return geography.areas[areas[static_cast<std::size_t>(area)]].area_code;
}

std::uint32_t Build::nearestTown(const Region& region, geo::XY p) const
{
    return *std::ranges::min_element(
        region.towns, {}, [&](std::uint32_t town) { return metresBetween(towns[town].at, p); });
}

std::int32_t Build::regionAt(geo::XY p) const
{
    const std::int32_t area = land.areaAt(p);
    return area == noArea ? -1
                          : static_cast<std::int32_t>(regionOfArea[static_cast<std::size_t>(area)]);
}

std::vector<int> apportion(const std::vector<double>& weights, int total)
{
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<int> shares(weights.size(), 0);
    if (sum <= 0 || total <= 0) {
        return shares;
    }
    std::vector<std::pair<double, std::size_t>> rest;
    int given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double exact = weights[i] / sum * total;
        shares[i] = static_cast<int>(std::floor(exact));
        given += shares[i];
        rest.emplace_back(shares[i] - exact, i); // smallest first = largest remainder first
    }
    std::ranges::sort(rest);
    for (std::size_t k = 0; given < total; ++k, ++given) {
        ++shares[rest[k % rest.size()].second];
    }
    return shares;
}

Clusters cluster(const std::vector<geo::XY>& points, const std::vector<double>& weights, int k)
{
    constexpr int rounds = 15;
    Clusters out;
    if (points.empty() || k <= 0) {
        return out;
    }
    const std::size_t count = points.size();
    const std::size_t wanted = std::min<std::size_t>(static_cast<std::size_t>(k), count);
    std::vector<double> far(count, 1.0);
    out.label.assign(count, 0);
    const auto heaviest = [&] {
        std::size_t best = 0;
        for (std::size_t i = 1; i < count; ++i) {
            if (std::sqrt(weights[i]) * far[i] > std::sqrt(weights[best]) * far[best]) {
                best = i;
            }
        }
        return best;
    };
    while (out.centres.size() < wanted) {
        const geo::XY next = points[heaviest()];
        out.centres.push_back(next);
        for (std::size_t i = 0; i < count; ++i) {
            const double d_m = metresBetween(points[i], next);
            far[i] = out.centres.size() == 1 ? d_m : std::min(far[i], d_m);
        }
    }
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto near = std::ranges::min_element(
                out.centres, {}, [&](geo::XY c) { return metresBetween(c, points[i]); });
            out.label[i] = static_cast<std::uint32_t>(near - out.centres.begin());
        }
        std::vector<double> x(wanted, 0);
        std::vector<double> y(wanted, 0);
        std::vector<double> w(wanted, 0);
        for (std::size_t i = 0; i < count; ++i) {
            x[out.label[i]] += weights[i] * points[i].x_m;
            y[out.label[i]] += weights[i] * points[i].y_m;
            w[out.label[i]] += weights[i];
        }
        for (std::size_t c = 0; c < wanted; ++c) {
            if (w[c] > 0) {
                out.centres[c] = {x[c] / w[c], y[c] / w[c]};
            }
        }
    }
    return out;
}

} // namespace planning::synth
