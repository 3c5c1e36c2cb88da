#include "app/jobs/power_job.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using json = nlohmann::ordered_json;
using planning::PowerSource;
using planning::Service;

/// When the grid of a place was lost, hours before (negative) the date; nothing while it is there.
planning::MaybeNumber gridLost_h(const Situation& now, const planning::Index& gridIndex,
                                 const std::string& gridNode, const planning::PlacePower& power)
{
    if (power.grid || power.on == "not stated" || power.on == "passive") {
        return std::nullopt;
    }
    const auto at = gridIndex.find(gridNode);
    if (at != gridIndex.end()) {
        if (const auto seen = now.statuses.grid_nodes[at->second].observation) {
            return -std::chrono::duration<double, std::ratio<3600>>(
                        now.as_of - now.scenario.observations[*seen].observed_at)
                        .count();
        }
    }
    return 0; // nobody dated it: from now on
}

PlaceReport placeReport(const Situation& now, const planning::Index& gridIndex,
                        planning::AssetRef place, const planning::PowerSupply& supply,
                        const planning::PlacePower& power, double horizon_h)
{
    PlaceReport out{place, power, {}, std::nullopt};
    if (power.on == "nothing" && power.powered == Service::off) {
        out.spells = {{0, PowerSource::out}};
    } else {
        out.spells =
            planning::powerTimeline(supply, gridLost_h(now, gridIndex, supply.grid_node_id, power),
                                    std::nullopt, horizon_h);
    }
    for (const planning::PowerSpell& spell : out.spells) {
        if (spell.source == PowerSource::out) {
            out.out_after_h = spell.from_h;
            break;
        }
    }
    return out;
}

json hoursJson(const planning::MaybeNumber& hours)
{
    return hours && std::isfinite(*hours) ? json(*hours) : json(nullptr);
}

} // namespace

PowerReport powerReport(const geo::Workspace& workspace, const PowerRequest& request,
                        const planning::Cover* cover, const planning::Feedback& feedback)
{
    PowerReport report;
    report.request = request;
    report.situation = loadSituation(workspace, request.situation);
    const Situation& now = report.situation;
    const planning::PowerState power = planning::powerAt(now.scenario, now.statuses, now.as_of);
    const planning::Index gridIndex = planning::indexOfGridNodes(now.scenario);
    for (std::uint32_t i = 0; i < now.scenario.nodes.size(); ++i) {
        report.places.push_back(placeReport(now, gridIndex, {planning::AssetKind::node, i},
                                            now.scenario.nodes[i].power, power.nodes[i],
                                            request.horizon_h));
    }
    for (std::uint32_t i = 0; i < now.scenario.sites.size(); ++i) {
        report.places.push_back(placeReport(now, gridIndex, {planning::AssetKind::site, i},
                                            now.scenario.sites[i].power, power.sites[i],
                                            request.horizon_h));
    }
    report.compliance = planning::compliance(now.scenario, planning::ukraineRules2024(),
                                             std::chrono::floor<std::chrono::days>(now.as_of));
    if (request.fuel) {
        if (cover == nullptr) {
            throw geo::Error{"a split of fuel needs to know who is covered by which site",
                             "Run sila coverage first",
                             {workspace.file().filename().string()}};
        }
        report.fuel = planning::splitFuel(now.scenario, now.statuses, *cover, now.as_of,
                                          *request.fuel, feedback);
    }
    return report;
}

