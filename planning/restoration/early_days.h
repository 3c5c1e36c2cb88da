#pragma once
// The first days of a plan, on which places that live on a battery alone are still on. The search
// counts them as dark from day 1, so that it mends what feeds them.
#include "planning/restoration/plan.h"
#include "planning/restoration/served_by_day.h"

namespace planning {

/// From day 1 to the last of those days: no plan serves more weight on that day. `now` is the power
/// of the state's time, `byDay` the world with people as weights.
std::vector<double> earlyBounds(const Scenario& scenario, const Statuses& statuses,
                                const PowerState& now, const TransportGraph& graph,
                                const Cover& cover, geo::Time asOf, const PlanRequest& request,
                                const WorldByDay& byDay);

/// What no plan is worth more than. `bound` and `curve` (per day from day 1; may be empty) are
/// those of the search, `early` the bounds of the first days, `dark` the weight served on day 1
/// once the batteries are empty and nothing is done.
double boundWithEarlyDays(double bound, const std::vector<double>& curve,
                          const std::vector<double>& early, double dark, double discount);

} // namespace planning
