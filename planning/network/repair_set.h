#pragma once
// The cheapest set of repairs that brings a site back: a way to a core over whole and broken
// pieces, where a broken piece costs what its actions cost, and a place without power costs the
// cheaper of its own power action and mending the grid that feeds it.
#include "planning/network/mends.h"
#include "planning/network/network_state.h"

namespace planning {

class RepairFinder {
public:
    RepairFinder(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
                 const TransportGraph& graph, const NetworkHealth& health);

    /// Exact as long as no two pieces of the way share a repair (a grid line, a road to clear);
    /// what is shared is then counted once, but another way might have shared more.
    RepairSet cheapest(Vertex site) const;
    /// The way of cheapest(), site first, each piece with its state.
    std::vector<ChainLink> chain(Vertex site) const;

private:
    struct Need {
        double price = 0; // infinite: no action known
        std::vector<AssetRef> assets;
        Mend mend;
        std::string whyNot;
    };
    Need physicalNeed(AssetRef asset, Service works) const;
    Need gridNeed(std::uint32_t gridNode) const;
    Need vertexNeed(Vertex v) const;
    void findGridWays();
    void findWays();

    const Scenario& scenario_;
    const Statuses& statuses_;
    const PowerState& power_;
    const TransportGraph& graph_;
    const NetworkHealth& health_;
    Mends mends_;
    Index gridIndex_;
    std::vector<Need> grid_;       // per grid node: what it takes to energise it
    std::vector<Need> vertexNeed_; // per vertex: whole and powered
    std::vector<Need> edgeNeed_;
    std::vector<double> price_;         // from the nearest core, the vertex itself included
    std::vector<std::uint32_t> parent_; // edge towards the core
};

} // namespace planning
