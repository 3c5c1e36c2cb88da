#pragma once
// What a planner cannot start from, and what the reader of a plan must know about its crews.
#include "planning/network/transport_graph.h"
#include "planning/restoration/dispatch.h"

namespace planning {

/// Throws geo::Error when nothing can be planned (no core node) or a number of the request is
/// outside its range, or names an area that is not there.
void refuseImpossible(const Scenario& scenario, const TransportGraph& graph,
                      const PlanRequest& request);

/// Adds to problems the crews whose base nobody stated or nobody knows and supplies of half a crew,
/// and to assumptions how drives and parts of days are counted.
void noteCrews(const Scenario& scenario, const Dispatcher& office, RestorationPlan& plan);

/// Adds to problems how many works are on assets of which nobody knows whether they are out.
void noteUnknown(const Scenario& scenario, const Statuses& statuses, RestorationPlan& plan);

} // namespace planning
