#pragma once
// Which limit holds work up on each day of a plan as its calendar has it.
#include "planning/restoration/plan.h"
#include "planning/restoration/replay.h"

namespace planning {

/// Fills binding and scarcest. Per day 1 … days: the resource that the works waiting on that day
/// want and cannot have ("money_usd", "part:NAME", "crew_days:SKILL": all its crews are at work),
/// "access" for closed places, dates and works that come first, or "" when nothing waits. Of
/// several the one that holds up the most people. Works wait until their first day; those left
/// undone although they would bring people back wait to the end. `end` is the state when the plan
/// is done.
void setLimits(const Scenario& scenario, Replay end, RestorationPlan& plan);

} // namespace planning
