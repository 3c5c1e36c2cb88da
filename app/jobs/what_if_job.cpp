#include "app/jobs/what_if_job.h"

#include "app/jobs/thousands.h"
#include "app/jobs/what_if_changes.h"
#include "planning/network/network_state.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using Json = nlohmann::ordered_json;
using planning::LayerFlags;

std::uint32_t siteOf(const planning::Index& sites, const std::string& id)
{
    const auto site = sites.find(id);
    if (site == sites.end()) {
        throw geo::Error{fmt::format("there is no site '{}'", id),
                         "Give a site_id of the workspace"};
    }
    return site->second;
}

/// What each operator's people receive, before or after.
std::vector<planning::ServedPeople> countsOf(const planning::Cover& cover, const LayerFlags& on,
                                             const planning::Scenario& scenario,
                                             const std::vector<std::string>& operators)
{
    std::vector<planning::ServedPeople> out{
        planning::servedPeople(cover, planning::technologiesByGroup(cover, on))};
    for (const std::string& name : operators) {
        const LayerFlags mine = planning::layersOfOperator(cover, scenario, name);
        out.push_back(planning::servedPeople(
            cover, planning::technologiesByGroup(cover, planning::both(on, mine))));
    }
    return out;
}

std::vector<planning::ServedPeople>
settlementsOf(const planning::Cover& cover, const std::vector<planning::TechnologySet>& received,
              const LoadedCover& loaded, std::size_t settlements)
{
    const planning::PlaceGroups places =
        planning::groupsOfPlaces(cover, loaded.settlementCells, settlements);
    std::vector<planning::ServedPeople> out;
    for (std::size_t i = 0; i < settlements; ++i) {
        out.push_back(planning::servedPeople(places, i, received));
    }
    return out;
}

bool same(const planning::ServedPeople& a, const planning::ServedPeople& b)
{
    constexpr double nobody = 1e-6;
    bool equal = std::abs(a.any - b.any) < nobody;
    for (std::size_t t = 0; t < a.by_technology.size(); ++t) {
        equal = equal && std::abs(a.by_technology[t] - b.by_technology[t]) < nobody;
    }
    return equal;
}

std::size_t cellsThatDiffer(const planning::Cover& a, const std::vector<planning::TechnologySet>& x,
                            const planning::Cover& b, const std::vector<planning::TechnologySet>& y)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.group.size(); ++i) {
        if (a.group[i] != planning::noGroup && x[a.group[i]] != y[b.group[i]]) {
            ++count;
        }
    }
    return count;
}

/// Thousands apart, with its sign: +12 340.
std::string signedWhole(double number)
{
    return (number < -0.5 ? "−" : number > 0.5 ? "+" : "±") + thousands(std::abs(number));
}

} // namespace

WhatIfReport whatIf(const geo::Workspace& workspace, const WhatIfRequest& request)
{
    WhatIfReport report;
    report.request = request;
    Situation now = loadSituation(workspace, request.situation);
    report.as_of = now.as_of;
    report.synthetic = now.synthetic;
    const LoadedCover loaded = requireCover(workspace, now.scenario);
    const CoverSettings settings = settingsOf(loaded);
    CellChanges changes = cellChanges(now.scenario, request, settings.request.thresholds);
    const std::string name = workspace.file().filename().string();
    if (loaded.stale && !changes.cells.empty()) {
        throw geo::Error{"the coverage is older than the cells or the people it rests on",
                         "Run sila coverage again first; it only computes what is missing",
                         {name}};
    }
    if (loaded.stale) {
        report.problems.push_back(
            {geo::Severity::warning,
             "the coverage is older than the network or the people it rests on",
             "Run sila coverage again; it only computes what is missing",
             {name}});
    }
    LayerFlags on(loaded.cover.layers.size(), 1);
    if (request.served) {
        const planning::TransportGraph graph{now.scenario, nullptr};
        const auto state = planning::networkState(now.scenario, now.statuses, graph, now.as_of);
        on = planning::workingLayers(loaded.cover, state, now.statuses).surely;
    }
    const auto footprints = layerChanges(workspace, loaded, now.scenario, settings, changes);
    planning::WhatIf state{loaded.cover, on};

    const planning::Index sites = planning::indexOfSites(now.scenario);
    std::vector<std::pair<std::uint32_t, bool>> switches;
    for (const auto& [ids, to] : {std::pair{&request.off, false}, std::pair{&request.on, true}}) {
        for (const std::string& id : *ids) {
            switches.emplace_back(siteOf(sites, id), to);
            report.changes.push_back(fmt::format("{} {}", id, to ? "on" : "off"));
        }
    }
    report.changes.insert(report.changes.end(), changes.sentences.begin(), changes.sentences.end());
    const auto began = std::chrono::steady_clock::now();
    for (const LayerChange& change : footprints) {
        state.setFootprint(change.layer, change.before, change.after);
    }
    for (const auto& [site, to] : switches) {
        state.switchSite(site, to);
    }
    report.update_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();

    const auto operators = planning::operatorsOf(loaded.cover, now.scenario);
    const auto before = countsOf(loaded.cover, on, now.scenario, operators);
    const auto after = countsOf(state.cover(), state.on(), now.scenario, operators);
    for (std::size_t i = 0; i < before.size(); ++i) {
        report.counts.push_back({i == 0 ? "" : operators[i - 1], i == 0, before[i], after[i]});
    }
    const auto received = planning::technologiesByGroup(loaded.cover, on);
    report.cells_changed = cellsThatDiffer(loaded.cover, received, state.cover(), state.received());
    const std::size_t places = now.scenario.settlements.size();
    const auto was = settlementsOf(loaded.cover, received, loaded, places);
    const auto becomes = settlementsOf(state.cover(), state.received(), loaded, places);
    for (std::uint32_t i = 0; i < places; ++i) {
        if (!same(was[i], becomes[i])) {
            report.settlements.push_back({i, was[i], becomes[i]});
        }
    }
    report.scenario = std::move(now.scenario);
    return report;
}

