#pragma once
// What could be done and is not in the plan, each action with its reason.
#include "planning/restoration/build_instance.h"
#include "planning/restoration/dispatch.h"
#include "planning/restoration/replay.h"

namespace planning {

/// Actions of the instance that are not in the order, without those that mend what a work of this
/// calendar of the order mends already.
std::vector<std::uint32_t> leftOut(const PlanInstance& problem,
                                   const std::vector<std::uint32_t>& order, const Dispatch& done);

/// Adds to plan.undone the actions of the instance that neither its steps nor plan.undone name.
/// `order` is what the plan was made of, `end` the state once the plan is done.
void nameLeftUndone(const Scenario& scenario, const PlanInstance& problem,
                    const std::vector<std::uint32_t>& order, const Replay& end,
                    RestorationPlan& plan);

} // namespace planning
