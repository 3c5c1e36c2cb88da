#pragma once
// From a plan of the model back to the instance: works by part, curve, and the limit that binds.
#include "planning/restoration/decode.h"

namespace planning::restoration {

/// Drops works that bring nothing: without them every period serves the same. True when any was.
bool dropIdle(const Model& model, Plan& plan);

/// Works sorted by period, curve and value in the units of the instance, binding limits.
Schedule toSchedule(const Model& model, const Plan& plan);

/// Per period: the resource that keeps the most weight from being served earlier; "access" when it
/// is closed windows and what must come first; empty when nothing is held up.
std::vector<std::string> bindingLimits(const Model& model, const Plan& plan);

} // namespace planning::restoration
