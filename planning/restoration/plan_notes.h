#pragma once
// What a planner cannot start from, and what the reader of a plan must know about its crews.
#include "planning/network/transport_graph.h"
#include "planning/restoration/dispatch.h"

namespace planning {

/// Throws geo::Error when nothing can be planned (no core node) or a number of the request is
/// outside its range, or names an area that is not there.
void refuseImpossible(const Scenario& scenario, const TransportGraph& graph,
                      const PlanRequest& request);

/// Adds to problems the crews whose base nobody stated or nobody knows, and to assumptions how
/// drives are counted.
void noteCrews(const Dispatcher& office, RestorationPlan& plan);

} // namespace planning
