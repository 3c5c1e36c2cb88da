#pragma once
// Which of the chosen connections a budget buys.
#include "planning/finance/technology_choice.h"

namespace planning {

/// Keeps of the plan what brings most users (aim most_users) or most places (any other aim) for the
/// money, each with the places its fibre comes from; the rest is refused as over budget. Costs are
/// those of ownership over the years, not discounted, as CPP tests its budget. Sets
/// plan.budget_bound: no choice whatever reaches more (each place at its cheapest, in parts).
void spendBudget(TechnologyPlan& plan, const std::vector<PlaceToConnect>& places,
                 const TechnologyRequest& request);

} // namespace planning
