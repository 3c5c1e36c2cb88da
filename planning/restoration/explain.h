#pragma once
// Why each step of a plan stands where it stands, and what it is needed for.
#include "planning/restoration/plan.h"
#include "planning/restoration/replay.h"

namespace planning {

/// Fills needed_by and why of every step. `today` is the state before the first step.
void explain(const Scenario& scenario, const Statuses& statuses, RestorationPlan& plan,
             const Replay& today);

} // namespace planning
