#pragma once
// The first days of a plan, on which places that live on a battery alone are still on. The search
// counts them as dark from day 1, so that it mends what feeds them.
#include "planning/restoration/plan.h"
#include "planning/restoration/served_by_day.h"

namespace planning {

/// What these days may bring beyond what the search counts.
struct EarlyBound {
    double gain = 0;           // no plan is worth more than the search's bound and this
    std::vector<double> curve; // from day 1: no plan serves more on that day; empty with weights
};

/// `now` is the power of the state's time, `byDay` the world with people as weights.
EarlyBound earlyBound(const Scenario& scenario, const Statuses& statuses, const PowerState& now,
                      const TransportGraph& graph, const Cover& cover, const PlanRequest& request,
                      const WorldByDay& byDay);

} // namespace planning
