#include "app/jobs/link_job.h"

#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using Json = nlohmann::ordered_json;

/// Numbers as a reader needs them, without the last digits of a double.
Json number(double value, int digits = 3)
{
    if (!std::isfinite(value)) {
        return nullptr;
    }
    return std::stod(fmt::format("{:.{}f}", value, digits));
}

Json endJson(const LinkEnd& end)
{
    Json out{{"kind", end.kind}};
    if (!end.id.empty()) {
        out["id"] = end.id;
        out["name"] = end.name;
    }
    out["lon"] = end.at.lonlat.lon_deg;
    out["lat"] = end.at.lonlat.lat_deg;
    out["ground_m"] = number(end.ground_m);
    out["antenna_m"] = end.antenna_m;
    out["antenna_from"] = end.antenna_from;
    return out;
}

Json pointJson(const planning::HopPoint& p)
{
    return {{"at_km", number(p.distance_m / 1000)},
            {"ground_m", number(p.ground_m)},
            {"bulge_m", number(p.bulge_m)},
            {"line_m", number(p.line_m)},
            {"clearance_m", number(p.clearance_m)},
            {"f1_m", number(p.fresnel_m)},
            {"needed_m", number(planning::clearShare * p.fresnel_m)},
            {"ratio_f1", number(p.ratio(), 4)}};
}

Json heightsJson(const std::optional<planning::HopHeights>& heights)
{
    return heights ? Json{{"from_m", heights->from_m}, {"to_m", heights->to_m}} : Json(nullptr);
}

Json maybe(const std::optional<double>& value, int digits = 3)
{
    return value ? number(*value, digits) : Json(nullptr);
}

const char* verdictWord(const LinkReport& r)
{
    return r.clearance.blocked() ? "blocked" : r.clearance.clear() ? "clear" : "tight";
}

/// Where the verdict points at.
const planning::HopPoint& spot(const LinkReport& r)
{
    return r.clearance.points[r.clearance.blocked() ? r.clearance.highest : r.clearance.least];
}

Json budgetJson(const planning::HopBudget& b, const LinkReport& r)
{
    const planning::HopEquipment& e = r.request.equipment;
    return {{"power_dbm", e.power_dbm},
            {"from_gain_dbi", number(b.from_gain_dbi, 2)},
            {"to_gain_dbi", number(b.to_gain_dbi, 2)},
            {"feeders_db", 2 * e.feeder_db},
            {"received_dbm", number(b.received_dbm, 2)},
            {"modulation", planning::modulationOf(e.modulation).name},
            {"needed_dbm", number(b.needed_dbm, 2)},
            {"margin_db", number(b.margin_db, 2)},
            {"bandwidth_mhz", e.bandwidth_mhz},
            {"capacity_mbps", number(b.capacity_mbps, 1)},
            {"fastest_modulation", b.fastest ? Json(b.fastest->name) : Json(nullptr)},
            {"fastest_mbps", number(b.fastest_mbps, 1)}};
}

Json availabilityJson(const planning::HopAvailability& a)
{
    return {{"worst_month_percent", number(a.worst_month(), 6)},
            {"year_percent", number(a.year(), 6)},
            {"multipath_outage_worst_month_percent", number(a.multipath_month, 8)},
            {"multipath_outage_year_percent", number(a.multipath_year, 8)},
            {"rain_outage_worst_month_percent", number(a.rain_month, 8)},
            {"rain_outage_year_percent", number(a.rain_year, 8)},
            {"rain_outage_beyond_range", a.rain_at_limit},
            {"rain_001_db", number(a.rain_001_db)}};
}

