#pragma once
// The simple rules people plan by, made as good as their idea allows: what a plan is compared to.
#include "planning/restoration/decode.h"
#include "planning/restoration/solve.h"

namespace planning::restoration {

/// Tasks in the order in which the rule does them.
std::vector<Index> baselineOrder(const Model& model, Baseline rule);

/// The plan that is worth most of those by all rules. When cancelled, of fewer rules or empty.
Plan bestSimplePlan(const Model& model, const Feedback& feedback);

} // namespace planning::restoration
