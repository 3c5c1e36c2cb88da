#include "app/jobs/counted_people.h"
#include "app/jobs/gaps.h"
#include "app/jobs/network_job.h"
#include "app/jobs/results_table.h"

#include <fmt/format.h>

namespace app {
namespace {

using geo::ColumnKind;
using geo::Value;
using planning::Technology;
using Json = nlohmann::ordered_json;

const std::vector<std::string> inputs{
    "sites",      "cells",      "nodes",           "spans",      "links",
    "grid_nodes", "grid_lines", "settlements",     "facilities", "observations",
    "areas",      "rasters",    "results_coverage"};

Value distance(const std::optional<planning::NearestAsset>& nearest)
{
    return nearest ? Value{nearest->distance_m} : Value{};
}

geo::Geometry outlineOf(const planning::Gap& gap, const geo::WorkingCrs& crs)
{
    geo::MultiPolygonOf<geo::LonLat> out;
    for (const auto& polygon : gap.outline) {
        auto& part = out.emplace_back();
        for (const auto& ring : polygon) {
            auto& line = part.emplace_back();
            for (const geo::XY& p : ring) {
                line.push_back(crs.unproject(p));
            }
        }
    }
    return out;
}

ResultsTable gapTable(const GapsReport& report, const geo::WorkingCrs& crs)
{
    ResultsTable table{"results_gaps",
                       "Gaps: not served",
                       {{"gap_id", ColumnKind::text, true},
                        {"kind", ColumnKind::text},
                        {"people", ColumnKind::real},
                        {"people_certain", ColumnKind::real},
                        {"area_km2", ColumnKind::real},
                        {"places", ColumnKind::json},
                        {"place_names", ColumnKind::text},
                        {"cause", ColumnKind::text},
                        {"words", ColumnKind::text},
                        {"people_by_cause", ColumnKind::json},
                        {"sites", ColumnKind::json},
                        {"nearest_site_id", ColumnKind::text},
                        {"nearest_site_m", ColumnKind::real},
                        {"nearest_node_id", ColumnKind::text},
                        {"nearest_node_m", ColumnKind::real},
                        {"centre_lon", ColumnKind::real},
                        {"centre_lat", ColumnKind::real}},
                       geo::GeometryKind::polygon};
    const planning::Scenario& world = report.situation.scenario;
    const Json all = asJson(report)["gaps"];
    for (std::size_t i = 0; i < report.gaps.gaps.size(); ++i) {
        const planning::Gap& gap = report.gaps.gaps[i];
        const Json& json = all[i];
        std::string names;
        for (const planning::GapPlace& place : gap.places) {
            names += (names.empty() ? "" : ", ") + world.settlements[place.settlement].name;
        }
        table.add(
            {json["gap_id"].get<std::string>(), std::string{planning::text(gap.kind)}, gap.people,
             gap.people_certain, gap.area_km2, json["places"].dump(), maybe(names),
             maybe(std::string{planning::text(gap.cause)}), json["words"].get<std::string>(),
             json["people_by_cause"].dump(), json["sites"].dump(),
             gap.site ? Value{world.sites[gap.site->index].site_id} : Value{}, distance(gap.site),
             gap.node ? Value{world.nodes[gap.node->index].node_id} : Value{}, distance(gap.node),
             gap.centre_lonlat.lon_deg, gap.centre_lonlat.lat_deg},
            outlineOf(gap, crs));
    }
    return table;
}

ResultsTable servedTable(const GapsReport& report)
{
    ResultsTable table{"results_served",
                       "People served",
                       {{"area_code", ColumnKind::text},
                        {"area_name", ColumnKind::text},
                        {"level", ColumnKind::integer},
                        {"operator", ColumnKind::text},
                        {"roaming", ColumnKind::flag},
                        {"technology", ColumnKind::text},
                        {"people", ColumnKind::real},
                        {"served", ColumnKind::real},
                        {"served_at_most", ColumnKind::real},
                        {"before", ColumnKind::real}}};
    const auto add = [&](const planning::Area* area, const ServedBy& by) {
        const auto row = [&](const std::string& technology, double served, double most,
                             double before) {
            table.add({area == nullptr ? Value{} : Value{area->area_code},
                       area == nullptr ? Value{} : Value{area->name},
                       area == nullptr ? Value{} : Value{std::int64_t{area->level}},
                       maybe(by.operator_name), Value{std::int64_t{by.all_operators ? 1 : 0}},
                       technology, by.people.surely.people, served, most, before});
        };
        const ServedNow& p = by.people;
        row("any", p.surely.any, p.possibly.any, p.before.any);
        for (int t = 0; t < planning::technologyCount; ++t) {
            const auto technology = static_cast<Technology>(t);
            row(std::string{planning::text(technology)}, p.surely[technology],
                p.possibly[technology], p.before[technology]);
        }
    };
    for (const ServedBy& by : report.by) {
        add(nullptr, by);
    }
    for (const ServedArea& area : report.areas) {
        for (const ServedBy& by : area.by) {
            add(&report.situation.scenario.areas[area.area], by);
        }
    }
    return table;
}

ResultsTable settlementTable(const GapsReport& report)
{
    ResultsTable table{"results_served_settlements",
                       "Settlements: people served",
                       {{"settlement_id", ColumnKind::text, true},
                        {"name", ColumnKind::text},
                        {"people", ColumnKind::real},
                        {"served", ColumnKind::real},
                        {"served_at_most", ColumnKind::real},
                        {"before", ColumnKind::real}},
                       geo::GeometryKind::point};
    for (std::size_t i = 0; i < report.settlements.size(); ++i) {
        const planning::Settlement& s = report.situation.scenario.settlements[i];
        const ServedNow& p = report.settlements[i];
        const bool known = counted(report.situation, s);
        table.add({s.settlement_id, s.name, known ? Value{p.surely.people} : Value{}, p.surely.any,
                   p.possibly.any, p.before.any},
                  s.at.lonlat);
    }
    return table;
}

ResultsTable facilityTable(const GapsReport& report)
{
    ResultsTable table{"results_served_facilities",
                       "Facilities: served",
                       {{"facility_id", ColumnKind::text, true},
                        {"kind", ColumnKind::text},
                        {"name", ColumnKind::text},
                        {"users", ColumnKind::real},
                        {"served", ColumnKind::flag},
                        {"before", ColumnKind::flag}},
                       geo::GeometryKind::point};
    for (const ServedFacility& found : report.facilities) {
        const planning::Facility& f = report.situation.scenario.facilities[found.facility];
        const bool unknown = found.surely == 0 && found.possibly != 0;
        table.add({f.facility_id, std::string{planning::text(f.kind)}, f.name,
                   f.users ? Value{*f.users} : Value{},
                   !found.inside || unknown ? Value{} : Value{std::int64_t{found.surely != 0}},
                   found.inside ? Value{std::int64_t{found.before != 0}} : Value{}},
                  f.at.lonlat);
    }
    return table;
}

} // namespace

void storeGaps(geo::Workspace& workspace, const GapsReport& report)
{
    const geo::WorkingCrs crs{workspace.crs()};
    const std::string fingerprint = workspace.fingerprint(inputs);
    const std::string parameters =
        Json{{"as_of", geo::text(report.situation.as_of)}, {"coverage", report.coverage}}.dump();
    const std::vector<ResultsTable> tables{gapTable(report, crs), servedTable(report),
                                           settlementTable(report), facilityTable(report)};
    geo::Workspace::Transaction transaction{workspace};
    for (const ResultsTable& table : tables) {
        table.write(workspace, inputs, fingerprint, parameters);
    }
    transaction.commit();
}

} // namespace app
