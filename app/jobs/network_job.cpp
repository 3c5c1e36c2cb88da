#include "app/jobs/network_job.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace app {
namespace {

using planning::AssetRef;
using planning::Cause;
using planning::ChainLink;
using planning::Scenario;
using planning::Service;
using planning::SiteService;
using json = nlohmann::ordered_json;

std::string_view text(Service service)
{
    static constexpr std::array<std::string_view, 3> words{"on", "off", "unknown"};
    return words[static_cast<std::size_t>(service)];
}

json chainJson(const Scenario& world, const std::vector<ChainLink>& chain)
{
    json out = json::array();
    for (const ChainLink& link : chain) {
        out.push_back({{"kind", planning::text(link.asset.kind)},
                       {"id", planning::assetId(world, link.asset)},
                       {"state", text(link.state)},
                       {"cause", planning::text(link.cause)}});
    }
    return out;
}

json repairJson(const Scenario& world, const planning::RepairSet& repair)
{
    json assets = json::array();
    for (const AssetRef asset : repair.assets) {
        assets.push_back(planning::assetId(world, asset));
    }
    json actions = json::array();
    for (const std::uint32_t action : repair.actions) {
        actions.push_back(world.actions[action].action_id);
    }
    return {{"possible", repair.possible},
            {"assets", assets},
            {"actions", actions},
            {"cost_usd", repair.cost_usd},
            {"crew_days", repair.crew_days},
            {"why_not", repair.why_not}};
}

json pointJson(const Scenario& world, const planning::FailurePoint& point, bool peopleKnown)
{
    json assets = json::array();
    for (const AssetRef asset : point.assets) {
        assets.push_back(planning::assetId(world, asset));
    }
    json sites = json::array();
    for (const std::uint32_t site : point.loss.sites) {
        sites.push_back(world.sites[site].site_id);
    }
    json facilities = json::array();
    for (const std::uint32_t facility : point.facilities) {
        facilities.push_back(world.facilities[facility].facility_id);
    }
    return {{"kind", point.corridor_id.empty() ? json(planning::text(point.assets.front().kind))
                                               : json("corridor")},
            {"id", point.corridor_id.empty() ? assets.front() : json(point.corridor_id)},
            {"assets", assets},
            {"sites_lost", sites},
            {"people_lost", peopleKnown ? json(point.loss.people) : json(nullptr)},
            {"facilities_lost", facilities}};
}

struct Counts {
    std::size_t on = 0, off = 0, unknown = 0, planned = 0;
    std::array<std::size_t, 7> byCause{};
};

Counts countsOf(const NetworkReport& report)
{
    Counts counts;
    for (std::size_t i = 0; i < report.state.sites.size(); ++i) {
        const SiteService& site = report.state.sites[i];
        if (report.situation.statuses.sites[i].status == planning::Status::planned) {
            ++counts.planned;
        } else if (site.service == Service::on) {
            ++counts.on;
        } else if (site.service == Service::unknown) {
            ++counts.unknown;
        } else {
            ++counts.off;
            ++counts.byCause[static_cast<std::size_t>(site.cause)];
        }
    }
    return counts;
}

planning::Loss lossOfCut(const planning::FailureAnalysis& analysis, const Situation& now,
                         const std::vector<std::string>& ids)
{
    const planning::AssetIndex index = planning::indexOfAssets(now.scenario);
    std::vector<AssetRef> assets;
    for (const std::string& id : ids) {
        const auto at = index.find(id);
        if (at == index.end()) {
            throw geo::Error{fmt::format("there is no asset '{}' to cut", id),
                             "Give the id of a site, node, span, link, grid node or grid line"};
        }
        assets.push_back(at->second);
    }
    return analysis.lossOf(assets);
}

} // namespace

std::string inWords(Service service, Cause cause)
{
    if (service == Service::on) {
        return "works";
    }
    switch (cause) {
    case Cause::physical:
        return "destroyed or damaged";
    case Cause::power:
        return "no power";
    case Cause::backhaul:
        return "cut off because the path behind it is cut";
    case Cause::access:
        return "out because nobody can get there";
    case Cause::capacity:
        return "out for lack of capacity";
    case Cause::none:
    case Cause::unknown:
        break;
    }
    return service == Service::unknown ? "nobody knows" : "out, cause unknown";
}

