#include "app/jobs/check_job.h"

#include "app/jobs/checks.h"
#include "app/jobs/load_scenario.h"

#include <algorithm>
#include <array>

namespace app {

CheckWorld::CheckWorld(const geo::Workspace& w, const CheckRequest& r) : workspace{w}, request{r}
{
    for (const geo::Table& table : geo::schema()) {
        if (table.role != geo::TableRole::input) {
            continue;
        }
        TableRows& read = tables_[table.name];
        read.rows = workspace.read(table.name);
        if (table.key.empty()) {
            continue;
        }
        for (std::size_t i = 0; i < read.rows.rows.size(); ++i) {
            read.byId.emplace(read.rows.textAt(read.rows.rows[i], table.key).value_or(""), i);
        }
    }
    if (!workspace.crs().empty()) {
        scenario = loadScenario(workspace, &unreadable);
    }
}

bool CheckWorld::has(const std::string& table, const std::string& id) const
{
    return tables_.at(table).byId.contains(id);
}

void CheckWorld::find(geo::Severity severity, std::string_view code, const std::string& table,
                      const std::string& id, std::string what, std::string fix, std::string field)
{
    Finding finding{.code = std::string{code},
                    .problem = {severity,
                                std::move(what),
                                std::move(fix),
                                {.file = workspace.file().filename().string(),
                                 .layer = table,
                                 .field = std::move(field)},
                                table,
                                id},
                    .at = {},
                    .import_id = {},
                    .source_row = {}};
    const auto read = tables_.find(table);
    if (read != tables_.end()) {
        const geo::Rows& all = read->second.rows;
        if (const auto row = read->second.byId.find(id); row != read->second.byId.end()) {
            const geo::Row& found = all.rows[row->second];
            finding.import_id = all.textAt(found, "import_id").value_or("");
            if (const auto number = all.numberAt(found, "source_row")) {
                finding.source_row = static_cast<std::int64_t>(*number);
                finding.problem.place.feature = finding.source_row;
            }
            if (const geo::Box box = geo::extent(found.geometry); !box.empty()) {
                finding.at = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
            } else if (const auto site = all.textAt(found, "site_id")) {
                const TableRows& sites = tables_.at("sites"); // a cell is where its site is
                if (const auto at = sites.byId.find(*site); at != sites.byId.end()) {
                    const auto& shape = sites.rows.rows[at->second].geometry;
                    if (const auto* point = std::get_if<geo::LonLat>(&shape)) {
                        finding.at = *point;
                    }
                }
            }
        }
    }
    findings.push_back(std::move(finding));
}

void CheckWorld::find(geo::Severity severity, std::string_view code, std::string what,
                      std::string fix)
{
    find(severity, code, "", "", std::move(what), std::move(fix));
}

std::string tableOf(planning::AssetKind kind)
{
    return std::string{planning::text(kind)} + "s";
}

std::optional<std::vector<Finding>> checkWorkspace(const geo::Workspace& workspace,
                                                   const CheckRequest& request,
                                                   const planning::Feedback& feedback)
{
    CheckWorld world{workspace, request};
    for (const geo::Problem& problem : world.unreadable) {
        world.find(geo::Severity::error, "unreadable_row", problem.asset_kind, problem.asset_id,
                   problem.what, problem.fix, problem.place.field);
    }
    constexpr std::array checks{checkPlaces, checkDoubles,  checkRadio, checkPower, checkNetwork,
                                checkPeople, checkRecovery, checkMoney, checkFiles};
    for (std::size_t i = 0; i < checks.size(); ++i) {
        if (feedback.cancelled()) {
            return std::nullopt;
        }
        feedback.progress(static_cast<double>(i) / checks.size());
        checks[i](world);
    }
    const auto worst = [](const Finding& f) { return -static_cast<int>(f.problem.severity); };
    std::ranges::stable_sort(world.findings, [&](const Finding& a, const Finding& b) {
        return std::pair{worst(a), std::string_view{a.code}} <
               std::pair{worst(b), std::string_view{b.code}};
    });
    return std::move(world.findings);
}

namespace {

std::string_view word(geo::Severity severity)
{
    static constexpr std::array<std::string_view, 3> words{"note", "warning", "error"};
    return words[static_cast<std::size_t>(severity)];
}

} // namespace

void storeFindings(geo::Workspace& workspace, const std::vector<Finding>& findings,
                   const CheckRequest& request)
{
    geo::Rows rows{.table = "problems",
                   .columns = {"severity", "code", "what", "fix", "asset_kind", "asset_id", "field",
                               "import_id", "source_row", "found_at"},
                   .rows = {}};
    const geo::Value now = request.now ? geo::Value{geo::text(*request.now)} : geo::Value{};
    for (const Finding& f : findings) {
        const geo::Problem& p = f.problem;
        rows.rows.push_back(
            {.values = {std::string{word(p.severity)}, f.code, p.what, p.fix, p.asset_kind,
                        p.asset_id, p.place.field, f.import_id,
                        f.source_row ? geo::Value{*f.source_row} : geo::Value{}, now},
             .geometry = f.at ? geo::Geometry{*f.at} : geo::Geometry{}});
    }
    geo::Workspace::Transaction transaction{workspace};
    workspace.clear("problems");
    workspace.insert(rows);
    transaction.commit();
}

std::size_t countOf(const std::vector<Finding>& findings, geo::Severity severity)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        findings, [severity](const Finding& f) { return f.problem.severity == severity; }));
}

nlohmann::ordered_json asJson(const std::vector<Finding>& findings)
{
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Finding& f : findings) {
        nlohmann::ordered_json row{{"severity", word(f.problem.severity)},
                                   {"code", f.code},
                                   {"what", f.problem.what},
                                   {"fix", f.problem.fix},
                                   {"table", f.problem.asset_kind},
                                   {"id", f.problem.asset_id},
                                   {"field", f.problem.place.field},
                                   {"import_id", f.import_id}};
        row["source_row"] =
            f.source_row ? nlohmann::ordered_json(*f.source_row) : nlohmann::ordered_json();
        row["lonlat"] =
            f.at ? nlohmann::ordered_json{f.at->lon_deg, f.at->lat_deg} : nlohmann::ordered_json();
        all.push_back(std::move(row));
    }
    return {{"errors", countOf(findings, geo::Severity::error)},
            {"warnings", countOf(findings, geo::Severity::warning)},
            {"notes", countOf(findings, geo::Severity::note)},
            {"problems", std::move(all)}};
}

} // namespace app
