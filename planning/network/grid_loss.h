#pragma once
// Since when each node of the power grid has been without power.
#include "planning/network/service.h"

namespace planning {

/// Hours up to `asOf` since each grid node was lost, from 0; nothing where it is energised, where
/// nobody knows (`energised`, one entry per grid node, as in PowerState) and where no line ever led
/// to it. A broken node or line is down from the first of an unbroken row of reports that say so: a
/// list sent every day does not start the outage anew, only a report that it works ends one. A node
/// whose ways to a source are broken is lost from when the last of them broke. What is down without
/// any report (a cut that is asked about) went down at `asOf`.
std::vector<MaybeNumber> hoursWithoutGrid(const Scenario& scenario, const Statuses& statuses,
                                          const std::vector<Service>& energised, geo::Time asOf);

} // namespace planning
