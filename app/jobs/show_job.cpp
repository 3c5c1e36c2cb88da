#include "app/jobs/show_job.h"

#include "app/jobs/area_lookup.h"
#include "app/jobs/coverage_patterns.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>

namespace app {
namespace {

using planning::AssetStatus;
using planning::Scenario;

void addStatus(std::vector<StatusSummary>& all, StatusSummary key, const AssetStatus& status)
{
    auto found = std::ranges::find_if(all, [&key](const StatusSummary& s) {
        return s.table == key.table && s.by == key.by && s.group == key.group;
    });
    if (found == all.end()) {
        all.push_back(std::move(key));
        found = all.end() - 1;
    }
    ++found->total;
    if (status.observation) {
        ++found->count[static_cast<std::size_t>(status.status)];
    } else {
        ++found->unreported;
    }
}

template <typename Noun>
void addKind(std::vector<StatusSummary>& all, const char* table, const std::vector<Noun>& nouns,
             const std::vector<AssetStatus>& statuses)
{
    for (std::size_t i = 0; i < nouns.size(); ++i) {
        addStatus(all, {.table = table, .by = {}, .group = {}}, statuses[i]);
    }
}

std::vector<StatusSummary> statusSummaries(const Scenario& world, geo::Time asOf)
{
    const planning::Statuses now = planning::statusesAsOf(world, asOf, planning::Status::unknown);
    std::vector<StatusSummary> all;
    addKind(all, "sites", world.sites, now.sites);
    addKind(all, "cells", world.cells, now.cells);
    addKind(all, "nodes", world.nodes, now.nodes);
    addKind(all, "spans", world.spans, now.spans);
    addKind(all, "links", world.links, now.links);
    addKind(all, "grid_nodes", world.grid_nodes, now.grid_nodes);
    addKind(all, "grid_lines", world.grid_lines, now.grid_lines);
    const AreaLookup areas{world};
    std::vector<StatusSummary> byOperator;
    std::vector<StatusSummary> byArea;
    for (std::size_t i = 0; i < world.sites.size(); ++i) {
        const planning::Site& site = world.sites[i];
        addStatus(byOperator, {.table = "sites", .by = "operator", .group = site.operator_name},
                  now.sites[i]);
        if (!world.areas.empty()) {
            addStatus(
                byArea,
                {.table = "sites", .by = "area", .group = areas.nameOf(site.area_code, site.at.xy)},
                now.sites[i]);
        }
    }
    for (auto* part : {&byOperator, &byArea}) {
        std::ranges::sort(*part, {}, &StatusSummary::group);
        all.insert(all.end(), part->begin(), part->end());
    }
    return all;
}

void addTables(const geo::Workspace& workspace, WorkspaceSummary& summary)
{
    for (const geo::Table& table : geo::schema()) {
        if (table.role != geo::TableRole::input || !workspace.hasTable(table.name)) {
            continue;
        }
        const geo::Rows rows = workspace.read(table.name);
        if (rows.rows.empty()) {
            continue;
        }
        TableSummary t{.table = table.name, .title = table.title, .lonlat = {}};
        double people = 0;
        for (const geo::Row& row : rows.rows) {
            ++t.rows;
            t.synthetic += rows.numberAt(row, "synthetic").value_or(0) != 0 ? 1 : 0;
            t.lonlat.add(geo::extent(row.geometry));
            if (table.name == "settlements") {
                const auto living = rows.numberAt(row, "population");
                people += living.value_or(0);
                summary.unknown_people += living ? 0 : 1;
            }
        }
        summary.synthetic = summary.synthetic || t.synthetic > 0;
        summary.lonlat.add(t.lonlat);
        if (table.name == "settlements") {
            summary.people = people;
        }
        summary.tables.push_back(t);
    }
}

void addImports(const geo::Workspace& workspace, WorkspaceSummary& summary)
{
    const geo::Rows rows = workspace.read("imports");
    for (const geo::Row& row : rows.rows) {
        const auto text = [&](const char* column) { return rows.textAt(row, column).value_or(""); };
        summary.imports.push_back({.import_id = text("import_id"),
                                   .kind = text("kind"),
                                   .file = text("file"),
                                   .source = text("source"),
                                   .imported_at = text("imported_at"),
                                   .taken = rows.numberAt(row, "rows_taken").value_or(0),
                                   .set_aside = rows.numberAt(row, "rows_set_aside").value_or(0)});
    }
}

} // namespace

WorkspaceSummary summarise(const geo::Workspace& workspace, const ShowRequest& request)
{
    WorkspaceSummary summary;
    summary.file = workspace.file().string();
    summary.crs = workspace.crs();
    if (!summary.crs.empty()) {
        summary.crs_name = geo::WorkingCrs{summary.crs}.name();
    }
    summary.schema_version = workspace.setting("schema_version").value_or("");
    addTables(workspace, summary);
    addImports(workspace, summary);
    for (const geo::RasterEntry& entry : workspace.rasters()) {
        std::error_code code;
        const bool there = std::filesystem::exists(workspace.fileBeside(entry.path), code);
        summary.rasters.push_back({entry, there});
    }
    for (const geo::ResultsEntry& entry : workspace.results()) {
        summary.results.push_back(
            {entry, workspace.count(entry.table),
             workspace.stale(entry.table) || antennasChanged(entry.parameters)});
    }
    if (summary.crs.empty()) {
        return summary; // nothing that has a place came in yet
    }
    const Scenario world = loadScenario(workspace, &summary.problems);
    for (const planning::Observation& seen : world.observations) {
        summary.as_of = std::max(summary.as_of.value_or(seen.observed_at), seen.observed_at);
    }
    if (request.as_of) {
        summary.as_of = request.as_of;
    }
    if (summary.as_of) {
        summary.status = statusSummaries(world, *summary.as_of);
    }
    return summary;
}

} // namespace app
