#include "app/jobs/coverage_outputs.h"
#include "app/jobs/results_table.h"

#include <fmt/format.h>

namespace app {
namespace {

using geo::ColumnKind;
using geo::Value;
using planning::Technology;

const std::vector<std::string> inputs{"sites", "cells",      "settlements",
                                      "areas", "facilities", "rasters"};

std::string technologiesIn(planning::TechnologySet received)
{
    std::string out;
    for (int t = 0; t < planning::technologyCount; ++t) {
        const auto technology = static_cast<Technology>(t);
        if ((received & planning::setOf(technology)) != 0) {
            out += (out.empty() ? "" : " ") + std::string{planning::text(technology)};
        }
    }
    return out;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& name : names) {
        out += (out.empty() ? "" : "; ") + (name.empty() ? "no operator" : name);
    }
    return out;
}

ResultsTable countTable(const CoverageReport& report)
{
    ResultsTable table{"results_coverage",
                       "People covered",
                       {{"area_code", ColumnKind::text},
                        {"area_name", ColumnKind::text},
                        {"level", ColumnKind::integer},
                        {"operator", ColumnKind::text},
                        {"roaming", ColumnKind::flag},
                        {"technology", ColumnKind::text},
                        {"people", ColumnKind::real},
                        {"covered", ColumnKind::real},
                        {"share", ColumnKind::real}}};
    const auto add = [&](const planning::Area* area, const CoverageCount& count) {
        const auto row = [&](const std::string& technology, double covered) {
            table.add({area == nullptr ? Value{} : Value{area->area_code},
                       area == nullptr ? Value{} : Value{area->name},
                       area == nullptr ? Value{} : Value{std::int64_t{area->level}},
                       maybe(count.operator_name), Value{std::int64_t{count.all_operators ? 1 : 0}},
                       technology, count.people.people, covered,
                       count.people.people > 0 ? Value{covered / count.people.people} : Value{}});
        };
        row("any", count.people.any);
        for (int t = 0; t < planning::technologyCount; ++t) {
            const auto technology = static_cast<Technology>(t);
            row(std::string{planning::text(technology)}, count.people[technology]);
        }
    };
    for (const CoverageCount& count : report.counts) {
        add(nullptr, count);
    }
    for (const AreaCoverage& area : report.areas) {
        for (const CoverageCount& count : area.counts) {
            add(&report.scenario.areas[area.area], count);
        }
    }
    return table;
}

ResultsTable settlementTable(const CoverageReport& report)
{
    ResultsTable table{"results_coverage_settlements",
                       "Settlements: people covered",
                       {{"settlement_id", ColumnKind::text, true},
                        {"name", ColumnKind::text},
                        {"people", ColumnKind::real},
                        {"people_from", ColumnKind::text},
                        {"spread_over", ColumnKind::text},
                        {"covered", ColumnKind::real},
                        {"covered_2g", ColumnKind::real},
                        {"covered_3g", ColumnKind::real},
                        {"covered_4g", ColumnKind::real},
                        {"covered_5g", ColumnKind::real}},
                       geo::GeometryKind::point};
    for (std::size_t i = 0; i < report.settlements.size(); ++i) {
        const planning::Settlement& s = report.scenario.settlements[i];
        const planning::ServedPeople& p = report.settlements[i];
        const bool counted = s.population || report.basis != PeopleBasis::settlements;
        table.add({s.settlement_id, s.name, counted ? Value{p.people} : Value{},
                   std::string{text(report.basis)},
                   std::string{planning::text(report.settlementBasis[i])}, p.any,
                   p[Technology::gen2], p[Technology::gen3], p[Technology::gen4],
                   p[Technology::gen5]},
                  s.at.lonlat);
    }
    return table;
}

ResultsTable settlementOperatorTable(const CoverageReport& report)
{
    ResultsTable table{"results_coverage_settlement_operators"};
    for (const SettlementOperator& from : report.settlement_operators) {
        const planning::Settlement& s = report.scenario.settlements[from.settlement];
        const planning::ServedPeople& p = from.people;
        table.add({s.settlement_id, s.name, maybe(from.operator_name), p.people, p.any,
                   p[Technology::gen2], p[Technology::gen3], p[Technology::gen4],
                   p[Technology::gen5]},
                  s.at.lonlat);
    }
    return table;
}

ResultsTable facilityTable(const CoverageReport& report)
{
    ResultsTable table{"results_coverage_facilities",
                       "Facilities: technologies received",
                       {{"facility_id", ColumnKind::text, true},
                        {"kind", ColumnKind::text},
                        {"name", ColumnKind::text},
                        {"users", ColumnKind::real},
                        {"area_code", ColumnKind::text},
                        {"settlement_id", ColumnKind::text},
                        {"covered", ColumnKind::flag},
                        {"technologies", ColumnKind::text},
                        {"operators", ColumnKind::text}},
                       geo::GeometryKind::point};
    for (const FacilityCoverage& found : report.facilities) {
        const planning::Facility& f = report.scenario.facilities[found.facility];
        const std::int64_t covered = found.received != planning::noTechnology ? 1 : 0;
        table.add({f.facility_id, std::string{planning::text(f.kind)}, f.name,
                   f.users ? Value{*f.users} : Value{},
                   found.area == planning::noArea
                       ? maybe(f.area_code)
                       : Value{report.scenario.areas[found.area].area_code},
                   found.settlement == planning::noGroup
                       ? Value{}
                       : Value{report.scenario.settlements[found.settlement].settlement_id},
                   found.inside ? Value{covered} : Value{}, maybe(technologiesIn(found.received)),
                   maybe(joined(found.operators))},
                  f.at.lonlat);
    }
    return table;
}

ResultsTable cellTable(const CoverageReport& report)
{
    ResultsTable table{"results_coverage_cells",
                       "Cells: computed or left out",
                       {{"number", ColumnKind::integer, true},
                        {"cell_id", ColumnKind::text, true},
                        {"site_id", ColumnKind::text},
                        {"technology", ColumnKind::text},
                        {"computed", ColumnKind::flag},
                        {"reason", ColumnKind::text},
                        {"receivers", ColumnKind::integer},
                        {"receivers_void", ColumnKind::integer},
                        {"receivers_off_terrain", ColumnKind::integer}}};
    for (const CellCoverage& found : report.cells) {
        const planning::Cell& cell = report.scenario.cells[found.cell];
        table.add({std::int64_t{found.cell} + 1, cell.cell_id, cell.site_id,
                   std::string{planning::text(cell.technology)},
                   std::int64_t{found.reason.empty() ? 1 : 0}, maybe(found.reason),
                   std::int64_t{found.computed}, std::int64_t{found.voids},
                   std::int64_t{found.outside}});
    }
    return table;
}

ResultsTable siteTable(const CoverageReport& report)
{
    ResultsTable table{"results_coverage_sites",
                       "Sites: people reached",
                       {{"site_id", ColumnKind::text, true},
                        {"people_reached", ColumnKind::real},
                        {"people_only_here", ColumnKind::real}},
                       geo::GeometryKind::point};
    for (std::size_t i = 0; i < report.sites.size(); ++i) {
        const planning::Site& site = report.scenario.sites[i];
        table.add({site.site_id, report.sites[i].reached, report.sites[i].only_here},
                  site.at.lonlat);
    }
    return table;
}

ResultsTable rasterTable(const CoverageReport& report)
{
    ResultsTable table{"results_coverage_rasters"};
    for (const MadeRaster& raster : report.rasters) {
        table.add({raster.name, maybe(raster.technology), maybe(raster.operator_name.value_or("")),
                   Value{std::int64_t{raster.operator_name ? 0 : 1}}, raster.path,
                   maybe(raster.unit), raster.what});
    }
    return table;
}

} // namespace

void storeCoverage(geo::Workspace& workspace, const CoverageReport& report)
{
    const std::string fingerprint = workspace.fingerprint(inputs);
    const std::string parameters = report.about.dump();
    geo::Workspace::Transaction transaction{workspace};
    for (const ResultsTable& table :
         {countTable(report), settlementTable(report), settlementOperatorTable(report),
          facilityTable(report), cellTable(report), siteTable(report), rasterTable(report)}) {
        table.write(workspace, inputs, fingerprint, parameters);
    }
    transaction.commit();
}

} // namespace app
