#include "app/jobs/network_job.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

using planning::AssetRef;
using planning::Cause;
using planning::Service;

planning::FailurePoint lossOfCut(const planning::FailureAnalysis& analysis, const Situation& now,
                                 const std::vector<std::string>& ids)
{
    const planning::AssetIndex index = planning::indexOfAssets(now.scenario);
    std::vector<AssetRef> assets;
    for (const std::string& id : ids) {
        const auto at = index.find(id);
        const std::size_t before = assets.size();
        if (at != index.end()) {
            assets.push_back(at->second);
        }
        for (std::uint32_t i = 0; at == index.end() && i < now.scenario.spans.size(); ++i) {
            if (now.scenario.spans[i].corridor_id == id) {
                assets.push_back({planning::AssetKind::span, i});
            }
        }
        if (assets.size() == before) {
            throw geo::Error{
                fmt::format("there is no asset or corridor '{}' to cut", id),
                "Give the id of a site, node, span, link, corridor, grid node or grid line"};
        }
    }
    return {assets, {}, analysis.lossOf(assets), analysis.lossLater(assets)};
}

std::vector<char> servingSites(const NetworkReport& report)
{
    std::vector<char> serving;
    for (const planning::SiteService& site : report.state.sites) {
        serving.push_back(site.service == Service::on ? 1 : 0);
    }
    return serving;
}

/// Per settlement the vertices of the sites that reach its people.
std::vector<std::vector<planning::Vertex>> sitesOfSettlements(const planning::Cover& cover,
                                                              const planning::PlaceGroups& places,
                                                              const planning::TransportGraph& graph)
{
    std::vector<std::vector<planning::Vertex>> out(places.places());
    for (std::size_t place = 0; place < out.size(); ++place) {
        for (std::size_t i = places.start[place]; i < places.start[place + 1]; ++i) {
            for (const std::uint32_t layer : cover.layersOf(places.group[i])) {
                out[place].push_back(graph.ofSite(cover.layers[layer].site));
            }
        }
        std::ranges::sort(out[place]);
        const auto twice = std::ranges::unique(out[place]);
        out[place].erase(twice.begin(), twice.end());
    }
    return out;
}

void findPaths(NetworkReport& report, const planning::TransportGraph& graph,
               const planning::Cover* cover, const planning::PlaceGroups* places,
               const planning::Feedback& feedback)
{
    const Situation& now = report.situation;
    const planning::DisjointFinder finder{now.scenario, now.statuses, graph, now.as_of, false};
    const auto sites = static_cast<std::uint32_t>(now.scenario.sites.size());
    for (std::uint32_t i = 0; i < sites && !feedback.cancelled(); ++i) {
        report.site_paths.push_back(finder.find(graph.ofSite(i)));
        feedback.progress(0.8 * i / sites);
    }
    if (cover != nullptr) {
        for (const auto& starts : sitesOfSettlements(*cover, *places, graph)) {
            if (feedback.cancelled()) {
                return;
            }
            report.settlement_paths.push_back(finder.findFromAny(starts));
        }
    }
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
                            const LoadedCover* loaded, const planning::Feedback& feedback)
{
    NetworkReport report;
    report.situation = loadSituation(workspace, request.situation);
    Situation& now = report.situation;
    if (now.scenario.sites.empty()) {
        throw geo::Error{
            "the workspace has no sites",
            "Import sites (sila import WORKSPACE sites FILE), or practise with sila synth",
            {workspace.file().filename().string()}};
    }
    feedback.progress(0.2);
    const planning::TransportGraph graph{now.scenario, &now.problems};
    if (graph.cores().empty()) {
        now.problems.push_back({geo::Severity::error,
                                "the workspace has no core node, so no site can serve",
                                "Import the transport nodes with at least one of kind 'core'",
                                {workspace.file().filename().string(), "nodes"},
                                "nodes",
                                {}});
    }
    report.state = planning::networkState(now.scenario, now.statuses, graph, now.as_of);
    feedback.progress(0.4);
    report.people_known = loaded != nullptr;
    const planning::Cover* cover = loaded == nullptr ? nullptr : &loaded->cover;
    planning::PlaceGroups places;
    if (cover != nullptr) {
        places = planning::groupsOfPlaces(*cover, loaded->settlementCells,
                                          now.scenario.settlements.size());
        const planning::PowerState power = planning::powerAt(now.scenario, now.statuses, now.as_of);
        const planning::NetworkHealth health =
            planning::healthOf(now.scenario, now.statuses, power, graph);
        planning::RepairFinder finder{now.scenario, now.statuses, power, graph, health};
        report.settlements =
            planning::settlementStates(*cover, places, now.scenario, graph, report.state, finder);
        report.loads = planning::edgeLoads(
            now.scenario, graph, health,
            planning::siteDemand_mbps(*cover, now.statuses, servingSites(report)));
    }
    feedback.progress(0.5);
    if (request.single_points || !request.cut.empty()) {
        const planning::Cover nobody;
        const planning::FailureAnalysis analysis{now.scenario, now.statuses, graph,
                                                 cover == nullptr ? nobody : *cover, now.as_of};
        if (!request.cut.empty()) {
            report.cut = lossOfCut(analysis, now, request.cut);
        }
        if (request.single_points) {
            report.single_points = analysis.singlePoints(feedback.stage(0.5, 0.7));
        }
    }
    if (request.paths) {
        findPaths(report, graph, cover, &places, feedback.stage(0.7, 1));
    }
    return report;
}

} // namespace app
