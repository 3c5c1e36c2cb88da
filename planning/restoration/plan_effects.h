#pragma once
// What a plan brings to areas and facilities, which spans and links it would overload, and what it
// leaves to be fuelled: worked out day by day from the plan as written.
#include "planning/coverage/area_index.h"
#include "planning/network/network_state.h"
#include "planning/restoration/plan.h"

namespace planning {

/// Fills areas, facilities, overloads, unstated_capacity and fuel_l_per_day_at_end, and adds a
/// problem for each area that nobody can get to. `attainable` flags the groups of the cover that
/// would be served if everything that can be mended were; `areaWeight` is one per area (empty: 1).
void addEffects(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                const TransportGraph& graph, geo::Time asOf, const AreaIndex& areas,
                const std::vector<char>& attainable, const std::vector<double>& areaWeight,
                RestorationPlan& plan);

/// Share of its people an area shall have served on the last day; nothing when nobody asked.
MaybeNumber floorOf(const Scenario& scenario, const AreaIndex& areas, const PlanRequest& request,
                    std::uint32_t area);

} // namespace planning
