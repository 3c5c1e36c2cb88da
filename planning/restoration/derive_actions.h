#pragma once
// Repair actions for what is broken and has none yet, from damage classes and the cost catalogue.
#include "planning/finance/cost_catalogue.h"
#include "planning/network/power_state.h"

namespace planning {

struct DeriveRequest {
    CostLevel level = CostLevel::base;
};

/// Actions to add to a scenario's own: one physical action for every asset that is out for a
/// physical reason and has none, one power action for every place without power that has none.
/// They are marked origin = catalogue; ids are "auto:" + asset id (+ ":power"). What an operator
/// stated always wins.
std::vector<Action> deriveActions(const Scenario& scenario, const Statuses& statuses,
                                  const PowerState& power, const CostCatalogue& catalogue,
                                  const DeriveRequest& request = {});

} // namespace planning
