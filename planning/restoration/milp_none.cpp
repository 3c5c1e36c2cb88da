#ifndef SILA_CBC
#include "planning/restoration/milp.h"

namespace planning::restoration {

bool canProve()
{
    return false;
}

bool proofFits(const Model&, const Pace&)
{
    return false;
}

MilpResult solveByMilp(const Model&, const Plan&, const Pace&, const MilpGoal&)
{
    return {};
}

} // namespace planning::restoration
#endif
