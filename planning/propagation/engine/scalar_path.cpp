#include "planning/propagation/engine/scalar_path.h"

#include "planning/propagation/engine/area_setup.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation {
namespace {

double clutterAt(const geo::FloatGrid& clutter, geo::XY at)
{
    const int col = clutter.frame.colOf(at.x_m);
    const int row = clutter.frame.rowOf(at.y_m);
    if (!clutter.frame.inside(col, row)) {
        return 0;
    }
    const float height_m = clutter(col, row);
    return height_m > 0 ? height_m : 0; // not for a void
}

} // namespace

int profileSteps(double length_m, double step_m)
{
    constexpr int fewest = 4;
    return std::max(fewest, static_cast<int>(std::ceil(length_m / step_m)));
}

double pathLength_m(const AreaLossRequest& request, double east_m, double north_m)
{
    const SiteGeodesy& g = request.geodesy;
    const double half_m = 0.5 * request.resolution_m / std::max(g.east_scale, g.north_scale);
    return std::max(engine::groundLength_m(g, east_m, north_m), half_m);
}

CoastDistances coastDistances(const PathProfile& profile)
{
    const auto z = profile.zone;
    const auto d = profile.distance_km;
    const auto isSea = [](RadioZone zone) { return zone == RadioZone::sea; };
    const auto first = std::find_if(z.begin(), z.end(), isSea);
    if (first == z.end()) {
        return {};
    }
    const auto last = std::find_if(z.rbegin(), z.rend(), isSea);
    const auto i = static_cast<std::size_t>(first - z.begin());
    const auto j = z.size() - 1 - static_cast<std::size_t>(last - z.rbegin());
    return {i == 0 ? 0 : (d[i - 1] + d[i]) / 2,
            j == z.size() - 1 ? 0 : d.back() - (d[j] + d[j + 1]) / 2};
}

ScalarPath::ScalarPath(const AreaTerrain& terrain, const RadioZones* zones,
                       const AreaLossRequest& request)
    : elevation_{terrain.elevation}, clutter_{terrain.clutter}, zones_{zones}, request_{request}
{
}

ScalarPath::Answer ScalarPath::compute(geo::XY receiver)
{
    const geo::GridFrame& f = elevation_->height_m.frame;
    if (!f.box().contains(receiver.x_m, receiver.y_m)) {
        return {State::outside};
    }
    const geo::XY tx = request_.transmitter;
    const double length_m = pathLength_m(request_, receiver.x_m - tx.x_m, receiver.y_m - tx.y_m);
    const int steps = profileSteps(length_m, request_.step_m);
    const auto points = static_cast<std::size_t>(steps) + 1;
    distance_km_.resize(points);
    height_m_.resize(points);
    clutter_m_.assign(points, 0.0);
    zone_.assign(zones_ ? points : 0, RadioZone::inland);
    for (std::size_t i = 0; i < points; ++i) {
        const double t = static_cast<double>(i) / steps;
        const geo::XY at{tx.x_m + t * (receiver.x_m - tx.x_m),
                         tx.y_m + t * (receiver.y_m - tx.y_m)};
        const auto height_m = elevation_->heightAt(at);
        if (!height_m) {
            return {State::onVoid};
        }
        distance_km_[i] = t * length_m / 1000;
        height_m_[i] = *height_m;
        if (clutter_) {
            clutter_m_[i] = clutterAt(*clutter_, at);
        }
        if (zones_) {
            zone_[i] = engine::zoneAt(*zones_, f, at);
        }
    }
    const PathProfile profile{distance_km_, height_m_, clutter_m_, zone_};
    const CoastDistances coast = coastDistances(profile);
    const RadioSetup& r = request_.radio;
    const SiteGeodesy& g = request_.geodesy;
    const double latitude_deg = g.latitude_deg +
                                0.5 * (receiver.x_m - tx.x_m) * g.latitude_per_east_deg_m +
                                0.5 * (receiver.y_m - tx.y_m) * g.latitude_per_north_deg_m;
    const P1812Result result = p1812(profile, {.f_ghz = r.frequency_mhz / 1000,
                                               .time_percent = r.time_percent,
                                               .location_percent = r.location_percent,
                                               .location_sigma_db = r.location_sigma_db,
                                               .tx_height_m = r.tx_height_m,
                                               .rx_height_m = r.rx_height_m,
                                               .polarisation = r.polarisation,
                                               .latitude_deg = latitude_deg,
                                               .dn = r.dn,
                                               .n0 = r.n0,
                                               .tx_coast_km = coast.tx_km,
                                               .rx_coast_km = coast.rx_km});
    return {State::computed, result.Lb_db, result.path.theta_t_mrad};
}

} // namespace planning::propagation
