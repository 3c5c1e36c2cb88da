#pragma once
// An independent judge of plans: slow, simple, and sharing no code with the planner. It replays a
// schedule on the instance as given.
#include "planning/restoration/instance.h"

namespace planning::restoration {

struct Verdict {
    bool feasible = true;
    std::vector<std::string> violations; // each names the part, the period and the rule
    std::vector<double> curve;           // served weight in each period, as replayed
    double value = 0;                    // their sum
    std::vector<double> use;             // use of each resource by the whole plan
};

/// Rules: docs/instance.md. Amounts may exceed the supply by one part in 10^9 (rounding).
Verdict check(const Instance& instance, const std::vector<ScheduledWork>& works);

} // namespace planning::restoration
