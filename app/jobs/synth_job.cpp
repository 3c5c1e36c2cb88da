#include "app/jobs/synth_job.h"

#include "app/jobs/load_scenario.h"
#include "geo/terrain/dem.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace app {
namespace {

using planning::Scenario;
using planning::SynthShare;
using json = nlohmann::ordered_json;

// A practice layer must not mix with these; zones, facilities and supply of the user's own stay.
constexpr std::array<const char*, 9> telecomTables{"sites",      "cells",        "nodes",
                                                   "spans",      "links",        "grid_nodes",
                                                   "grid_lines", "observations", "actions"};
constexpr const char* realOnes = "synthetic IS NULL OR synthetic = 0";
constexpr const char* practiceOnes = "synthetic = 1";
constexpr double finest_m = 60;   // terrain is not needed finer to site masts
constexpr double mostCells = 4e7; // of terrain in memory
constexpr double margin_m = 5000; // around areas and settlements

/// planning has no files: the workspace is named here.
void refuseWithoutPeople(const geo::Workspace& workspace, const Scenario& world)
{
    const bool inhabited = std::ranges::any_of(
        world.settlements, [](const auto& s) { return s.population.value_or(0) >= 1; });
    if (!inhabited) {
        throw geo::Error{world.settlements.empty() ? "there are no settlements to put sites by"
                                                   : "no settlement has a population",
                         "Run sila import with settlements that say their population first",
                         {workspace.file().filename().string(), "settlements"}};
    }
}

void refuseToMix(const geo::Workspace& workspace, bool replace)
{
    for (const char* table : telecomTables) {
        const std::size_t real = workspace.read(table, realOnes).rows.size();
        if (real > 0) {
            throw geo::Error{
                fmt::format("the workspace holds {} {} that are not practice data", real, table),
                "A practice layer must not mix with real assets: make a workspace of its own with "
                "the same settlements, areas and elevation",
                {workspace.file().string(), table}};
        }
    }
    const std::int64_t old =
        static_cast<std::int64_t>(workspace.read("sites", practiceOnes).rows.size());
    if (old > 0 && !replace) {
        throw geo::Error{fmt::format("the workspace has a practice layer of {} sites already", old),
                         "Say --replace to make it anew; what was entered by hand in it is lost",
                         {workspace.file().string(), "sites"}};
    }
}

std::optional<geo::Elevation> terrainOf(const geo::Workspace& workspace, const Scenario& world,
                                        const geo::WorkingCrs& crs,
                                        const planning::Feedback& feedback)
{
    const auto resolution_m = geo::elevationResolution_m(workspace);
    if (!resolution_m) {
        return std::nullopt;
    }
    geo::Box box;
    for (const planning::Area& area : world.areas) {
        for (const auto& polygon : area.shape_xy) {
            for (const auto& ring : polygon) {
                for (const geo::XY& p : ring) {
                    box.add(p.x_m, p.y_m);
                }
            }
        }
    }
    for (const planning::Settlement& settlement : world.settlements) {
        box.add(settlement.at.xy.x_m, settlement.at.xy.y_m);
    }
    if (box.empty()) {
        return std::nullopt;
    }
    box = box.grown(margin_m);
    const double cell_m = std::max({finest_m, std::ceil(*resolution_m / 10) * 10,
                                    std::ceil(std::sqrt(box.width() * box.height() / mostCells))});
    return geo::loadElevation(workspace, crs, box, cell_m, [&](double done) {
        feedback.progress(done);
        return !feedback.cancelled();
    });
}

/// How the layer was made, so that anybody can make it again.
geo::Rows importRow(const SynthReport& report, std::size_t rows)
{
    const planning::SynthRequest& r = report.request.synth;
    json how{{"seed", r.seed},
             {"profile", planning::text(r.profile)},
             {"date", geo::text(r.date)},
             {"areas", r.areas},
             {"preset", r.preset},
             {"blackout", r.blackout},
             {"people_per_site", r.people_per_site},
             {"terrain", report.terrain}};
    geo::Rows out{
        "imports",
        {"import_id", "kind", "file", "source", "mapping", "rows_taken", "program", "note"},
        {}};
    out.rows.push_back({{report.import_id, std::string{"synth"}, std::string{"(made, not read)"},
                         std::string{"Practice data made by a program; no real asset"}, how.dump(),
                         static_cast<double>(rows), std::string{"sila " SILA_VERSION},
                         std::string{"Practice layer: synthetic = 1 in every row"}},
                        {}});
    return out;
}

std::int64_t removeOld(geo::Workspace& workspace)
{
    std::int64_t removed = 0;
    for (const std::string& table : synthTables()) {
        const std::int64_t before = workspace.count(table);
        workspace.clear(table, practiceOnes);
        removed += before - workspace.count(table);
    }
    workspace.clear("imports", "kind = 'synth'");
    return removed;
}

json countsJson(const Scenario& made)
{
    return {{"sites", made.sites.size()},
            {"cells", made.cells.size()},
            {"nodes", made.nodes.size()},
            {"spans", made.spans.size()},
            {"links", made.links.size()},
            {"grid_nodes", made.grid_nodes.size()},
            {"grid_lines", made.grid_lines.size()},
            {"facilities", made.facilities.size()},
            {"observations", made.observations.size()},
            {"actions", made.actions.size()},
            {"zones", made.zones.size()},
            {"supply", made.supply.size()}};
}

SynthShare total(const planning::SynthResult& result)
{
    SynthShare sum;
    sum.area_code = "all";
    for (const SynthShare& s : result.shares) {
        sum.people += s.people;
        sum.sites += s.sites;
        sum.destroyed += s.destroyed;
        sum.partial += s.partial;
        sum.degraded += s.degraded;
        sum.no_power += s.no_power;
        sum.cut_off += s.cut_off;
        sum.working += s.working;
    }
    return sum;
}

json filesJson(const SynthReport& report)
{
    json files = json::array();
    for (const OperatorFile& file : report.files) {
        files.push_back({{"file", file.file},
                         {"kind", file.kind},
                         {"rows", file.rows},
                         {"mistakes", file.mistakes},
                         {"style", file.style}});
    }
    return files;
}

json shareJson(const SynthShare& s)
{
    return {{"area_code", s.area_code}, {"preset", s.preset},   {"people", s.people},
            {"sites", s.sites},         {"working", s.working}, {"degraded", s.degraded},
            {"no_power", s.no_power},   {"cut_off", s.cut_off}, {"partly_damaged", s.partial},
            {"destroyed", s.destroyed}};
}

} // namespace

