#pragma once
// Small models as a mixed integer program over periods, for proofs. The back end is CBC when Sila
// was built with it; without it nothing is solved and the bound is infinite.
#include "planning/restoration/decode.h"
#include "planning/restoration/pace.h"

#include <limits>
#include <optional>

namespace planning::restoration {

struct MilpResult {
    std::optional<Plan> plan;                               // better than the start
    double bound = std::numeric_limits<double>::infinity(); // no plan is worth more
};

/// What else counts than weight served.
struct MilpGoal {
    std::vector<double> price; // of each work done, in units of weight; empty: 0
    bool serve_all = false;    // everything is served; then only the price counts
};

/// Whether a back end is there.
bool canProve();

/// Whether a proof can be tried: there is a back end, the model is not too large, and the pace (by
/// steps) allows enough of them to get anywhere.
bool proofFits(const Model& model, const Pace& pace);

/// `start` must be feasible and worth `start.value`. The bound is on weight less price. Stops when
/// the pace is late; one by steps allows a number of nodes that does not depend on the machine.
MilpResult solveByMilp(const Model& model, const Plan& start, const Pace& pace,
                       const MilpGoal& goal = {});

} // namespace planning::restoration