nlohmann::ordered_json asJson(const PowerReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    json places = json::array();
    for (const PlaceReport& place : report.places) {
        json spells = json::array();
        for (const planning::PowerSpell& spell : place.spells) {
            spells.push_back({{"from_h", spell.from_h}, {"source", planning::text(spell.source)}});
        }
        places.push_back({{"kind", planning::text(place.place.kind)},
                          {"id", planning::assetId(world, place.place)},
                          {"on", place.now.on},
                          {"hours_left", hoursJson(place.now.hours_left)},
                          {"out_after_h", hoursJson(place.out_after_h)},
                          {"timeline", spells}});
    }
    json rules = json::array();
    for (const planning::Compliance& row : report.compliance) {
        rules.push_back({{"rule", row.rule_id},
                         {"area_code", row.area_code},
                         {"total", row.total},
                         {"kept", row.kept},
                         {"unknown", row.unknown},
                         {"required", row.required},
                         {"met", row.met == Service::on    ? json(true)
                                 : row.met == Service::off ? json(false)
                                                           : json(nullptr)},
                         {"due", row.due},
                         {"missing_h", row.missing_h}});
    }
    json out{{"as_of", geo::text(report.situation.as_of)},
             {"horizon_h", report.request.horizon_h},
             {"places", places},
             {"compliance", rules}};
    if (report.fuel) {
        json shares = json::array();
        for (const planning::FuelShare& share : report.fuel->shares) {
            shares.push_back({{"id", planning::assetId(world, share.place)},
                              {"litres_per_day", share.litres_per_day},
                              {"stops_per_day", share.stops_per_day}});
        }
        out["fuel"] = {{"litres_per_day", report.fuel->litres_per_day},
                       {"stops_per_day", report.fuel->stops_per_day},
                       {"litres_for_all", report.fuel->litres_for_all},
                       {"people_without", report.fuel->people_without},
                       {"people", report.fuel->people},
                       {"people_bound", report.fuel->people_bound},
                       {"shares", shares}};
    }
    return out;
}

std::string asText(const PowerReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    std::map<std::string, std::size_t> on;
    std::vector<const PlaceReport*> next;
    for (const PlaceReport& place : report.places) {
        ++on[place.now.on];
        if (place.out_after_h && *place.out_after_h > 0) {
            next.push_back(&place);
        }
    }
    line("Power as of {}: {} sites and nodes", geo::text(report.situation.as_of),
         report.places.size());
    for (const auto& [source, count] : on) {
        line("  {:5}  {}", count, source);
    }
    std::ranges::stable_sort(next, {}, [](const PlaceReport* p) { return *p->out_after_h; });
    if (!next.empty()) {
        line("\nNext to go out within {:.0f} h, without fuel or grid:", report.request.horizon_h);
        constexpr std::size_t shown = 15;
        for (std::size_t i = 0; i < std::min(shown, next.size()); ++i) {
            line("  {:<16} in {:5.1f} h", planning::assetId(world, next[i]->place),
                 *next[i]->out_after_h);
        }
        if (next.size() > shown) {
            line("  … and {} more (--json lists all)", next.size() - shown);
        }
    }
    if (!report.compliance.empty()) {
        line("\nAutonomy rules (NCU order of July 2024, for comparison), by area:");
        for (const planning::Compliance& row : report.compliance) {
            line("  {:<12} {:<10} {:>4} of {:>4} places, {} needed, {} unknown: {}", row.rule_id,
                 row.area_code.empty() ? "(no area)" : row.area_code, row.kept, row.total,
                 row.required, row.unknown,
                 row.met == Service::on    ? "met"
                 : row.met == Service::off ? "not met"
                                           : "nobody knows");
        }
    }
    if (report.fuel) {
        const planning::FuelSplit& fuel = *report.fuel;
        line("\nFuel: {:.0f} l a day to {} places, {:.1f} stops a day; all together could use "
             "{:.0f} l",
             fuel.litres_per_day, fuel.shares.size(), fuel.stops_per_day, fuel.litres_for_all);
        line("People served for good: {:.0f} with it, {:.0f} without, at most {:.0f} by any split",
             fuel.people, fuel.people_without, fuel.people_bound);
        for (const planning::FuelShare& share : fuel.shares) {
            line("  {:<16} {:6.0f} l a day", planning::assetId(world, share.place),
                 share.litres_per_day);
        }
    }
    return out;
}

} // namespace app
