#pragma once
// A place that is brought back on a generator goes on burning fuel: every day, beside the tank that
// comes with the action.
#include "planning/restoration/supply.h"

namespace planning {

/// What such an action takes of each day's fuel for good; in Action::parts beside "fuel_l".
inline constexpr std::string_view dailyFuel = "fuel_l_per_day";

/// States it for every action that brings fuel and does not say so yet, by what the place burns.
void addDailyFuel(Scenario& scenario);

/// Litres a day that come from day t on for good, as a stock that grows by what more comes later;
/// a delivery counts as spread over the rest of the plan.
ResourceSupply dailyFuelSupply(const Scenario& scenario, const PlanRequest& request);

} // namespace planning
