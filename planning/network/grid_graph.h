#pragma once
// The power grid as a graph of nodes and lines.
#include "planning/scenario/scenario.h"

#include <vector>

namespace planning {

/// Whether the grid is given as a graph: lines, and a source they can lead from. Else each grid
/// node stands for itself.
bool gridGraphGiven(const Scenario& scenario);

struct GridNeighbour {
    std::uint32_t to, line; // positions of grid nodes and lines
};

/// One list per grid node. Lines with an end in no table lead nowhere.
std::vector<std::vector<GridNeighbour>> gridNeighbours(const Scenario& scenario);

} // namespace planning