Json settingsJson(const LinkReport& r)
{
    const LinkRequest& q = r.request;
    const char* planned = "a common planning value; give the radio's own";
    const char* climate = "a temperate inland place; give the place's own (ITU-R P.530, P.837)";
    Json out;
    out["frequency_from"] = r.frequency_from;
    out["polarisation"] = q.vertical ? "vertical" : "horizontal";
    out["clear_share_of_f1"] = planning::clearShare;
    out["profile_step_m"] = r.step_m;
    out["terrain"] = r.terrain_source;
    out["noise_figure_db"] = q.equipment.noise_figure_db;
    out["equipment_note"] = planned;
    out["geoclimatic_k"] = q.climate.geoclimatic_k;
    out["dn75"] = q.climate.dn75;
    out["rain_001_mm_h"] = q.climate.rain_mm_h;
    out["temperature_k"] = q.climate.air.temperature_k;
    out["dry_pressure_hpa"] = q.climate.air.dry_pressure_hpa;
    out["vapour_g_m3"] = q.climate.air.vapour_g_m3;
    out["climate_note"] = climate;
    out["height_limits_m"] = {q.limits.least_m, q.limits.most_m};
    out["models"] =
        "free space P.525, diffraction P.526 (delta-Bullington), gases P.676, multipath "
        "and rain P.530";
    return out;
}

Json profileJson(const LinkReport& r)
{
    Json out;
    for (const planning::HopPoint& p : r.clearance.points) {
        out["distance_km"].push_back(number(p.distance_m / 1000, 4));
        out["ground_m"].push_back(number(p.ground_m, 2));
        out["bulge_m"].push_back(number(p.bulge_m, 3));
        out["line_m"].push_back(number(p.line_m, 3));
        out["f1_m"].push_back(number(p.fresnel_m, 3));
        out["clearance_m"].push_back(number(p.clearance_m, 3));
    }
    return out;
}

std::string metres(double value_m)
{
    return std::abs(value_m) < 10 ? fmt::format("{:.1f}", value_m) : fmt::format("{:.0f}", value_m);
}

/// "; raise A to 38 m and B to 44 m", or why nothing helps.
std::string advice(const LinkReport& r)
{
    if (r.clearance.clear()) {
        return {};
    }
    if (!r.raised) {
        return fmt::format("; no antennas up to {:g} m see one another", r.request.limits.most_m);
    }
    const planning::HopHeights& h = r.raised->heights;
    std::string out;
    if (h.from_m > r.from.antenna_m) {
        out += fmt::format("; raise {} to {:g} m", r.from.label("A"), h.from_m);
    }
    if (h.to_m > r.to.antenna_m) {
        out += fmt::format("{} {} to {:g} m", out.empty() ? "; raise" : " and", r.to.label("B"),
                           h.to_m);
    }
    return out;
}

} // namespace

std::string verdict(const LinkReport& r)
{
    const planning::HopPoint& p = spot(r);
    const double at_km = p.distance_m / 1000;
    std::string out;
    if (r.clearance.blocked()) {
        out =
            fmt::format("Blocked {} m above the line at {:.1f} km", metres(-p.clearance_m), at_km);
    } else if (!r.clearance.clear()) {
        out =
            fmt::format("Too tight: {:.2f} of the first Fresnel zone is free at {:.1f} km, {:.2f} "
                        "is needed",
                        p.ratio(), at_km, planning::clearShare);
    } else {
        out = fmt::format("Clear: {:.2f} of the first Fresnel zone is free at the tightest place, "
                          "{:.1f} km",
                          p.ratio(), at_km);
    }
    out += advice(r) + ".";
    if (r.budget && r.budget->margin_db < 0) {
        const auto name = planning::modulationOf(r.request.equipment.modulation).name;
        out +=
            r.budget->fastest
                ? fmt::format(" The level is {:.1f} dB too low for {}; {} works ({:.0f} Mbit/s).",
                              -r.budget->margin_db, name, r.budget->fastest->name,
                              r.budget->fastest_mbps)
                : fmt::format(" The level is {:.1f} dB too low for {} and too low for QPSK.",
                              -r.budget->margin_db, name);
    }
    return out;
}

