#pragma once
// What is broken or without power, and what mends each piece of it.
#include "planning/network/grid_ways.h"
#include "planning/network/network_state.h"

namespace planning {

/// Something that needs one of its options.
struct RepairPiece {
    std::vector<MendOption> options;
    std::string whyNot;          // why there are none
    std::uint32_t feeder = none; // the grid node that will do as well; the last option is its way

    /// Options that mend the piece itself.
    std::span<const MendOption> own() const
    {
        return {options.data(), options.size() - (feeder == none ? 0 : 1)};
    }
};

/// One list per vertex (damage, power), edge, grid node and grid line.
struct RepairPieces {
    std::vector<std::vector<RepairPiece>> vertices, edges, gridNodes, gridLines;
};

/// Nothing when it works.
std::optional<RepairPiece> brokenPiece(const Mends& mends, AssetRef asset, Service works);

/// `grid`: what it takes to energise each grid node.
RepairPieces repairPieces(const Scenario& scenario, const Statuses& statuses,
                          const PowerState& power, const TransportGraph& graph,
                          const NetworkHealth& health, const Mends& mends,
                          const std::vector<GridWay>& grid);

/// Sets of actions that more than one vertex or edge may need, the most needed first: those of grid
/// nodes, and single ones.
std::vector<std::vector<std::uint32_t>> sharedSets(const RepairPieces& all);

} // namespace planning
