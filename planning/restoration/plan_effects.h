#pragma once
// What a plan brings to areas and facilities, which spans and links it would overload, and what it
// leaves to be fuelled: worked out day by day from the plan as written.
#include "planning/coverage/area_index.h"
#include "planning/network/network_state.h"
#include "planning/restoration/build_instance.h"
#include "planning/restoration/plan.h"

namespace planning {

/// Flags the groups of the cover that are served when everything that can be mended is.
std::vector<char> attainableGroups(const PlanInstance& problem, const Cover& cover);

/// Fills areas, facilities, overloads, unstated_capacity and fuel_l_per_day_at_end, and adds a
/// problem for each area that nobody can get to. `attainable` as above; `areaWeight` is one per
/// area (empty: 1).
void addEffects(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                const TransportGraph& graph, geo::Time asOf, const AreaIndex& areas,
                const std::vector<char>& attainable, const std::vector<double>& areaWeight,
                RestorationPlan& plan);

} // namespace planning
