#include "app/jobs/counted_people.h"
#include "app/jobs/network_json.h"
#include "app/jobs/results_table.h"

namespace app {
namespace {

using geo::ColumnKind;
using geo::Value;
using json = nlohmann::ordered_json;

std::vector<geo::Column> whyColumns(const char* key)
{
    return {{key, ColumnKind::text, true},
            {"service", ColumnKind::text},
            {"cause", ColumnKind::text},
            {"words", ColumnKind::text},
            {"chain", ColumnKind::json},
            {"repair_assets", ColumnKind::json},
            {"repair_actions", ColumnKind::json},
            {"repair_cost_usd", ColumnKind::real},
            {"repair_crew_days", ColumnKind::real},
            {"repair_at_most", ColumnKind::flag},
            {"why_not", ColumnKind::text}};
}

std::vector<Value> why(const planning::Scenario& world, const std::string& id,
                       planning::Service service, planning::Cause cause,
                       const std::vector<planning::ChainLink>& chain,
                       const planning::RepairSet& repair)
{
    const json set = repairJson(world, repair);
    return {id,
            std::string{text(service)},
            std::string{planning::text(cause)},
            inWords(service, cause),
            chainJson(world, chain).dump(),
            set["assets"].dump(),
            set["actions"].dump(),
            Value{repair.cost_usd},
            Value{repair.crew_days},
            std::int64_t{repair.at_most ? 1 : 0},
            repair.why_not};
}

ResultsTable sitesTable(const NetworkReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    ResultsTable table{"results_sites", "Sites: state and why", whyColumns("site_id"),
                       geo::GeometryKind::point};
    for (std::size_t i = 0; i < report.state.sites.size(); ++i) {
        const planning::SiteService& site = report.state.sites[i];
        table.add(
            why(world, world.sites[i].site_id, site.service, site.cause, site.chain, site.repair),
            world.sites[i].at.lonlat);
    }
    return table;
}

ResultsTable settlementsTable(const NetworkReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    auto columns = whyColumns("settlement_id");
    columns.insert(columns.end(), {{"site_id", ColumnKind::text},
                                   {"people", ColumnKind::real},
                                   {"people_reached", ColumnKind::real},
                                   {"people_served", ColumnKind::real},
                                   {"people_served_at_most", ColumnKind::real},
                                   {"people_back", ColumnKind::real}});
    ResultsTable table{"results_settlement_causes", "Settlements: state and why",
                       std::move(columns), geo::GeometryKind::point};
    for (std::size_t i = 0; i < report.settlements.size(); ++i) {
        const planning::SettlementService& place = report.settlements[i];
        const bool known = counted(report.situation, world.settlements[i]);
        auto row = why(world, world.settlements[i].settlement_id, place.service, place.cause,
                       place.chain, place.repair);
        row.insert(row.end(),
                   {place.site() ? Value{world.sites[*place.site()].site_id} : Value{},
                    known ? Value{place.people} : Value{}, Value{place.reached},
                    Value{place.served}, Value{place.served_at_most}, Value{place.people_back}});
        table.add(std::move(row), world.settlements[i].at.lonlat);
    }
    return table;
}

ResultsTable pointsTable(const NetworkReport& report)
{
    ResultsTable table{"results_failure_points",
                       "Single points of failure",
                       {{"kind", ColumnKind::text},
                        {"id", ColumnKind::text},
                        {"assets", ColumnKind::json},
                        {"sites_lost", ColumnKind::integer},
                        {"people_lost", ColumnKind::real},
                        {"facilities_lost", ColumnKind::integer},
                        {"sites_lost_later", ColumnKind::integer},
                        {"people_lost_later", ColumnKind::real},
                        {"facilities_lost_later", ColumnKind::integer},
                        {"sites", ColumnKind::json},
                        {"facilities", ColumnKind::json}}};
    for (const planning::FailurePoint& point : report.single_points) {
        const json p = pointJson(report.situation.scenario, point, report.people_known);
        table.add({p["kind"].get<std::string>(), p["id"].get<std::string>(), p["assets"].dump(),
                   static_cast<std::int64_t>(point.loss.sites.size()),
                   report.people_known ? Value{point.loss.people} : Value{},
                   static_cast<std::int64_t>(point.loss.facilities.size()),
                   static_cast<std::int64_t>(point.later.sites.size()),
                   report.people_known ? Value{point.later.people} : Value{},
                   static_cast<std::int64_t>(point.later.facilities.size()),
                   p["later"]["sites_lost"].dump(), p["later"]["facilities_lost"].dump()});
    }
    return table;
}

ResultsTable loadsTable(const NetworkReport& report)
{
    ResultsTable table{"results_link_loads",
                       "Spans and links: busy-hour load",
                       {{"asset_kind", ColumnKind::text},
                        {"asset_id", ColumnKind::text},
                        {"load_mbps", ColumnKind::real},
                        {"capacity_mbps", ColumnKind::real},
                        {"overloaded", ColumnKind::flag}}};
    for (const planning::EdgeLoad& load : report.loads) {
        table.add({std::string{planning::text(load.asset.kind)},
                   planning::assetId(report.situation.scenario, load.asset), Value{load.load_mbps},
                   load.capacity_mbps ? Value{*load.capacity_mbps} : Value{},
                   load.capacity_mbps ? Value{std::int64_t{load.overloaded() ? 1 : 0}} : Value{}});
    }
    return table;
}

ResultsTable pathsTable(const NetworkReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    ResultsTable table{"results_paths",
                       "Ways to a core that share nothing",
                       {{"place_kind", ColumnKind::text},
                        {"place_id", ColumnKind::text},
                        {"found", ColumnKind::text},
                        {"first_way", ColumnKind::json},
                        {"second_way", ColumnKind::json},
                        {"same_core", ColumnKind::flag},
                        {"shared", ColumnKind::json},
                        {"corridor_id", ColumnKind::text}}};
    const auto add = [&](const char* kind, const std::string& id,
                         const planning::DisjointPaths& paths) {
        const json p = pathsJson(world, paths);
        table.add({std::string{kind}, id, p["found"].get<std::string>(), p["first"].dump(),
                   p["second"].dump(), std::int64_t{paths.same_core ? 1 : 0}, p["shared"].dump(),
                   maybe(paths.corridor_id)});
    };
    for (std::size_t i = 0; i < report.site_paths.size(); ++i) {
        add("site", world.sites[i].site_id, report.site_paths[i]);
    }
    for (std::size_t i = 0; i < report.settlement_paths.size(); ++i) {
        add("settlement", world.settlements[i].settlement_id, report.settlement_paths[i]);
    }
    return table;
}

} // namespace

void storeNetwork(geo::Workspace& workspace, const NetworkReport& report)
{
    const std::vector<std::string> inputs{"sites",       "nodes",      "spans",        "links",
                                          "grid_nodes",  "grid_lines", "observations", "actions",
                                          "settlements", "facilities"};
    const std::string fingerprint = workspace.fingerprint(inputs);
    const std::string parameters = json{{"as_of", geo::text(report.situation.as_of)}}.dump();
    geo::Workspace::Transaction transaction{workspace};
    sitesTable(report).write(workspace, inputs, fingerprint, parameters);
    pointsTable(report).write(workspace, inputs, fingerprint, parameters);
    if (report.people_known) {
        settlementsTable(report).write(workspace, inputs, fingerprint, parameters);
        loadsTable(report).write(workspace, inputs, fingerprint, parameters);
    }
    if (!report.site_paths.empty()) {
        pathsTable(report).write(workspace, inputs, fingerprint, parameters);
    }
    transaction.commit();
}

} // namespace app
