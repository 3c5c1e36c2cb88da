#pragma once
// People served day by day when works are done as dispatched.
#include "planning/restoration/dispatch.h"
#include "planning/restoration/replay.h"

#include <vector>

namespace planning {

/// At the end of day 0 (`today`, before any work) … `days`.
std::vector<double> servedByDay(const Dispatch& done, Replay today, int days);

} // namespace planning
