#include "app/jobs/link_job.h"

#include "app/jobs/link_loss.h"
#include "app/jobs/link_places.h"
#include "app/jobs/load_scenario.h"
#include "geo/misuse.h"
#include "planning/propagation/p1812.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <numeric>

namespace app {
namespace {

namespace propagation = planning::propagation;

constexpr double handset_m = planning::defaultReceiverHeight_m;

const planning::Link* linkBetween(const planning::Scenario& world, const std::string& a,
                                  const std::string& b)
{
    for (const planning::Link& link : world.links) {
        if (link.kind == planning::LinkKind::microwave &&
            ((link.from_id == a && link.to_id == b) || (link.from_id == b && link.to_id == a))) {
            return &link;
        }
    }
    return nullptr;
}

const planning::Link& linkById(const planning::Scenario& world, const std::string& id)
{
    for (const planning::Link& link : world.links) {
        if (link.link_id == id) {
            if (link.kind != planning::LinkKind::microwave) {
                throw geo::Error{fmt::format("the link {} goes over a satellite", id),
                                 "Give a microwave link, or two places with --from and --to"};
            }
            return link;
        }
    }
    throw geo::Error{fmt::format("there is no link '{}'", id),
                     "Give a link_id of the table links, or two places with --from and --to"};
}

void setAntenna(LinkEnd& end, const std::optional<double>& given_m, bool handset)
{
    if (given_m) {
        end.antenna_m = *given_m;
        end.antenna_from = "given";
    } else if (end.antenna_from.empty()) {
        end.antenna_m = handset && !isStation(end) ? handset_m : assumedAntenna_m;
        end.antenna_from = "assumed";
    }
    propagation::requireWithin("antenna height", end.antenna_m, 0, 1000, "m above ground");
}

void setFrequency(LinkReport& report, const planning::Scenario& world)
{
    const planning::Link* link =
        report.link_id.empty() ? nullptr : &linkById(world, report.link_id);
    const LinkEnd* cell = report.from.cell ? &report.from : report.to.cell ? &report.to : nullptr;
    if (report.request.frequency_ghz) {
        report.frequency_ghz = *report.request.frequency_ghz;
        report.frequency_from = "given";
    } else if (link != nullptr && link->frequency_ghz) {
        report.frequency_ghz = *link->frequency_ghz;
        report.frequency_from = "the link " + link->link_id;
    } else if (cell != nullptr) {
        report.frequency_ghz = world.cells[*cell->cell].frequency_mhz / 1000;
        report.frequency_from = "the cell " + cell->id;
    } else {
        report.frequency_ghz = planning::defaultHopFrequency_ghz;
        report.frequency_from = "assumed";
    }
    propagation::requireWithin("frequency", report.frequency_ghz,
                               propagation::p526Ranges.front().low,
                               propagation::p526Ranges.front().high, "GHz");
}

[[noreturn]] void refuseVoid(const geo::Elevation& elevation, const LinkReport& report,
                             const geo::Workspace& workspace)
{
    const geo::XY a = report.from.at.xy;
    const geo::XY b = report.to.at.xy;
    constexpr int steps = 2000;
    double first = 2;
    double last = -1;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        if (!elevation.heightAt({a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)})) {
            first = std::min(first, t);
            last = std::max(last, t);
        }
    }
    const double km = report.length_m / 1000;
    const std::string where =
        first <= 0 && last >= 1 ? "anywhere on the path"
        : first <= 0            ? fmt::format("at the near end, {}", report.from.label("A"))
        : last >= 1             ? fmt::format("at the far end, {}", report.to.label("B"))
                    : fmt::format("from {:.1f} to {:.1f} km of the path", first * km, last * km);
    throw geo::Error{
        "the elevation has no data " + where,
        "Import elevation that covers the path (sila import WORKSPACE elevation FILE…); "
        "positions are longitude,latitude",
        {workspace.file().filename().string()}};
}

geo::Profile profileOf(const Terrain& terrain, const LinkReport& report,
                       const geo::Workspace& workspace)
{
    auto profile =
        geo::profileBetween(terrain.elevation, report.from.at.xy, report.to.at.xy, report.step_m);
    if (!profile) {
        refuseVoid(terrain.elevation, report, workspace);
    }
    const double scale = report.length_m / profile->distance_m.back(); // plane to ground
    for (double& distance_m : profile->distance_m) {
        distance_m *= scale;
    }
    return *profile;
}

void addHeights(LinkReport& report, const geo::Profile& profile,
                const propagation::PathProfile& path, const planning::HopRay& ray)
{
    const planning::HeightLimits& limits = report.request.limits;
    report.lowest = planning::lowestHeights(profile, ray, limits, limits);
    const auto upTo = [&](double now_m) {
        return planning::HeightLimits{now_m, std::max(now_m, limits.most_m)};
    };
    const planning::HeightLimits a = upTo(ray.from_m);
    const planning::HeightLimits b = upTo(ray.to_m);
    if (report.clearance.clear()) {
        return;
    }
    const auto alone = planning::lowestHeights(profile, ray, a, {ray.to_m, ray.to_m});
    const auto other = planning::lowestHeights(profile, ray, {ray.from_m, ray.from_m}, b);
    auto best = planning::lowestHeights(profile, ray, a, b);
    // One mast to work on is better than two, for the same metres.
    for (const auto& one : {alone, other}) {
        if (one && one->from_m + one->to_m <= best->from_m + best->to_m) {
            best = one;
        }
    }
    report.raise_from_m = alone ? std::optional{alone->from_m} : std::nullopt;
    report.raise_to_m = other ? std::optional{other->to_m} : std::nullopt;
    if (best) {
        RaisedHeights raised;
        raised.heights = *best;
        raised.clearance =
            planning::hopClearance(profile, {best->from_m, best->to_m, ray.frequency_ghz, ray.k});
        if (report.budget) {
            raised.budget = planning::hopBudget(report.request.equipment, report.frequency_ghz,
                                                lossOf(path, report, *best));
        }
        report.raised = raised;
    }
}

