#include "planning/propagation/engine/area_loss.h"

#include "planning/parallel.h"
#include "planning/propagation/engine/scalar_path.h"

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
    if (!(q.step_m >= 0) || !(q.geodesy.scale > 0.5 && q.geodesy.scale < 2)) {
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

std::int16_t hundredths(double loss_db)
{
    constexpr double most = std::numeric_limits<std::int16_t>::max();
    return static_cast<std::int16_t>(std::lround(std::min(100 * loss_db, most)));
}

} // namespace

std::optional<AreaLoss> areaLoss(const AreaTerrain& terrain, const AreaLossRequest& request,
                                 const Feedback& feedback)
{
    check(terrain, request);
    AreaLossRequest q = request;
    if (q.step_m == 0) {
        q.step_m = terrain.elevation->height_m.frame.cell_m / q.geodesy.scale;
    }
    RadioZones own;
    const RadioZones* zones = terrain.zones;
    if (!zones) {
        own = radioZones(*terrain.elevation);
        zones = &own;
    }
    if (zones->empty()) {
        zones = nullptr;
    }
    AreaLoss out;
    const geo::XY tx = q.transmitter;
    out.frame = geo::alignedFrame(
        {tx.x_m - q.radius_m, tx.y_m - q.radius_m, tx.x_m + q.radius_m, tx.y_m + q.radius_m},
        q.resolution_m);
    out.loss_cdb.assign(out.frame.size(), noLoss);

    struct Count {
        std::size_t computed = 0, voids = 0, outside = 0;
    };
    std::vector<Count> counts(static_cast<std::size_t>(out.frame.rows)); // one a row: no sharing
    const bool finished =
        forEachPiece(counts.size(), q.threads, feedback, [&](std::size_t piece, unsigned) {
            ScalarPath path{terrain, zones, q};
            const int row = static_cast<int>(piece);
            Count& count = counts[piece];
            for (int col = 0; col < out.frame.cols && !feedback.cancelled(); ++col) {
                const geo::XY at = out.frame.centre(col, row);
                if (geo::distance_m(tx, at) > q.radius_m) {
                    continue;
                }
                const double loss_db = path.loss_db(at);
                if (std::isnan(loss_db)) {
                    ++count.voids;
                } else if (std::isinf(loss_db)) {
                    ++count.outside;
                } else {
                    ++count.computed;
                    out.loss_cdb[out.frame.at(col, row)] = hundredths(loss_db);
                }
            }
        });
    if (!finished || feedback.cancelled()) {
        return std::nullopt;
    }
    for (const Count& count : counts) {
        out.computed += count.computed;
        out.voids += count.voids;
        out.outside += count.outside;
    }
    return out;
}

} // namespace planning::propagation
