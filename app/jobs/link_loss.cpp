#include "app/jobs/link_loss.h"

#include "planning/coverage/antenna.h"
#include "planning/propagation/engine/scalar_path.h"
#include "planning/propagation/p525.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace app {
namespace {

namespace propagation = planning::propagation;

constexpr double earthRadius_km = 6371;
constexpr double lambdaGhz_m = 0.2998; // the Recommendations' speed of light

double diffraction_db(const propagation::PathProfile& path, const LinkReport& report,
                      planning::HopHeights heights)
{
    const double ae_km = report.request.k * earthRadius_km;
    const double lambda_m = lambdaGhz_m / report.frequency_ghz;
    const propagation::PathGeometry g =
        propagation::pathGeometry(path, heights.from_m, heights.to_m, ae_km, lambda_m);
    return propagation::deltaBullington(
               path,
               {.hts_m = g.hts_m,
                .hrs_m = g.hrs_m,
                .hstd_m = g.hstd_m,
                .hsrd_m = g.hsrd_m,
                .ae_km = ae_km,
                .f_ghz = report.frequency_ghz,
                .lambda_m = lambda_m,
                .sea_fraction = path.zone.empty() ? 0 : zoneLengths(path).sea_fraction,
                .polarisation = report.request.vertical ? propagation::Polarisation::vertical
                                                        : propagation::Polarisation::horizontal})
        .Ld_db;
}

} // namespace

bool isStation(const LinkEnd& end)
{
    return end.kind == "site" || end.kind == "node" || end.kind == "cell";
}

LossProfile lossProfile(const geo::Profile& profile, const Terrain& terrain,
                        const LinkReport& report)
{
    LossProfile out;
    const geo::GridFrame& f = terrain.elevation.height_m.frame;
    const geo::XY a = report.from.at.xy;
    const geo::XY b = report.to.at.xy;
    for (const double distance_m : profile.distance_m) {
        const double t = distance_m / report.length_m;
        const geo::XY at{a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)};
        const std::size_t cell = f.at(std::clamp(f.colOf(at.x_m), 0, f.cols - 1),
                                      std::clamp(f.rowOf(at.y_m), 0, f.rows - 1));
        out.distance_km.push_back(distance_m / 1000);
        if (terrain.clutter) {
            out.clutter_m.push_back(terrain.clutter->values[cell]);
        }
        if (!terrain.zones.empty()) {
            out.zone.push_back(terrain.zones[cell]);
        }
    }
    if (!out.clutter_m.empty()) {
        out.clutter_m.front() = out.clutter_m.back() = 0; // never at the terminals
    }
    return out;
}

double latitudeOf(const LinkReport& report)
{
    return (report.from.at.lonlat.lat_deg + report.to.at.lonlat.lat_deg) / 2;
}

planning::HopLoss lossOf(const propagation::PathProfile& path, const LinkReport& report,
                         planning::HopHeights heights)
{
    const double up_m = report.from.ground_m + heights.from_m - report.to.ground_m - heights.to_m;
    const double d_km = std::hypot(report.length_m, up_m) / 1000;
    planning::HopLoss loss;
    loss.free_space_db = propagation::freeSpaceLoss_db(d_km, report.frequency_ghz * 1000);
    loss.diffraction_db = diffraction_db(path, report, heights);
    loss.gases_db = propagation::gasAttenuation(report.frequency_ghz, report.request.climate.air)
                        .total_db_km() *
                    d_km;
    return loss;
}

void addP1812(LinkReport& report, const propagation::PathProfile& path)
{
    const propagation::CoastDistances coast =
        path.zone.empty() ? propagation::CoastDistances{} : propagation::coastDistances(path);
    const propagation::P1812Request q{.f_ghz = report.frequency_ghz,
                                      .tx_height_m = report.from.antenna_m,
                                      .rx_height_m = report.to.antenna_m,
                                      .polarisation = report.request.vertical
                                                          ? propagation::Polarisation::vertical
                                                          : propagation::Polarisation::horizontal,
                                      .latitude_deg = latitudeOf(report),
                                      .tx_coast_km = coast.tx_km,
                                      .rx_coast_km = coast.rx_km};
    const std::vector<std::string> outside = propagation::p1812Warnings(path, q);
    if (outside.empty()) {
        report.p1812_db = propagation::p1812(path, q).Lb_db;
        return;
    }
    for (const std::string& warning : outside) {
        report.problems.push_back({geo::Severity::note, "no loss by P.1812: " + warning});
    }
}

void addReception(LinkReport& report, const planning::Scenario& world)
{
    const bool away = report.from.cell.has_value(); // the cell is the near end
    const LinkEnd& station = away ? report.from : report.to;
    const LinkEnd& place = away ? report.to : report.from;
    if (!report.p1812_db || !station.cell || isStation(place)) {
        return;
    }
    const planning::Cell& cell = world.cells[*station.cell];
    const auto& points = report.clearance.points;
    // As coverage takes it: towards the terrain's horizon, or straight when that lies lower.
    const double start_m = station.ground_m + station.antenna_m;
    double steepest = -1e9;
    for (const planning::HopPoint& p : points) {
        const double d_m = away ? p.distance_m : report.length_m - p.distance_m;
        if (d_m > 0) {
            const double top_m = &p == (away ? &points.back() : &points.front())
                                     ? p.ground_m + place.antenna_m
                                     : p.ground_m;
            steepest = std::max(steepest, (top_m - start_m) / d_m -
                                              d_m / (2000 * report.request.k * earthRadius_km));
        }
    }
    const double down_deg = -std::atan(steepest) * 180 / std::numbers::pi;
    const double bearing_deg = geo::bearing_deg(station.at.lonlat, place.at.lonlat);
    const planning::Antenna antenna =
        planning::Antenna::sector(cell.azimuth_deg, cell.beamwidth_deg, cell.tilt_deg);
    CellReception out;
    out.cell_id = cell.cell_id;
    out.technology = planning::text(cell.technology);
    out.eirp_dbm = cell.eirp_dbm;
    out.reference_db =
        planning::referenceOffset_db(cell.technology, cell.bandwidth_mhz, cell.frequency_mhz);
    out.pattern_db = static_cast<double>(
        antenna.attenuation_db(static_cast<float>(bearing_deg), static_cast<float>(down_deg)));
    out.loss_db = *report.p1812_db;
    out.level_dbm = out.eirp_dbm - out.reference_db - out.pattern_db - out.loss_db;
    out.threshold_dbm = report.request.thresholds[cell.technology];
    report.reception = out;
}

} // namespace app