nlohmann::ordered_json asJson(const WhatIfReport& r)
{
    Json out{{"basis", r.request.served ? "served" : "covered"}, {"synthetic", r.synthetic}};
    if (r.request.served) {
        out["as_of"] = geo::text(r.as_of);
    }
    out["changes"] = r.changes;
    out["before"] = asJson(r.counts.front().before);
    out["after"] = asJson(r.counts.front().after);
    out["people_change"] = r.counts.front().after.any - r.counts.front().before.any;
    out["cells_changed"] = r.cells_changed;
    Json& operators = out["by_operator"] = Json::array();
    for (std::size_t i = 1; i < r.counts.size(); ++i) {
        operators.push_back({{"operator", r.counts[i].operator_name},
                             {"before", asJson(r.counts[i].before)},
                             {"after", asJson(r.counts[i].after)}});
    }
    Json& settlements = out["settlements"] = Json::array();
    for (const WhatIfSettlement& s : r.settlements) {
        const planning::Settlement& place = r.scenario.settlements[s.settlement];
        settlements.push_back({{"settlement_id", place.settlement_id},
                               {"name", place.name},
                               {"before", asJson(s.before)},
                               {"after", asJson(s.after)}});
    }
    Json& problems = out["problems"] = Json::array();
    for (const geo::Problem& problem : r.problems) {
        problems.push_back({{"what", problem.what}, {"fix", problem.fix}});
    }
    return out;
}

std::string asText(const WhatIfReport& r)
{
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    const WhatIfCount& all = r.counts.front();
    line("{} people {}: {} instead of {}{}", signedWhole(all.after.any - all.before.any),
         r.request.served ? "served" : "covered", thousands(all.after.any),
         thousands(all.before.any),
         r.synthetic ? "  (practice data: the network is invented)" : "");
    for (const std::string& change : r.changes) {
        line("  with {}", change);
    }
    for (int t = 0; t < planning::technologyCount; ++t) {
        const auto technology = static_cast<planning::Technology>(t);
        if (all.before[technology] > 0 || all.after[technology] > 0) {
            line("  {}  {} to {}", planning::text(technology), thousands(all.before[technology]),
                 thousands(all.after[technology]));
        }
    }
    for (std::size_t i = 1; i < r.counts.size(); ++i) {
        line("  {} without roaming  {} to {}",
             r.counts[i].operator_name.empty() ? "no operator" : r.counts[i].operator_name,
             thousands(r.counts[i].before.any), thousands(r.counts[i].after.any));
    }
    constexpr std::size_t shown = 10;
    std::vector<WhatIfSettlement> most = r.settlements;
    std::stable_sort(most.begin(), most.end(), [](const auto& a, const auto& b) {
        return std::abs(a.after.any - a.before.any) > std::abs(b.after.any - b.before.any);
    });
    if (!most.empty()) {
        line("{} settlements change; most:", most.size());
    }
    for (std::size_t i = 0; i < std::min(shown, most.size()); ++i) {
        line("  {}  {} to {} of {}", r.scenario.settlements[most[i].settlement].name,
             thousands(most[i].before.any), thousands(most[i].after.any),
             thousands(most[i].before.people));
    }
    for (const geo::Problem& problem : r.problems) {
        line("Note: {}. {}.", problem.what, problem.fix);
    }
    line("Nothing was stored.");
    return out;
}

} // namespace app
