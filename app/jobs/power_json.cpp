#include "app/jobs/power_json.h"

#include <cmath>

namespace app {
namespace {

using json = nlohmann::ordered_json;
using planning::Service;

json hoursJson(const planning::MaybeNumber& hours)
{
    return hours && std::isfinite(*hours) ? json(*hours) : json(nullptr);
}

} // namespace

json spellsJson(const std::vector<planning::PowerSpell>& spells)
{
    json out = json::array();
    for (const planning::PowerSpell& spell : spells) {
        out.push_back({{"from_h", spell.from_h}, {"source", planning::text(spell.source)}});
    }
    return out;
}

const char* inWords(Service met)
{
    return met == Service::on ? "yes" : met == Service::off ? "no" : "unknown";
}

nlohmann::ordered_json asJson(const PowerReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    json places = json::array();
    for (const PlaceReport& place : report.places) {
        json one({{"kind", planning::text(place.place.kind)},
                  {"id", planning::assetId(world, place.place)},
                  {"on", place.now.on},
                  {"hours_left", hoursJson(place.now.hours_left)},
                  {"out_after_h", hoursJson(place.out_after_h)},
                  {"generator_too_small",
                   planning::generatorTooSmall(supplyOf(report.situation, place.place))},
                  {"timeline", spellsJson(place.spells)}});
        if (report.request.solar) {
            one["solar"] = place.solar ? json{{"panel_kwp", place.solar->panel_kwp},
                                              {"battery_kwh", place.solar->battery_kwh},
                                              {"worst_month", place.solar->worst_month}}
                                       : json(nullptr);
        }
        places.push_back(std::move(one));
    }
    json law = json::array();
    for (const planning::AutonomyRule& rule : report.rules) {
        law.push_back({{"id", rule.id},
                       {"applies_to", rule.core_nodes ? "core_nodes" : "sites"},
                       {"hours", rule.hours},
                       {"share", rule.share},
                       {"due", geo::text(rule.due)},
                       {"source", rule.source}});
    }
    json curve = json::array();
    for (const planning::PowerHour& hour : report.curve) {
        curve.push_back({{"at_h", hour.at_h},
                         {"sites_on", hour.sites_on},
                         {"people", report.people_known ? json(hour.people) : json(nullptr)}});
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
             {"synthetic", report.situation.synthetic},
             {"horizon_h", report.request.horizon_h},
             {"places", places},
             {"curve", curve},
             {"rules", law},
             {"compliance", rules}};
    if (report.fuel) {
        json shares = json::array();
        for (const planning::FuelShare& share : report.fuel->shares) {
            shares.push_back({{"id", planning::assetId(world, share.place)},
                              {"litres_per_day", share.litres_per_day},
                              {"stops_per_day", share.stops_per_day}});
        }
        out["fuel"] = {{"litres_per_day", report.fuel->litres_per_day},
                       {"litres_given", report.request.fuel->litres_per_day},
                       {"reserve_share", report.request.fuel->reserve_share},
                       {"stops_per_day", report.fuel->stops_per_day},
                       {"litres_for_all", report.fuel->litres_for_all},
                       {"people_without", report.fuel->people_without},
                       {"people", report.fuel->people},
                       {"people_bound", report.fuel->people_bound},
                       {"shares", shares}};
    }
    return out;
}

} // namespace app
