#include "planning/restoration/fuel_split.h"

#include "geo/error.h"
#include "planning/network/power_timeline.h"
#include "planning/restoration/solve.h"

#include <algorithm>
#include <fmt/format.h>

namespace planning {
namespace {

using restoration::Instance;
using restoration::Part;

constexpr double usualTank_l = 300;

void refuse(const FuelRequest& request)
{
    if (!(request.litres_per_day >= 0) || !(request.stops_per_day.value_or(0) >= 0)) {
        throw geo::Error{"litres and stops a day cannot be negative", "Give 0 or more"};
    }
    if (!(request.reserve_share >= 0 && request.reserve_share <= 1)) {
        throw geo::Error{fmt::format("the reserve is {}", request.reserve_share),
                         "Give a share between 0 and 1"};
    }
}

struct Problem {
    Instance instance;
    std::vector<FuelShare> candidates;
    std::vector<std::uint32_t> candidateOf; // per part; none
};

Problem problemOf(const Scenario& scenario, const Statuses& statuses, const TransportGraph& graph,
                  const Cover& cover, geo::Time asOf, const FuelRequest& request)
{
    const PowerState power = powerAt(scenario, statuses, asOf);
    const NetworkHealth health = healthOf(scenario, statuses, power, graph);
    const auto good = [&](Service s) {
        return s == Service::on || (s == Service::unknown && request.unknown_works);
    };
    Problem out;
    Instance& problem = out.instance;
    problem.periods = 1;
    problem.resources = {{"fuel_l", {request.litres_per_day * (1 - request.reserve_share)}, true}};
    if (request.stops_per_day) {
        problem.resources.push_back({"stops", {*request.stops_per_day}, true});
    }
    problem.networks = {{"transport", {}}, {"fuel", {}}};
    const auto add = [&](std::string id, std::uint32_t network) {
        Part part;
        part.id = std::move(id);
        part.network = network;
        problem.parts.push_back(std::move(part));
        out.candidateOf.push_back(none);
        return static_cast<std::uint32_t>(problem.parts.size() - 1);
    };
    std::vector<std::uint32_t> partOf(graph.vertices(), none);
    for (Vertex v = 0; v < graph.vertices(); ++v) {
        const AssetRef asset = graph.asset(v);
        const bool site = graph.isSite(v);
        const PlacePower& now = site ? power.sites[asset.index] : power.nodes[asset.index];
        const PowerSupply& supply =
            site ? scenario.sites[asset.index].power : scenario.nodes[asset.index].power;
        const VertexHealth& vertex = health.vertices[v];
        if (!good(vertex.whole) || vertex.reportedCut) {
            continue;
        }
        const bool byItself = now.grid || now.on == "solar" || now.on == "not stated" ||
                              now.on == "passive" || now.on == "reported" ||
                              (now.powered == Service::unknown && request.unknown_works);
        const bool generator = generatorCarries(supply);
        if (!byItself && !generator) {
            continue;
        }
        partOf[v] = add(assetId(scenario, asset), 0);
        if (byItself) {
            continue;
        }
        FuelShare share{asset, 24 * burn_l_per_h(supply), 0};
        share.stops_per_day =
            share.litres_per_day / std::max(1.0, supply.tank_l.value_or(usualTank_l));
        const std::uint32_t fuel = add("fuel:" + assetId(scenario, asset), 1);
        problem.parts[fuel].damaged = true;
        problem.parts[fuel].use = {share.litres_per_day};
        if (request.stops_per_day) {
            problem.parts[fuel].use.push_back(share.stops_per_day);
        }
        problem.networks[1].sources.push_back(fuel);
        problem.parts[partOf[v]].needs_on.push_back(fuel);
        out.candidateOf[fuel] = static_cast<std::uint32_t>(out.candidates.size());
        out.candidates.push_back(share);
    }
    for (const Vertex core : graph.cores()) {
        if (partOf[core] != none) {
            problem.networks[0].sources.push_back(partOf[core]);
        }
    }
    for (std::uint32_t e = 0; e < graph.edges().size(); ++e) {
        const TransportEdge& edge = graph.edges()[e];
        if (partOf[edge.a] == none || partOf[edge.b] == none || !good(health.edges[e].works)) {
            continue;
        }
        const std::uint32_t part = add((edge.tie ? "tie:" : "") + assetId(scenario, edge.asset), 0);
        problem.parts[part].end_a = partOf[edge.a];
        problem.parts[part].end_b = partOf[edge.b];
    }
    for (std::uint32_t g = 0; g < cover.groups(); ++g) {
        restoration::Demand demand{cover.group_people[g], {}};
        for (const std::uint32_t layer : cover.layersOf(g)) {
            const RadioLayer& radio = cover.layers[layer];
            const std::uint32_t part = partOf[graph.ofSite(radio.site)];
            const bool cell =
                radio.cell == allCells || good(serviceOf(statuses.cells[radio.cell].status));
            if (part != none && cell &&
                (demand.served_by.empty() || demand.served_by.back() != part)) {
                demand.served_by.push_back(part);
            }
        }
        if (demand.weight > 0 && !demand.served_by.empty()) {
            problem.demand.push_back(std::move(demand));
        }
    }
    return out;
}

} // namespace

FuelSplit splitFuel(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                    geo::Time asOf, const FuelRequest& request, const Feedback& feedback)
{
    refuse(request);
    const TransportGraph graph{scenario};
    if (graph.cores().empty()) {
        throw geo::Error{"the workspace has no core node, so no site can serve anybody",
                         "Import the transport nodes with at least one of kind 'core'"};
    }
    const Problem problem = problemOf(scenario, statuses, graph, cover, asOf, request);
    FuelSplit split;
    for (const FuelShare& all : problem.candidates) {
        split.litres_for_all += all.litres_per_day;
    }
    if (problem.instance.networks[0].sources.empty()) {
        return split; // no core runs, whatever the fuel
    }
    restoration::SolveRequest solve;
    solve.seed = request.seed;
    solve.effort = request.effort;
    FuelRequest dry = request;
    dry.litres_per_day = 0;
    const auto served = [](const restoration::Schedule& s) {
        return s.curve.empty() ? 0 : s.curve.front();
    };
    split.people_without = served(
        restoration::solve(problemOf(scenario, statuses, graph, cover, asOf, dry).instance, solve));
    const restoration::Schedule schedule = restoration::solve(problem.instance, solve, feedback);
    split.people = served(schedule);
    split.people_bound = std::max(split.people, schedule.upper_bound);
    std::vector<std::uint32_t> chosen;
    for (const restoration::ScheduledWork& work : schedule.works) {
        chosen.push_back(problem.candidateOf[work.part]);
    }
    std::ranges::sort(chosen);
    for (const std::uint32_t i : chosen) {
        split.shares.push_back(problem.candidates[i]);
        split.litres_per_day += problem.candidates[i].litres_per_day;
        split.stops_per_day += problem.candidates[i].stops_per_day;
    }
    return split;
}

} // namespace planning
