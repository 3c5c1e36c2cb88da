#pragma once
// The simple rules people plan by, made as good as their idea allows: what a plan is compared to.
#include "planning/restoration/model.h"
#include "planning/restoration/solve.h"

namespace planning::restoration {

/// Tasks in the order in which the rule does them.
std::vector<Index> baselineOrder(const Model& model, Baseline rule);

} // namespace planning::restoration
