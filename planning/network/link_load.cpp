#include "planning/network/link_load.h"

#include "planning/finance/demand.h"

#include <algorithm>
#include <numeric>

namespace planning {

double busyHourDemand_mbps(double people)
{
    return people > 0 ? demandOfPeople(people)->mbps : 0;
}

namespace {

MaybeNumber capacity_mbps(const Scenario& scenario, const TransportEdge& edge)
{
    if (edge.tie) {
        return std::nullopt;
    }
    if (edge.asset.kind == AssetKind::link) {
        return scenario.links[edge.asset.index].capacity_mbps;
    }
    const MaybeNumber gbps = scenario.spans[edge.asset.index].capacity_gbps;
    return gbps ? MaybeNumber{1000 * *gbps} : std::nullopt;
}

} // namespace

std::vector<EdgeLoad> edgeLoads(const Scenario& scenario, const TransportGraph& graph,
                                const NetworkHealth& health, std::span<const double> site_mbps)
{
    const Reach reach = reachFromCores(graph, health);
    const std::vector<std::uint32_t>& hops = reach.hops;
    std::vector<Vertex> order(graph.vertices());
    std::iota(order.begin(), order.end(), Vertex{0});
    // Farthest first: a vertex hands on what it got from below.
    std::ranges::stable_sort(order, std::greater<>{}, [&](Vertex v) { return hops[v]; });
    std::vector<double> through(graph.vertices(), 0);
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        through[graph.ofSite(i)] = site_mbps[i];
    }
    std::vector<double> load(graph.edges().size(), 0);
    struct Way {
        std::uint32_t edge = 0;
        MaybeNumber carries_mbps;
    };
    std::vector<Way> ways;
    for (const Vertex v : order) {
        if (reach.service[v] == Service::off || reach.parent[v] == none || through[v] <= 0) {
            continue;
        }
        ways.clear();
        double widest = 0;
        for (const std::uint32_t e : graph.edgesAt(v)) {
            const Vertex to = graph.other(e, v);
            const Service works = health.edges[e].works;
            const bool good = reach.service[v] == Service::on
                                  ? works == Service::on && reach.service[to] == Service::on
                                  : works != Service::off && reach.service[to] != Service::off;
            if (good && hops[to] + 1 == hops[v]) {
                ways.push_back({e, capacity_mbps(scenario, graph.edges()[e])});
                widest = std::max(widest, ways.back().carries_mbps.value_or(0));
            }
        }
        const double each = widest > 0 ? widest : 1; // as wide as the widest, where nobody says
        double sum = 0;
        for (Way& way : ways) {
            way.carries_mbps = widest > 0 ? way.carries_mbps.value_or(each) : each;
            sum += *way.carries_mbps;
        }
        for (const Way& way : ways) {
            const double part = through[v] * *way.carries_mbps / sum;
            load[way.edge] += part;
            through[graph.other(way.edge, v)] += part;
        }
    }
    std::vector<EdgeLoad> loads;
    for (std::size_t e = 0; e < load.size(); ++e) {
        const TransportEdge& edge = graph.edges()[e];
        if (load[e] <= 0 || edge.tie) {
            continue;
        }
        loads.push_back({edge.asset, load[e], capacity_mbps(scenario, edge)});
    }
    std::ranges::stable_sort(loads, std::greater<>{}, [](const EdgeLoad& l) {
        return l.capacity_mbps && *l.capacity_mbps > 0 ? l.load_mbps / *l.capacity_mbps
               : l.capacity_mbps                       ? 1e300
                                                       : -1.0;
    });
    return loads;
}

std::vector<double> siteDemand_mbps(const Cover& cover, const Statuses& statuses,
                                    std::span<const char> serving)
{
    std::vector<double> people(serving.size(), 0);
    std::vector<std::uint32_t> servers;
    for (std::uint32_t g = 0; g < cover.groups(); ++g) {
        servers.clear();
        for (const std::uint32_t layer : cover.layersOf(g)) {
            const RadioLayer& radio = cover.layers[layer];
            const bool works = radio.cell == allCells ||
                               serviceOf(statuses.cells[radio.cell].status) != Service::off;
            // Layers are ascending by site: equal sites stand together.
            if (serving[radio.site] != 0 && works &&
                (servers.empty() || servers.back() != radio.site)) {
                servers.push_back(radio.site);
            }
        }
        for (const std::uint32_t site : servers) {
            people[site] += cover.group_people[g] / static_cast<double>(servers.size());
        }
    }
    for (double& each : people) {
        each = busyHourDemand_mbps(each);
    }
    return people;
}

} // namespace planning
