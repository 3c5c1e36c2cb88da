#include "planning/network/link_load.h"

#include "planning/finance/demand.h"

#include <algorithm>

namespace planning {

double busyHourDemand_mbps(double people)
{
    return people > 0 ? demandOfPeople(people)->mbps : 0;
}

std::vector<EdgeLoad> edgeLoads(const Scenario& scenario, const TransportGraph& graph,
                                const Reach& reach, std::span<const double> site_mbps)
{
    // Leaves first: a vertex hands on what it got from below. Hops to the core give the order.
    std::vector<std::uint32_t> hops(graph.vertices(), none);
    std::vector<Vertex> order;
    for (Vertex v = 0; v < graph.vertices(); ++v) {
        std::vector<Vertex> way;
        Vertex at = v;
        while (reach.service[at] != Service::off && hops[at] == none && reach.parent[at] != none) {
            way.push_back(at);
            at = graph.other(reach.parent[at], at);
        }
        if (hops[at] == none) {
            hops[at] = 0;
        }
        for (auto it = way.rbegin(); it != way.rend(); ++it) {
            hops[*it] = hops[graph.other(reach.parent[*it], *it)] + 1;
        }
        order.push_back(v);
    }
    std::ranges::stable_sort(order, std::greater<>{}, [&](Vertex v) { return hops[v]; });
    std::vector<double> through(graph.vertices(), 0);
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        through[graph.ofSite(i)] = site_mbps[i];
    }
    std::vector<double> load(graph.edges().size(), 0);
    for (const Vertex v : order) {
        const std::uint32_t e = reach.parent[v];
        if (reach.service[v] != Service::off && e != none) {
            load[e] += through[v];
            through[graph.other(e, v)] += through[v];
        }
    }
    std::vector<EdgeLoad> loads;
    for (std::size_t e = 0; e < load.size(); ++e) {
        const TransportEdge& edge = graph.edges()[e];
        if (load[e] <= 0 || edge.tie) {
            continue;
        }
        EdgeLoad one{edge.asset, load[e], std::nullopt};
        if (edge.asset.kind == AssetKind::link) {
            one.capacity_mbps = scenario.links[edge.asset.index].capacity_mbps;
        } else if (const MaybeNumber gbps = scenario.spans[edge.asset.index].capacity_gbps) {
            one.capacity_mbps = 1000 * *gbps;
        }
        loads.push_back(one);
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
