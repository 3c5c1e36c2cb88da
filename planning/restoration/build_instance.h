#pragma once
// A scenario as the general restoration problem the solver works on.
#include "planning/network/network_state.h"
#include "planning/restoration/instance.h"
#include "planning/restoration/supply.h"

namespace planning {

/// Networks: transport (nodes, sites, spans, links), power (grid, and one vertex for each place
/// without power), work (what must come first). Periods are days; weights are people, plus the
/// people-equivalents of facilities.
struct PlanInstance {
    restoration::Instance instance;
    std::vector<std::uint32_t> actionOf; // per part; none for what needs no work
    std::vector<UndoneAction> undone;    // actions that no day, crew or supply allows
    std::vector<std::string> assumptions;
};

PlanInstance buildInstance(const Scenario& scenario, const Statuses& statuses,
                           const PowerState& power, const TransportGraph& graph, const Cover& cover,
                           const PlanRequest& request);

} // namespace planning
