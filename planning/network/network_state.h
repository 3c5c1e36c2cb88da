#pragma once
// Which sites serve: whole, powered, and with a working path to a core node.
#include "planning/feedback.h"
#include "planning/network/power_state.h"
#include "planning/network/transport_graph.h"

namespace planning {

/// What is known about one vertex of the transport graph before paths are looked at.
struct VertexHealth {
    Service whole = Service::on;
    Service powered = Service::on;
    // Its owner reports "no backhaul" although something whole leads to it: believed, whatever the
    // graph says.
    bool reportedCut = false;
};

struct EdgeHealth {
    Service works = Service::on;
};

struct NetworkHealth {
    std::vector<VertexHealth> vertices;
    std::vector<EdgeHealth> edges;
};

NetworkHealth healthOf(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
                       const TransportGraph& graph);

/// How each vertex reaches a core: on over what works, unknown when it takes something unknown, off
/// otherwise. `parent` is the edge towards the core, none at cores and where there is no way;
/// `hops` counts edges to the core, 0 where there is no way.
struct Reach {
    std::vector<Service> service;
    std::vector<std::uint32_t> parent, hops;
};
Reach reachFromCores(const TransportGraph& graph, const NetworkHealth& health);

/// State of every site, node and grid node on a date, with causes and cheapest repair sets.
/// `actions` are positions in scenario.actions that may be used for repairs: all of them.
NetworkState networkState(const Scenario& scenario, const Statuses& statuses,
                          const TransportGraph& graph, geo::Time asOf);

} // namespace planning
