#include "planning/network/network_state.h"

#include "planning/network/repair_set.h"
#include "planning/network/state_with_power.h"

#include <algorithm>
#include <set>

namespace planning {
namespace {

Service weaker(Service a, Service b)
{
    if (a == Service::off || b == Service::off) {
        return Service::off;
    }
    return a == Service::unknown || b == Service::unknown ? Service::unknown : Service::on;
}

VertexHealth vertexHealth(const AssetStatus& status, const PlacePower& power)
{
    VertexHealth health;
    health.whole = serviceOf(status.status);
    health.powered = power.powered;
    if (health.whole == Service::off && status.status != Status::planned &&
        status.status != Status::destroyed && status.damage != Damage::destroyed) {
        // Reported out, but not because it is broken: the thing itself stands.
        if (status.cause == Cause::power) {
            health.whole = Service::on;
        } else if (status.cause == Cause::backhaul) {
            health.whole = Service::on;
            health.reportedCut = true;
        }
    }
    return health;
}

Service worksAt(const VertexHealth& health)
{
    return weaker(health.whole, health.powered);
}

Cause causeOf(const VertexHealth& health, const AssetStatus& status)
{
    if (health.whole != Service::on) {
        const bool broken = status.status == Status::destroyed || status.cause == Cause::physical ||
                            status.damage == Damage::partial || status.damage == Damage::minimal ||
                            status.damage == Damage::destroyed;
        return broken                                                             ? Cause::physical
               : status.cause == Cause::access || status.cause == Cause::capacity ? status.cause
                                                                                  : Cause::unknown;
    }
    if (health.powered != Service::on) {
        return Cause::power;
    }
    return Cause::backhaul;
}

std::vector<ChainLink> workingChain(const TransportGraph& graph, const NetworkHealth& health,
                                    const Reach& reach, Vertex from)
{
    std::vector<ChainLink> chain;
    Vertex v = from;
    chain.push_back({graph.asset(v), worksAt(health.vertices[v]), Cause::none});
    while (reach.parent[v] != none) {
        const std::uint32_t e = reach.parent[v];
        if (!graph.edges()[e].tie) {
            chain.push_back({graph.edges()[e].asset, health.edges[e].works, Cause::none});
        }
        v = graph.other(e, v);
        chain.push_back({graph.asset(v), worksAt(health.vertices[v]), Cause::none});
    }
    return chain;
}

} // namespace

namespace {

/// A place reported cut off that nothing whole connects to a core is cut off by what is broken on
/// its way, and comes back with that: only reports that the graph does not explain stay. A battery
/// that has ended since explains none.
void dropExplainedCuts(const TransportGraph& graph, const PowerState& power, NetworkHealth& health)
{
    if (std::ranges::none_of(health.vertices, &VertexHealth::reportedCut)) {
        return;
    }
    NetworkHealth reported = health;
    for (Vertex v = 0; v < graph.vertices(); ++v) {
        const AssetRef asset = graph.asset(v);
        const auto& places = graph.isSite(v) ? power.sites : power.nodes;
        if (places[asset.index].run_out) {
            reported.vertices[v].powered = Service::on;
        }
    }
    const Reach reach = reachFromCores(graph, reported);
    const std::set<Vertex> cores(graph.cores().begin(), graph.cores().end());
    for (Vertex v = 0; v < graph.vertices(); ++v) {
        health.vertices[v].reportedCut =
            health.vertices[v].reportedCut &&
            (cores.contains(v) || std::ranges::any_of(graph.edgesAt(v), [&](std::uint32_t e) {
                 return health.edges[e].works == Service::on &&
                        reach.service[graph.other(e, v)] == Service::on;
             }));
    }
}

} // namespace

NetworkHealth healthOf(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
                       const TransportGraph& graph)
{
    NetworkHealth health;
    health.vertices.resize(graph.vertices());
    for (std::uint32_t i = 0; i < scenario.nodes.size(); ++i) {
        health.vertices[graph.ofNode(i)] = vertexHealth(statuses.nodes[i], power.nodes[i]);
    }
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        health.vertices[graph.ofSite(i)] = vertexHealth(statuses.sites[i], power.sites[i]);
    }
    for (const TransportEdge& edge : graph.edges()) {
        EdgeHealth& now = health.edges.emplace_back();
        if (!edge.tie) {
            const auto& list = edge.asset.kind == AssetKind::span ? statuses.spans : statuses.links;
            now.works = serviceOf(list[edge.asset.index].status);
        }
    }
    dropExplainedCuts(graph, power, health);
    return health;
}

