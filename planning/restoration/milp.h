#pragma once
// Small models as a mixed integer program over periods, for proofs. The back end is CBC when Sila
// was built with it; without it nothing is solved and the bound is infinite.
#include "planning/feedback.h"
#include "planning/restoration/decode.h"

#include <limits>
#include <optional>

namespace planning::restoration {

struct MilpResult {
    std::optional<Plan> plan;                               // better than the start
    double bound = std::numeric_limits<double>::infinity(); // no plan is worth more
};

/// Whether a back end is there.
bool canProve();

/// `start` must be feasible. Stops after `seconds` of computing, or (0) after a number of nodes
/// that does not depend on the machine.
MilpResult solveByMilp(const Model& model, const Plan& start, double seconds,
                       const Feedback& feedback);

} // namespace planning::restoration
