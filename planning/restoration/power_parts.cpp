#include "planning/restoration/power_parts.h"

#include <algorithm>

namespace planning {

PowerParts::PowerParts(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
                       const TransportGraph& graph, const PlanRequest& request,
                       InstanceParts& parts)
    : world_{scenario}, statuses_{statuses}, power_{power}, graph_{graph}, request_{request},
      parts_{parts}, gridIndex_{indexOfGridNodes(scenario)}
{
}

/// The source of place power that is on when the grid node is.
std::uint32_t PowerParts::fedFrom(std::uint32_t grid)
{
    if (fedPart_.empty()) {
        fedPart_.assign(gridPart_.size(), none);
    }
    if (fedPart_[grid] == none) {
        fedPart_[grid] = parts_.add(PlanNetwork::placePower,
                                    "fed:" + world_.grid_nodes[grid].grid_node_id, true);
        parts_[fedPart_[grid]].needs_on.push_back(gridPart_[grid]);
    }
    return fedPart_[grid];
}

std::uint32_t PowerParts::of(Vertex v)
{
    const AssetRef asset = graph_.asset(v);
    const std::string& id = assetId(world_, asset);
    const PowerSupply& supply =
        graph_.isSite(v) ? world_.sites[asset.index].power : world_.nodes[asset.index].power;
    const std::uint32_t place = parts_.add(PlanNetwork::placePower, "power:" + id);
    const auto grid = gridIndex_.find(supply.grid_node_id);
    bool way = false;
    if (grid != gridIndex_.end() && power_.grid_nodes[grid->second] != Service::on) {
        addGrid();
        if (gridPart_[grid->second] != none) {
            parts_.addEdge(PlanNetwork::placePower, "feed:" + id, fedFrom(grid->second), place);
            way = true;
        }
    }
    const auto known = parts_.mends().choices(asset, true);
    if (!known.empty() && ownPower_ == none) {
        ownPower_ = parts_.add(PlanNetwork::placePower, "power:own", true);
    }
    if (const auto ways = parts_.worthwhile(known); !ways.empty()) {
        parts_.mend(parts_.addEdge(PlanNetwork::placePower, "own:" + id, ownPower_, place), ways);
    } else if (known.empty() && !way) {
        parts_.unmendable(
            asset, (graph_.isSite(v) ? power_.sites : power_.nodes)[asset.index].powered, true);
    }
    return place;
}

bool PowerParts::addGridPiece(std::uint32_t part, AssetRef asset, Service works)
{
    if (good(works)) {
        return true;
    }
    const auto known = parts_.mends().choices(asset, false);
    if (const auto ways = parts_.worthwhile(known); !ways.empty()) {
        parts_.mend(part, ways);
        return true;
    }
    if (known.empty()) {
        parts_.unmendable(asset, works);
    }
    parts_.dropLast();
    return false;
}

void PowerParts::addGrid()
{
    if (!gridPart_.empty()) {
        return;
    }
    const bool graphGiven =
        !world_.grid_lines.empty() && std::ranges::any_of(world_.grid_nodes, [](const GridNode& n) {
            return n.kind == GridNodeKind::source;
        });
    for (std::uint32_t i = 0; i < world_.grid_nodes.size(); ++i) {
        const GridNode& node = world_.grid_nodes[i];
        const bool source = !graphGiven || node.kind == GridNodeKind::source;
        const std::uint32_t part = parts_.add(PlanNetwork::powerGrid, "grid:" + node.grid_node_id);
        const bool in =
            addGridPiece(part, {AssetKind::gridNode, i}, serviceOf(statuses_.grid_nodes[i].status));
        gridPart_.push_back(in ? part : none);
        if (in && source) {
            parts_.setSource(PlanNetwork::powerGrid, part);
        }
    }
    for (std::uint32_t i = 0; graphGiven && i < world_.grid_lines.size(); ++i) {
        const GridLine& line = world_.grid_lines[i];
        const auto a = gridIndex_.find(line.from_id);
        const auto b = gridIndex_.find(line.to_id);
        if (a != gridIndex_.end() && b != gridIndex_.end() && gridPart_[a->second] != none &&
            gridPart_[b->second] != none) {
            const std::uint32_t part =
                parts_.addEdge(PlanNetwork::powerGrid, "grid:" + line.grid_line_id,
                               gridPart_[a->second], gridPart_[b->second]);
            addGridPiece(part, {AssetKind::gridLine, i}, serviceOf(statuses_.grid_lines[i].status));
        }
    }
}

} // namespace planning
