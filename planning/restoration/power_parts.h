#pragma once
// The power of places in a plan's instance: the grid, what it feeds, and generators of one's own.
#include "planning/network/power_state.h"
#include "planning/network/transport_graph.h"
#include "planning/restoration/instance_parts.h"

namespace planning {

class PowerParts {
public:
    /// All must outlive it.
    PowerParts(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
               const TransportGraph& graph, const PlanRequest& request, InstanceParts& parts);

    /// The part that stands for "this place has power".
    std::uint32_t of(Vertex v);

private:
    void addGrid();
    bool addGridPiece(std::uint32_t part, AssetRef asset, Service works);
    std::uint32_t fedFrom(std::uint32_t grid);
    bool good(Service s) const
    {
        return s == Service::on || (s == Service::unknown && request_.unknown_works);
    }

    const Scenario& world_;
    const Statuses& statuses_;
    const PowerState& power_;
    const TransportGraph& graph_;
    const PlanRequest& request_;
    InstanceParts& parts_;
    Index gridIndex_;
    std::vector<std::uint32_t> gridPart_, fedPart_; // per grid node; empty: no grid yet
    std::uint32_t ownPower_ = none;
};

} // namespace planning
