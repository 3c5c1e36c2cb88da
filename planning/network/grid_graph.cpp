#include "planning/network/grid_graph.h"

#include <algorithm>

namespace planning {

bool gridGraphGiven(const Scenario& scenario)
{
    return !scenario.grid_lines.empty() &&
           std::ranges::any_of(scenario.grid_nodes, [](const GridNode& node) {
               return node.kind == GridNodeKind::source;
           });
}

std::vector<std::vector<GridNeighbour>> gridNeighbours(const Scenario& scenario)
{
    const Index index = indexOfGridNodes(scenario);
    std::vector<std::vector<GridNeighbour>> next(scenario.grid_nodes.size());
    for (std::uint32_t i = 0; i < scenario.grid_lines.size(); ++i) {
        const auto a = index.find(scenario.grid_lines[i].from_id);
        const auto b = index.find(scenario.grid_lines[i].to_id);
        if (a != index.end() && b != index.end()) {
            next[a->second].push_back({b->second, i});
            next[b->second].push_back({a->second, i});
        }
    }
    return next;
}

} // namespace planning