Reach reachFromCores(const TransportGraph& graph, const NetworkHealth& health)
{
    Reach reach{std::vector(graph.vertices(), Service::off), std::vector(graph.vertices(), none),
                std::vector(graph.vertices(), 0U)};
    // Fewest hops first over what works, then over what may work.
    for (const Service floor : {Service::on, Service::unknown}) {
        std::vector<std::vector<Vertex>> at; // by hops
        const auto queue = [&at](Vertex v, std::uint32_t hop) {
            at.resize(std::max<std::size_t>(at.size(), hop + 1));
            at[hop].push_back(v);
        };
        const auto arrive = [&](Vertex v, Service by, std::uint32_t edge, std::uint32_t hop) {
            const VertexHealth& here = health.vertices[v];
            const Service now = weaker(by, worksAt(here));
            if (reach.service[v] != Service::off || now == Service::off || here.reportedCut ||
                (floor == Service::on && now != Service::on)) {
                return;
            }
            reach.service[v] = now;
            reach.parent[v] = edge;
            reach.hops[v] = hop;
            queue(v, hop);
        };
        for (Vertex v = 0; floor == Service::unknown && v < graph.vertices(); ++v) {
            if (reach.service[v] == Service::on) {
                queue(v, reach.hops[v]);
            }
        }
        for (const Vertex core : graph.cores()) {
            arrive(core, Service::on, none, 0);
        }
        for (std::uint32_t hop = 0; hop < at.size(); ++hop) {
            for (std::size_t i = 0; i < at[hop].size(); ++i) {
                const Vertex v = at[hop][i];
                for (const std::uint32_t e : graph.edgesAt(v)) {
                    arrive(graph.other(e, v), weaker(reach.service[v], health.edges[e].works), e,
                           hop + 1);
                }
            }
        }
    }
    return reach;
}

NetworkState networkState(const Scenario& scenario, const Statuses& statuses,
                          const TransportGraph& graph, geo::Time asOf)
{
    return networkState(scenario, statuses, powerAt(scenario, statuses, asOf), graph);
}

NetworkState networkState(const Scenario& scenario, const Statuses& statuses,
                          const PowerState& power, const TransportGraph& graph)
{
    const NetworkHealth health = healthOf(scenario, statuses, power, graph);
    const Reach reach = reachFromCores(graph, health);
    RepairFinder repairs{scenario, statuses, power, graph, health};

    NetworkState state;
    state.grid_nodes = power.grid_nodes;
    for (std::uint32_t i = 0; i < scenario.nodes.size(); ++i) {
        state.nodes.push_back(reach.service[graph.ofNode(i)]);
    }
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        const Vertex v = graph.ofSite(i);
        SiteService site;
        site.service = reach.service[v];
        if (site.service != Service::off) {
            site.chain = workingChain(graph, health, reach, v);
        }
        if (site.service != Service::on) {
            site.cause = site.service == Service::unknown
                             ? Cause::unknown
                             : causeOf(health.vertices[v], statuses.sites[i]);
        }
        if (site.service == Service::off && statuses.sites[i].status != Status::planned) {
            WayBack way = repairs.find(v);
            site.repair = std::move(way.repair);
            site.chain = std::move(way.chain);
        }
        state.sites.push_back(std::move(site));
    }
    return state;
}

} // namespace planning