const std::vector<std::string>& synthTables()
{
    static const std::vector<std::string> tables = [] {
        std::vector<std::string> all(telecomTables.begin(), telecomTables.end());
        all.insert(all.end(), {"facilities", "zones", "supply"});
        return all;
    }();
    return tables;
}

std::optional<SynthReport> synthesiseInto(geo::Workspace& workspace, const SynthJobRequest& request,
                                          const planning::Feedback& feedback)
{
    refuseToMix(workspace, request.replace);
    Scenario world = loadScenario(workspace);
    refuseWithoutPeople(workspace, world);
    // An earlier practice layer says nothing about where facilities really are.
    std::erase_if(world.facilities, [](const planning::Facility& f) { return f.synthetic; });
    const geo::WorkingCrs crs{world.crs};
    const auto terrain =
        terrainOf(workspace, world, crs, feedback.stage(0, 0.3, "reading the terrain"));
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    SynthReport report;
    report.request = request;
    report.terrain = terrain.has_value();
    report.result = planning::synthesise(world, crs, terrain ? &*terrain : nullptr, request.synth,
                                         feedback.stage(0.3, 0.9, "making the practice layer"));
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    report.import_id =
        fmt::format("synth-{}-{}", planning::text(request.synth.profile), request.synth.seed);
    report.result.made.crs = world.crs;
    const std::vector<geo::Rows> rows = rowsOf(report.result.made, report.import_id);
    std::size_t count = 0;
    for (const geo::Rows& table : rows) {
        count += table.rows.size();
    }
    if (!request.files.empty()) {
        report.files = writeOperatorFiles(report.result.made, request.files, request.mistakes);
    }
    geo::Workspace::Transaction transaction{workspace};
    report.removed = removeOld(workspace);
    workspace.insert(importRow(report, count));
    for (const geo::Rows& table : rows) {
        workspace.insert(table);
    }
    if (feedback.cancelled()) {
        return std::nullopt; // the transaction rolls back
    }
    transaction.commit();
    feedback.progress(1);
    return report;
}