nlohmann::ordered_json asJson(const LinkReport& r)
{
    Json out{{"verdict", verdictWord(r)}, {"sentence", verdict(r)}};
    out["synthetic"] = r.synthetic;
    if (!r.link_id.empty()) {
        out["link_id"] = r.link_id;
    }
    out["from"] = endJson(r.from);
    out["to"] = endJson(r.to);
    out["distance_km"] = number(r.length_m / 1000, 4);
    out["bearing_deg"] = number(r.bearing_deg, 2);
    out["frequency_ghz"] = r.frequency_ghz;
    out["k"] = r.request.k;
    constexpr double earth_km = 6371;
    out["effective_earth_radius_km"] = number(r.request.k * earth_km, 1);
    const double half_km = r.length_m / 2000;
    out["middle"] = {{"bulge_m", number(500 * half_km * half_km / (r.request.k * earth_km))}};
    out["tightest"] = pointJson(r.clearance.points[r.clearance.least]);
    out["highest"] = pointJson(r.clearance.points[r.clearance.highest]);
    out["low_k"] = {{"k", r.request.low_k}, {"ratio_f1", number(r.least_ratio_low_k, 4)}};
    Json& obstacles = out["obstacles"] = Json::array();
    for (const planning::HopObstacle& o : r.clearance.obstacles) {
        Json one = pointJson(r.clearance.points[o.top]);
        one["begin_km"] = number(o.begin_m / 1000);
        one["end_km"] = number(o.end_m / 1000);
        one["above_line_m"] = number(-r.clearance.points[o.top].clearance_m);
        obstacles.push_back(std::move(one));
    }
    Json& heights = out["heights"];
    heights["lowest_pair"] = heightsJson(r.lowest);
    heights["raise_from_alone_m"] = maybe(r.raise_from_m);
    heights["raise_to_alone_m"] = maybe(r.raise_to_m);
    if (r.raised) {
        heights["raise"] = heightsJson(r.raised->heights);
        heights["raise"]["ratio_f1"] =
            number(r.raised->clearance.points[r.raised->clearance.least].ratio(), 4);
        if (r.raised->budget) {
            heights["raise"]["received_dbm"] = number(r.raised->budget->received_dbm, 2);
            heights["raise"]["margin_db"] = number(r.raised->budget->margin_db, 2);
        }
    } else {
        heights["raise"] = nullptr;
    }
    out["loss"] = {{"free_space_db", number(r.loss.free_space_db)},
                   {"diffraction_db", number(r.loss.diffraction_db)},
                   {"gases_db", number(r.loss.gases_db)},
                   {"total_db", number(r.loss.total_db())},
                   {"tightest_knife_edge_db", number(r.knife_edge_db)},
                   {"p1812_db", maybe(r.p1812_db)}};
    out["budget"] = r.budget ? budgetJson(*r.budget, r) : Json(nullptr);
    out["availability"] = r.availability ? availabilityJson(*r.availability) : Json(nullptr);
    if (r.reception) {
        const CellReception& c = *r.reception;
        out["reception"] = {{"cell_id", c.cell_id},
                            {"technology", c.technology},
                            {"eirp_dbm", c.eirp_dbm},
                            {"reference_db", number(c.reference_db)},
                            {"pattern_db", number(c.pattern_db)},
                            {"loss_db", number(c.loss_db)},
                            {"level_dbm", number(c.level_dbm, 2)},
                            {"threshold_dbm", c.threshold_dbm},
                            {"margin_db", number(c.level_dbm - c.threshold_dbm, 2)}};
    }
    out["settings"] = settingsJson(r);
    Json& problems = out["problems"] = Json::array();
    for (const geo::Problem& problem : r.problems) {
        problems.push_back({{"what", problem.what}, {"fix", problem.fix}});
    }
    out["profile"] = profileJson(r);
    return out;
}