NetworkReport networkReport(const geo::Workspace& workspace, const NetworkRequest& request,
                            const planning::Cover* cover, const planning::Feedback& feedback)
{
    NetworkReport report;
    report.situation = loadSituation(workspace, request.situation);
    Situation& now = report.situation;
    if (now.scenario.sites.empty()) {
        throw geo::Error{"the workspace has no sites",
                         "Import sites (sila import W sites FILE), or practise with sila synth",
                         {workspace.file().filename().string()}};
    }
    feedback.progress(0.2);
    const planning::TransportGraph graph{now.scenario, &now.problems};
    report.state = planning::networkState(now.scenario, now.statuses, graph, now.as_of);
    feedback.progress(0.5);
    report.people_known = cover != nullptr;
    if (request.single_points || !request.cut.empty()) {
        const planning::Cover nobody;
        const planning::FailureAnalysis analysis{now.scenario, now.statuses, graph,
                                                 cover == nullptr ? nobody : *cover, now.as_of};
        if (!request.cut.empty()) {
            report.cut = lossOfCut(analysis, now, request.cut);
        }
        if (request.single_points) {
            report.single_points = analysis.singlePoints(feedback.stage(0.5, 1));
        }
    }
    return report;
}

void storeNetwork(geo::Workspace& workspace, const NetworkReport& report)
{
    using geo::ColumnKind;
    using geo::Value;
    const Situation& now = report.situation;
    const std::vector<std::string> inputs{"sites",      "nodes",      "spans",        "links",
                                          "grid_nodes", "grid_lines", "observations", "actions"};
    const std::string fingerprint = workspace.fingerprint(inputs);
    const std::string parameters = json{{"as_of", geo::text(now.as_of)}}.dump();

    geo::Rows sites{"results_sites",
                    {"site_id", "service", "cause", "words", "chain", "repair_assets",
                     "repair_actions", "repair_cost_usd", "repair_crew_days", "why_not"},
                    {}};
    for (std::size_t i = 0; i < report.state.sites.size(); ++i) {
        const SiteService& site = report.state.sites[i];
        const json repair = repairJson(now.scenario, site.repair);
        sites.rows.push_back(
            {{now.scenario.sites[i].site_id, std::string{text(site.service)},
              std::string{planning::text(site.cause)}, inWords(site.service, site.cause),
              chainJson(now.scenario, site.chain).dump(), repair["assets"].dump(),
              repair["actions"].dump(), Value{site.repair.cost_usd}, Value{site.repair.crew_days},
              site.repair.why_not},
             now.scenario.sites[i].at.lonlat});
    }
    const std::vector<geo::Column> siteColumns{{"site_id", ColumnKind::text, true},
                                               {"service", ColumnKind::text},
                                               {"cause", ColumnKind::text},
                                               {"words", ColumnKind::text},
                                               {"chain", ColumnKind::json},
                                               {"repair_assets", ColumnKind::json},
                                               {"repair_actions", ColumnKind::json},
                                               {"repair_cost_usd", ColumnKind::real},
                                               {"repair_crew_days", ColumnKind::real},
                                               {"why_not", ColumnKind::text}};

    geo::Rows points{"results_failure_points",
                     {"kind", "id", "assets", "sites_lost", "people_lost", "facilities_lost"},
                     {}};
    for (const planning::FailurePoint& point : report.single_points) {
        const json p = pointJson(now.scenario, point, report.people_known);
        points.rows.push_back(
            {{p["kind"].get<std::string>(), p["id"].get<std::string>(), p["assets"].dump(),
              static_cast<std::int64_t>(point.loss.sites.size()),
              report.people_known ? Value{point.loss.people} : Value{},
              static_cast<std::int64_t>(point.facilities.size())},
             {}});
    }
    const std::vector<geo::Column> pointColumns{
        {"kind", ColumnKind::text},        {"id", ColumnKind::text},
        {"assets", ColumnKind::json},      {"sites_lost", ColumnKind::integer},
        {"people_lost", ColumnKind::real}, {"facilities_lost", ColumnKind::integer}};

    geo::Workspace::Transaction transaction{workspace};
    workspace.writeResults(
        sites, siteColumns, geo::GeometryKind::point,
        {"results_sites", "Sites: state and why", inputs, fingerprint, parameters});
    workspace.writeResults(
        points, pointColumns, geo::GeometryKind::none,
        {"results_failure_points", "Single points of failure", inputs, fingerprint, parameters});
    transaction.commit();
}

