#include "planning/propagation/engine/area_loss.h"

#include "planning/propagation/engine/methods.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning::propagation {
namespace {

constexpr double mostCells = 1e9;

void checkRange(const Range& range, double value)
{
    if (!range.holds(value)) {
        throw geo::Error{
            fmt::format("P.1812 does not hold for {} {:g} {}", range.quantity, value, range.unit),
            fmt::format("Give {} from {:g} to {:g} {}", range.quantity, range.low, range.high,
                        range.unit)};
    }
}

void check(const AreaTerrain& terrain, const AreaLossRequest& q)
{
    checkRange(p1812Ranges.frequency, q.radio.frequency_mhz / 1000);
    checkRange(p1812Ranges.antenna, q.radio.tx_height_m);
    checkRange(p1812Ranges.antenna, q.radio.rx_height_m);
    checkRange(p1812Ranges.time, q.radio.time_percent);
    checkRange(p1812Ranges.location, q.radio.location_percent);
    requireWithin("location variability", q.radio.location_sigma_db, 0, 100, "dB");
    requireWithin("refractivity lapse", q.radio.dn, -1000, 156, "N-units/km");
    requireWithin("surface refractivity", q.radio.n0, 0, 1000, "N-units");
    requireWithin("latitude", q.geodesy.latitude_deg, -90, 90, "degrees");
    const double across = 2 * q.radius_m / q.resolution_m;
    if (!(q.radius_m > 0 && q.resolution_m > 0 && across * across < mostCells)) {
        throw geo::Error{fmt::format("a radius of {:g} m at a resolution of {:g} m makes no grid",
                                     q.radius_m, q.resolution_m),
                         "Give a radius and a resolution above 0, fewer than 30,000 cells across"};
    }
    const auto sane = [](double scale) { return scale > 0.5 && scale < 2; };
    if (!(q.step_m >= 0) || !sane(q.geodesy.east_scale) || !sane(q.geodesy.north_scale)) {
        throw geo::Error{"the profile step or the scale of the working CRS is out of range",
                         "Use a projected working CRS in metres, fit for the area"};
    }
    const geo::GridFrame& f = terrain.elevation->height_m.frame;
    if (!f.box().contains(q.transmitter.x_m, q.transmitter.y_m)) {
        throw geo::Error{fmt::format("the site at {:.0f}, {:.0f} lies outside the elevation data",
                                     q.transmitter.x_m, q.transmitter.y_m),
                         "Import elevation that covers it, or correct its position"};
    }
    if (!terrain.elevation->heightAt(q.transmitter)) {
        throw geo::Error{fmt::format("the elevation has no data at the site at {:.0f}, {:.0f}",
                                     q.transmitter.x_m, q.transmitter.y_m),
                         "Import elevation without a void there, or correct its position"};
    }
}

/// A request that was checked, with what it leaves open filled in.
struct Prepared {
    AreaLossRequest request;
    const RadioZones* zones = nullptr; // null: inland everywhere
    RadioZones own;

    Prepared(const AreaTerrain& terrain, const AreaLossRequest& wanted)
        : request{wanted}, zones{terrain.zones}
    {
        check(terrain, request);
        const geo::GridFrame& f = terrain.elevation->height_m.frame;
        const SiteGeodesy& g = request.geodesy;
        if (request.step_m == 0) {
            request.step_m = f.cell_m / std::sqrt(g.east_scale * g.north_scale);
        }
        if (f.cols < 2 || f.rows < 2) {
            request.method = AreaMethod::scalar; // nothing to interpolate between
        }
        if (zones == nullptr) {
            own = radioZones(*terrain.elevation);
            zones = &own;
        }
        if (zones->empty()) {
            zones = nullptr;
        }
    }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
};

} // namespace

std::optional<AreaLoss> areaLoss(const AreaTerrain& terrain, const AreaLossRequest& request,
                                 const Feedback& feedback, AreaLoss memory)
{
    const Prepared prepared{terrain, request};
    const AreaLossRequest& q = prepared.request;
    AreaLoss out = std::move(memory);
    static_cast<ReceiverCount&>(out) = {};
    const geo::XY tx = q.transmitter;
    out.frame = geo::alignedFrame(
        {tx.x_m - q.radius_m, tx.y_m - q.radius_m, tx.x_m + q.radius_m, tx.y_m + q.radius_m},
        q.resolution_m);
    out.loss_cdb.assign(out.frame.size(), noLoss);
    out.departure_cdeg.assign(out.frame.size(), 0);
    const engine::AreaSetup setup = engine::areaSetup(terrain, prepared.zones, q);
    const bool finished = q.method == AreaMethod::scalar  ? engine::scalarArea(setup, out, feedback)
                          : q.method == AreaMethod::exact ? engine::exactArea(setup, out, feedback)
                                                          : engine::sweepArea(setup, out, feedback);
    return finished ? std::optional{std::move(out)} : std::nullopt;
}

std::optional<AreaLoss> pointLosses(const AreaTerrain& terrain, const AreaLossRequest& request,
                                    std::span<const geo::XY> receivers, const Feedback& feedback)
{
    const Prepared prepared{terrain, request};
    const AreaLossRequest& q = prepared.request;
    AreaLoss out;
    out.loss_cdb.assign(receivers.size(), noLoss);
    out.departure_cdeg.assign(receivers.size(), 0);
    const engine::AreaSetup setup = engine::areaSetup(terrain, prepared.zones, q);
    const bool finished =
        q.method == AreaMethod::scalar  ? engine::scalarPoints(setup, receivers, out, feedback)
        : q.method == AreaMethod::exact ? engine::exactPoints(setup, receivers, out, feedback)
                                        : engine::sweepPoints(setup, receivers, out, feedback);
    return finished ? std::optional{std::move(out)} : std::nullopt;
}

} // namespace planning::propagation