void addAvailability(LinkReport& report, const geo::Profile& profile)
{
    if (!report.budget || !report.clearance.clear() || report.budget->margin_db <= 0) {
        return;
    }
    const double sum_m = std::accumulate(profile.height_m.begin(), profile.height_m.end(), 0.0);
    report.availability = planning::hopAvailability(
        {.frequency_ghz = report.frequency_ghz,
         .d_km = report.length_m / 1000,
         .from_m = report.from.ground_m + report.from.antenna_m,
         .to_m = report.to.ground_m + report.to.antenna_m,
         .terrain_m = sum_m / static_cast<double>(profile.height_m.size()),
         .latitude_deg = latitudeOf(report),
         .vertical = report.request.vertical},
        report.request.climate, report.budget->margin_db);
}

void findEnds(LinkReport& report, const planning::Scenario& world, const geo::WorkingCrs& crs)
{
    const LinkRequest& request = report.request;
    std::string from = request.from;
    std::string to = request.to;
    if (!request.link_id.empty()) {
        const planning::Link& link = linkById(world, request.link_id);
        report.link_id = link.link_id;
        from = link.from_id;
        to = link.to_id;
    } else if (from.empty() || to.empty()) {
        throw geo::Misuse{"a link needs two ends", "Give --from and --to, or --link"};
    }
    report.from = linkEnd(world, crs, from);
    report.to = linkEnd(world, crs, to);
    if (report.link_id.empty()) {
        const planning::Link* link = linkBetween(world, report.from.id, report.to.id);
        report.link_id = link != nullptr ? link->link_id : "";
    }
    const bool handset = report.from.cell.has_value() != report.to.cell.has_value();
    setAntenna(report.from, request.from_height_m, handset);
    setAntenna(report.to, request.to_height_m, handset);
    report.length_m = geo::geodesic_m(report.from.at.lonlat, report.to.at.lonlat);
    report.bearing_deg = geo::bearing_deg(report.from.at.lonlat, report.to.at.lonlat);
    constexpr double shortest_m = 1;
    constexpr double longest_m = 500e3;
    if (!(report.length_m >= shortest_m && report.length_m <= longest_m)) {
        throw geo::Error{report.length_m < shortest_m
                             ? std::string{"the two ends of the link are at the same place"}
                             : fmt::format("the ends are {:.0f} km apart", report.length_m / 1000),
                         "Give two places up to 500 km apart; positions are longitude,latitude"};
    }
}

} // namespace

std::optional<LinkReport> checkLink(const geo::Workspace& workspace, const LinkRequest& request,
                                    const planning::Feedback& feedback)
{
    LinkReport report;
    report.request = request;
    const planning::Scenario world = loadScenario(workspace, nullptr);
    const geo::WorkingCrs crs{workspace.crs()};
    findEnds(report, world, crs);
    setFrequency(report, world);
    report.synthetic = std::any_of(world.sites.begin(), world.sites.end(),
                                   [](const planning::Site& s) { return s.synthetic; });
    const bool p1812 = propagation::p1812Ranges.frequency.holds(report.frequency_ghz);
    geo::Box box;
    box.add(report.from.at.xy.x_m, report.from.at.xy.y_m);
    box.add(report.to.at.xy.x_m, report.to.at.xy.y_m);
    report.step_m = terrainCell_m(workspace).value_or(0);
    const auto terrain = loadTerrain(workspace, crs, box, request.clutter, feedback,
                                     p1812 ? coastMargin_m : 2 * report.step_m);
    if (!terrain || feedback.cancelled()) {
        return std::nullopt;
    }
    for (const geo::RasterEntry& entry : workspace.rasters("elevation")) {
        report.terrain_source = entry.source;
    }
    const geo::Profile profile = profileOf(*terrain, report, workspace);
    report.from.ground_m = profile.height_m.front();
    report.to.ground_m = profile.height_m.back();
    const LossProfile made = lossProfile(profile, *terrain, report);
    geo::Profile tops = profile; // with trees and houses, when asked for
    for (std::size_t i = 0; i < made.clutter_m.size(); ++i) {
        tops.height_m[i] += made.clutter_m[i];
    }
    const planning::HopRay ray{report.from.antenna_m, report.to.antenna_m, report.frequency_ghz,
                               request.k};
    report.clearance = planning::hopClearance(tops, ray);
    const planning::HopClearance low =
        planning::hopClearance(tops, {ray.from_m, ray.to_m, ray.frequency_ghz, request.low_k});
    report.least_ratio_low_k = low.points[low.least].ratio();

    const propagation::PathProfile path{made.distance_km, profile.height_m, made.clutter_m,
                                        made.zone};
    report.loss = lossOf(path, report, {ray.from_m, ray.to_m});
    const planning::HopPoint& tightest = report.clearance.points[report.clearance.least];
    report.knife_edge_db = propagation::knifeEdgeLoss_db(-std::numbers::sqrt2 * tightest.ratio());
    if (p1812) {
        addP1812(report, path);
    }
    addReception(report, world);
    if (!report.reception) {
        report.budget = planning::hopBudget(request.equipment, report.frequency_ghz, report.loss);
    }
    addHeights(report, tops, path, ray);
    addAvailability(report, profile);
    return report;
}

} // namespace app
