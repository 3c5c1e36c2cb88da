#pragma once
// Which of several observations of one asset is believed; status and outages go by the same rule.
#include "planning/scenario/scenario.h"

namespace planning {

/// Whether its confidence suffices (leastConfidence); none stated counts as sufficient.
bool believable(const Observation& seen);

/// True when `a` counts rather than `b`: believable before not, then newer, then more confident,
/// then worse.
bool counts(const Observation& a, const Observation& b);

} // namespace planning