std::string asText(const LinkReport& r)
{
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    line("{}", verdict(r));
    line("");
    line("{} to {}: {:.2f} km, bearing {:.0f}°, {:g} GHz ({}), k {:.3g}{}", r.from.label("A"),
         r.to.label("B"), r.length_m / 1000, r.bearing_deg, r.frequency_ghz, r.frequency_from,
         r.request.k, r.synthetic ? "  (practice data: the network is invented)" : "");
    for (const auto& [letter, end] : {std::pair{"A", &r.from}, std::pair{"B", &r.to}}) {
        line("  {}  {} {}  ground {:.0f} m, antenna {:g} m above it ({})", letter, end->kind,
             end->label(""), end->ground_m, end->antenna_m, end->antenna_from);
    }
    const planning::HopPoint& p = r.clearance.points[r.clearance.least];
    line("");
    line("Tightest place: {:.2f} km from A, ground {:.0f} m, Earth's bulge {:.1f} m",
         p.distance_m / 1000, p.ground_m, p.bulge_m);
    line("  clearance {:.1f} m; first Fresnel zone {:.1f} m, 60 % of it {:.1f} m; ratio {:.2f} (at "
         "k {:g}: {:.2f})",
         p.clearance_m, p.fresnel_m, planning::clearShare * p.fresnel_m, p.ratio(), r.request.low_k,
         r.least_ratio_low_k);
    if (r.clearance.obstacles.size() > 1) {
        line("  {} stretches of ground stand in the part that must be free",
             r.clearance.obstacles.size());
    }
    if (r.lowest) {
        line("Lowest antennas that keep it free: {:g} m and {:g} m", r.lowest->from_m,
             r.lowest->to_m);
    } else {
        line("No antennas from {:g} to {:g} m keep it free", r.request.limits.least_m,
             r.request.limits.most_m);
    }
    if (!r.clearance.clear()) {
        const auto alone = [&](const char* letter, const std::optional<double>& height_m) {
            line("  raising {} alone: {}", letter,
                 height_m ? fmt::format("{:g} m", *height_m)
                          : fmt::format("not up to {:g} m", r.request.limits.most_m));
        };
        alone("A", r.raise_from_m);
        alone("B", r.raise_to_m);
    }
    line("");
    line("Loss       free space {:8.1f} dB  P.525", r.loss.free_space_db);
    line("          diffraction {:8.1f} dB  P.526", r.loss.diffraction_db);
    line("                gases {:8.1f} dB  P.676", r.loss.gases_db);
    if (r.p1812_db) {
        line("      P.1812 in all   {:8.1f} dB  half of time and places", *r.p1812_db);
    }
    if (r.budget) {
        const planning::HopBudget& b = *r.budget;
        const planning::HopEquipment& e = r.request.equipment;
        line("Budget  {:g} dBm + {:.1f} + {:.1f} dBi - {:g} dB feeders - {:.1f} dB = {:.1f} dBm",
             e.power_dbm, b.from_gain_dbi, b.to_gain_dbi, 2 * e.feeder_db, r.loss.total_db(),
             b.received_dbm);
        line("  needed for {}: {:.1f} dBm; margin {:.1f} dB; {:.0f} Mbit/s in {:g} MHz",
             planning::modulationOf(e.modulation).name, b.needed_dbm, b.margin_db, b.capacity_mbps,
             e.bandwidth_mhz);
    }
    if (r.availability) {
        const planning::HopAvailability& a = *r.availability;
        line(
            "Available {:.4f} % of the worst month, {:.4f} % of the year  (P.530: multipath, rain)",
            a.worst_month(), a.year());
    }
    if (r.reception) {
        const CellReception& c = *r.reception;
        line("{} of {} there: {:.1f} dBm, {} the threshold of {:g} dBm", c.technology, c.cell_id,
             c.level_dbm, c.level_dbm >= c.threshold_dbm ? "above" : "below", c.threshold_dbm);
    }
    line("");
    line("How do we know: terrain {}, a point every {:g} m; heights may be wrong by 9 m and more; "
         "{}.",
         r.terrain_source.empty() ? "without source" : r.terrain_source, r.step_m,
         r.request.clutter == ClutterCode::none ? "trees and buildings are not in it"
                                                : "trees and buildings after the clutter raster");
    if (r.budget) {
        line("Radio and climate figures not given are planning values (sila help link).");
    }
    for (const geo::Problem& problem : r.problems) {
        line("Note: {}.", problem.what);
    }
    return out;
}

std::string asCsv(const LinkReport& r)
{
    std::string out = "distance_km,ground_m,bulge_m,line_m,f1_m,f1_60_m,clearance_m\n";
    for (const planning::HopPoint& p : r.clearance.points) {
        out += fmt::format("{:.4f},{:.2f},{:.3f},{:.3f},{:.3f},{:.3f},{:.3f}\n",
                           p.distance_m / 1000, p.ground_m, p.bulge_m, p.line_m, p.fresnel_m,
                           planning::clearShare * p.fresnel_m, p.clearance_m);
    }
    return out;
}

} // namespace app
