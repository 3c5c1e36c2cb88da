#pragma once
// Who is still served as batteries and fuel run out, hour by hour.
#include "planning/coverage/cover.h"
#include "planning/network/network_state.h"
#include "planning/network/power_timeline.h"

namespace planning {

struct PowerHour {
    double at_h = 0; // after the date looked at; holds until the next entry
    std::size_t sites_on = 0;
    double people = 0; // served by them; 0 without a cover
};

/// `nodes` and `sites` are what feeds each node and site through time, one list each. Entries only
/// where something changes, on whole hours (a place counts as out from the hour in which it goes
/// out). `cover` may be empty.
std::vector<PowerHour> serviceThroughTime(const Scenario& scenario, const Statuses& statuses,
                                          const TransportGraph& graph, const Cover& cover,
                                          geo::Time asOf,
                                          const std::vector<std::vector<PowerSpell>>& nodes,
                                          const std::vector<std::vector<PowerSpell>>& sites,
                                          double horizon_h);

} // namespace planning