nlohmann::ordered_json asJson(const NetworkReport& report)
{
    const Situation& now = report.situation;
    const Counts counts = countsOf(report);
    json causes;
    for (const Cause cause : {Cause::physical, Cause::power, Cause::backhaul, Cause::access,
                              Cause::capacity, Cause::unknown}) {
        causes[std::string{planning::text(cause)}] =
            counts.byCause[static_cast<std::size_t>(cause)];
    }
    json out{{"as_of", geo::text(now.as_of)},
             {"synthetic", now.synthetic},
             {"sites",
              {{"total", report.state.sites.size()},
               {"on", counts.on},
               {"off", counts.off},
               {"unknown", counts.unknown},
               {"planned", counts.planned},
               {"off_by_cause", causes}}}};
    json down = json::array();
    for (std::size_t i = 0; i < report.state.sites.size(); ++i) {
        const SiteService& site = report.state.sites[i];
        if (site.service == Service::on ||
            now.statuses.sites[i].status == planning::Status::planned) {
            continue;
        }
        down.push_back({{"site_id", now.scenario.sites[i].site_id},
                        {"name", now.scenario.sites[i].name},
                        {"operator", now.scenario.sites[i].operator_name},
                        {"service", text(site.service)},
                        {"cause", planning::text(site.cause)},
                        {"words", inWords(site.service, site.cause)},
                        {"chain", chainJson(now.scenario, site.chain)},
                        {"repair", repairJson(now.scenario, site.repair)}});
    }
    out["down"] = std::move(down);
    json points = json::array();
    for (const planning::FailurePoint& point : report.single_points) {
        points.push_back(pointJson(now.scenario, point, report.people_known));
    }
    out["single_points"] = std::move(points);
    if (report.cut) {
        json lost = json::array();
        for (const std::uint32_t site : report.cut->sites) {
            lost.push_back(now.scenario.sites[site].site_id);
        }
        out["cut"] = {
            {"sites_lost", lost},
            {"people_lost", report.people_known ? json(report.cut->people) : json(nullptr)}};
    }
    json problems = json::array();
    for (const geo::Problem& problem : now.problems) {
        problems.push_back({{"table", problem.asset_kind},
                            {"id", problem.asset_id},
                            {"what", problem.what},
                            {"fix", problem.fix}});
    }
    out["problems"] = std::move(problems);
    return out;
}

std::string asText(const NetworkReport& report)
{
    const Situation& now = report.situation;
    const Counts counts = countsOf(report);
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    line("State as of {}{}", geo::text(now.as_of),
         now.synthetic ? "  (practice data: the network is invented)" : "");
    line("{} sites: {} work, {} are out, of {} nobody knows{}", report.state.sites.size(),
         counts.on, counts.off, counts.unknown,
         counts.planned > 0 ? fmt::format(", {} are only planned", counts.planned) : "");
    for (const Cause cause : {Cause::physical, Cause::power, Cause::backhaul, Cause::access,
                              Cause::capacity, Cause::unknown}) {
        const std::size_t count = counts.byCause[static_cast<std::size_t>(cause)];
        if (count > 0) {
            line("  {:5}  {}", count, inWords(Service::off, cause));
        }
    }
    if (report.cut) {
        line("\nCut: {} more sites are lost{}", report.cut->sites.size(),
             report.people_known ? fmt::format(", {:.0f} people", report.cut->people) : "");
    }
    line("\nSites that are out, with the cheapest way back:");
    for (std::size_t i = 0; i < report.state.sites.size(); ++i) {
        const SiteService& site = report.state.sites[i];
        if (site.service != Service::off ||
            now.statuses.sites[i].status == planning::Status::planned) {
            continue;
        }
        std::string way = site.repair.why_not;
        if (site.repair.possible) {
            way.clear();
            for (const AssetRef asset : site.repair.assets) {
                way += (way.empty() ? "" : ", ") + planning::assetId(now.scenario, asset);
            }
            way = fmt::format("mend {}: {:.0f} USD, {:.1f} crew-days", way, site.repair.cost_usd,
                              site.repair.crew_days);
        }
        line("  {:<14} {:<24} {}", now.scenario.sites[i].site_id, inWords(site.service, site.cause),
             way);
    }
    if (!report.single_points.empty()) {
        line("\nSingle points of failure, the heaviest first:");
        constexpr std::size_t shown = 10;
        for (std::size_t i = 0; i < std::min(shown, report.single_points.size()); ++i) {
            const planning::FailurePoint& point = report.single_points[i];
            const std::string id = point.corridor_id.empty()
                                       ? planning::assetId(now.scenario, point.assets.front())
                                       : "corridor " + point.corridor_id;
            line("  {:<20} {:4} sites{}", id, point.loss.sites.size(),
                 report.people_known ? fmt::format(", {:.0f} people", point.loss.people) : "");
        }
        if (report.single_points.size() > shown) {
            line("  … and {} more (--json lists all)", report.single_points.size() - shown);
        }
    }
    return out;
}

} // namespace app
