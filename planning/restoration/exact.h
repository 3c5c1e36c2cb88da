#pragma once
// The best plan of a small model, by dynamic programming over sets of finished works.
#include "planning/restoration/decode.h"

#include <optional>

namespace planning::restoration {

/// Nothing when the model is too large (about 20 tasks when all resources are stocks, 14 else) or
/// has works that are spread over periods.
std::optional<Plan> exactPlan(const Model& model);

} // namespace planning::restoration
