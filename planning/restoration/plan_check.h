#pragma once
// Rejects a plan that cannot be carried out, and works its curve out anew, day by day, by the slow
// and simple way. Rules, supply, windows and crews are read afresh from the scenario; only the
// driving times (road_ways.h) and the state of the network (network_state.h) are shared.
#include "planning/network/network_state.h"
#include "planning/restoration/plan.h"

namespace planning {

struct PlanCheck {
    std::vector<std::string> faults; // empty: the plan can be carried out as written
    std::vector<double> served;      // people served at the end of day 0 … days
    // The same with places dark from the start whose battery ends within the plan: steps bring back
    // what they add to this.
    std::vector<double> served_lasting;
};

PlanCheck checkPlan(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                    geo::Time asOf, const RestorationPlan& plan);

} // namespace planning
