#pragma once
// What lies beyond the supply of a period, whatever else is left undone.
#include "planning/restoration/bound_graph.h"
#include "planning/restoration/pace.h"

namespace planning::restoration {

/// All that is supplied up to and with each period.
std::vector<double> suppliedUpTo(const ModelResource& resource);

/// Per vertex of the graph: set when its cheapest connection takes more of some one resource than
/// is there up to t. What a vertex needs is not added up, for it may lie on the way: the dearest
/// counts. When the pace is late some resources are left out, and fewer vertices are set.
std::vector<char> beyondReach(const Model& model, const BoundGraph& graph, int t, const Pace& pace);

} // namespace planning::restoration
