#include "app/jobs/power_json.h"
#include "app/jobs/results_table.h"

#include <cmath>

namespace app {
namespace {

using geo::ColumnKind;
using geo::Value;
using json = nlohmann::ordered_json;

Value hours(const planning::MaybeNumber& value)
{
    return value && std::isfinite(*value) ? Value{*value} : Value{};
}

geo::Geometry placeOf(const planning::Scenario& world, planning::AssetRef place)
{
    const auto at = planning::positionOf(world, place);
    return at ? geo::Geometry{at->lonlat} : geo::Geometry{};
}

ResultsTable placesTable(const PowerReport& report)
{
    ResultsTable table{"results_power",
                       "Power of sites and nodes",
                       {{"asset_kind", ColumnKind::text},
                        {"asset_id", ColumnKind::text, true},
                        {"feeds_on", ColumnKind::text},
                        {"hours_left", ColumnKind::real},
                        {"out_after_h", ColumnKind::real},
                        {"timeline", ColumnKind::json}},
                       geo::GeometryKind::point};
    const planning::Scenario& world = report.situation.scenario;
    for (const PlaceReport& place : report.places) {
        table.add({std::string{planning::text(place.place.kind)},
                   planning::assetId(world, place.place), place.now.on, hours(place.now.hours_left),
                   hours(place.out_after_h), spellsJson(place.spells).dump()},
                  placeOf(world, place.place));
    }
    return table;
}

ResultsTable curveTable(const PowerReport& report)
{
    ResultsTable table{"results_power_curve",
                       "Sites and people served as power runs out",
                       {{"at_h", ColumnKind::real},
                        {"sites_on", ColumnKind::integer},
                        {"people", ColumnKind::real}}};
    for (const planning::PowerHour& hour : report.curve) {
        table.add({Value{hour.at_h}, static_cast<std::int64_t>(hour.sites_on),
                   report.people_known ? Value{hour.people} : Value{}});
    }
    return table;
}

ResultsTable autonomyTable(const PowerReport& report)
{
    ResultsTable table{"results_autonomy",
                       "Autonomy rules by area",
                       {{"rule_id", ColumnKind::text},
                        {"area_code", ColumnKind::text},
                        {"applies_to", ColumnKind::text},
                        {"hours", ColumnKind::real},
                        {"share", ColumnKind::real},
                        {"due_date", ColumnKind::date},
                        {"source", ColumnKind::text},
                        {"places", ColumnKind::integer},
                        {"kept", ColumnKind::integer},
                        {"unknown", ColumnKind::integer},
                        {"required", ColumnKind::integer},
                        {"met", ColumnKind::text},
                        {"missing_h", ColumnKind::real}}};
    for (const planning::Compliance& row : report.compliance) {
        for (const planning::AutonomyRule& rule : report.rules) {
            if (rule.id != row.rule_id) {
                continue;
            }
            const auto whole = [](std::size_t n) { return static_cast<std::int64_t>(n); };
            table.add({row.rule_id, row.area_code,
                       std::string{rule.core_nodes ? "core_nodes" : "sites"}, Value{rule.hours},
                       Value{rule.share}, geo::text(rule.due), rule.source, whole(row.total),
                       whole(row.kept), whole(row.unknown), whole(row.required),
                       std::string{inWords(row.met)}, Value{row.missing_h}});
        }
    }
    return table;
}

ResultsTable fuelTable(const PowerReport& report)
{
    ResultsTable table{"results_fuel_split",
                       "Fuel: litres a day by place",
                       {{"asset_kind", ColumnKind::text},
                        {"asset_id", ColumnKind::text, true},
                        {"litres_per_day", ColumnKind::real},
                        {"stops_per_day", ColumnKind::real}},
                       geo::GeometryKind::point};
    const planning::Scenario& world = report.situation.scenario;
    for (const planning::FuelShare& share : report.fuel->shares) {
        table.add({std::string{planning::text(share.place.kind)},
                   planning::assetId(world, share.place), Value{share.litres_per_day},
                   Value{share.stops_per_day}},
                  placeOf(world, share.place));
    }
    return table;
}

ResultsTable solarTable(const PowerReport& report)
{
    ResultsTable table{"results_solar",
                       "Sun and batteries by place",
                       {{"asset_kind", ColumnKind::text},
                        {"asset_id", ColumnKind::text, true},
                        {"load_kw", ColumnKind::real},
                        {"panel_kwp", ColumnKind::real},
                        {"battery_kwh", ColumnKind::real},
                        {"worst_month", ColumnKind::integer}},
                       geo::GeometryKind::point};
    const planning::Scenario& world = report.situation.scenario;
    for (const PlaceReport& place : report.places) {
        if (place.solar) {
            table.add({std::string{planning::text(place.place.kind)},
                       planning::assetId(world, place.place),
                       Value{*supplyOf(report.situation, place.place).load_kw},
                       Value{place.solar->panel_kwp}, Value{place.solar->battery_kwh},
                       std::int64_t{place.solar->worst_month}},
                      placeOf(world, place.place));
        }
    }
    return table;
}

json parametersOf(const PowerReport& report)
{
    json out{{"as_of", geo::text(report.situation.as_of)}, {"horizon_h", report.request.horizon_h}};
    if (report.request.fuel) {
        out["litres_per_day"] = report.request.fuel->litres_per_day;
        out["reserve_share"] = report.request.fuel->reserve_share;
        out["stops_per_day"] = report.request.fuel->stops_per_day
                                   ? json(*report.request.fuel->stops_per_day)
                                   : json(nullptr);
        out["people"] = report.fuel->people;
        out["people_without"] = report.fuel->people_without;
        out["people_bound"] = report.fuel->people_bound;
    }
    if (report.request.solar) {
        out["irradiation_kwh_m2_day"] = report.request.solar->irradiation_kwh_m2_day;
        out["performance_ratio"] = report.request.solar->performance_ratio;
        out["autonomy_h"] = report.request.solar->autonomy_h;
        out["depth_of_discharge"] = report.request.solar->depth_of_discharge;
    }
    return out;
}

} // namespace

void storePower(geo::Workspace& workspace, const PowerReport& report)
{
    const std::vector<std::string> inputs{"sites", "nodes",      "spans",      "links",
                                          "cells", "grid_nodes", "grid_lines", "observations"};
    const std::string fingerprint = workspace.fingerprint(inputs);
    const std::string parameters = parametersOf(report).dump();
    geo::Workspace::Transaction transaction{workspace};
    placesTable(report).write(workspace, inputs, fingerprint, parameters);
    curveTable(report).write(workspace, inputs, fingerprint, parameters);
    autonomyTable(report).write(workspace, inputs, fingerprint, parameters);
    if (report.fuel) {
        fuelTable(report).write(workspace, inputs, fingerprint, parameters);
    }
    if (report.request.solar) {
        solarTable(report).write(workspace, inputs, fingerprint, parameters);
    }
    transaction.commit();
}

} // namespace app
