#pragma once
// The state of the network where power is known beforehand, such as after repairs.
#include "planning/network/power_state.h"
#include "planning/network/transport_graph.h"

namespace planning {

/// As networkState(), with power as given instead of worked out for a date.
NetworkState networkState(const Scenario& scenario, const Statuses& statuses,
                          const PowerState& power, const TransportGraph& graph);

} // namespace planning
