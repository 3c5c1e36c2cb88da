#pragma once
// How far a plan may be from the best there is, as it is told.
#include "planning/restoration/plan.h"

namespace planning {

/// What no plan exceeds: counted person-days, and people served per day from day 1 on (may be
/// empty).
struct PlanBound {
    double days = 0;
    std::vector<double> curve;
};

/// Fills counted_days, upper_bound_days, gap_percent and bound, and says what they count. The plan
/// is worth `worth`; `without_floors` is what the one was that was found before floors were looked
/// at.
void setBound(PlanBound bound, double worth, double without_floors, RestorationPlan& plan);

} // namespace planning