json asJson(const SynthReport& report)
{
    json areas = json::array();
    for (const SynthShare& share : report.result.shares) {
        areas.push_back(shareJson(share));
    }
    json problems = json::array();
    for (const geo::Problem& problem : report.result.problems) {
        problems.push_back({{"what", problem.what}, {"fix", problem.fix}});
    }
    return {{"synthetic", true},
            {"import_id", report.import_id},
            {"seed", report.request.synth.seed},
            {"profile", planning::text(report.request.synth.profile)},
            {"date", geo::text(report.request.synth.date)},
            {"terrain_used", report.terrain},
            {"rows_removed", report.removed},
            {"made", countsJson(report.result.made)},
            {"backbone_km", report.result.backbone_km},
            {"all", shareJson(total(report.result))},
            {"areas", areas},
            {"files", filesJson(report)},
            {"problems", problems}};
}

std::string asText(const SynthReport& report)
{
    const Scenario& made = report.result.made;
    std::string out = fmt::format(
        "Practice data, profile {}, seed {}, as of {}. Nothing in it is real.\n"
        "{} sites with {} cells; {} nodes, {} spans ({:.0f} km of backbone), {} links; {} grid "
        "nodes; {} facilities.\n{} observations, {} repair actions, {} access zones, {} supply "
        "rows.\n",
        planning::text(report.request.synth.profile), report.request.synth.seed,
        geo::text(report.request.synth.date), made.sites.size(), made.cells.size(),
        made.nodes.size(), made.spans.size(), report.result.backbone_km, made.links.size(),
        made.grid_nodes.size(), made.facilities.size(), made.observations.size(),
        made.actions.size(), made.zones.size(), made.supply.size());
    if (report.removed > 0) {
        out +=
            fmt::format("{} rows of the earlier practice layer were replaced.\n", report.removed);
    }
    if (!report.terrain) {
        out += "The workspace has no elevation: masts stand where people are, hops were not "
               "checked for line of sight.\n";
    }
    out += fmt::format("\n{:<10} {:<14} {:>10} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9}\n", "area",
                       "preset", "people", "sites", "working", "degraded", "no power", "cut off",
                       "damaged", "destroyed");
    const auto line = [&](const SynthShare& s) {
        out += fmt::format("{:<10} {:<14} {:>10.0f} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9}\n",
                           s.area_code, s.preset, s.people, s.sites, s.working, s.degraded,
                           s.no_power, s.cut_off, s.partial, s.destroyed);
    };
    for (const SynthShare& share : report.result.shares) {
        line(share);
    }
    if (report.result.shares.size() > 1) {
        line(total(report.result));
    }
    for (const OperatorFile& file : report.files) {
        out += fmt::format("  {:<34} {:>5} {}{} ({})\n", file.file, file.rows, file.kind,
                           file.mistakes == 0 ? ""
                                              : fmt::format(" and {} with mistakes", file.mistakes),
                           file.style);
    }
    for (const geo::Problem& problem : report.result.problems) {
        out += fmt::format("Note: {}. {}.\n", problem.what, problem.fix);
    }
    return out;
}

} // namespace app
