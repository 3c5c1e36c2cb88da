#pragma once
// What is left of a covering when many choices are decided, as a mixed integer program (CBC), from
// the best set at hand.
#include "planning/feedback.h"
#include "planning/restoration/cover_problem.h"

#include <optional>

namespace planning::restoration {

struct CoverMilp {
    const CoverProblem& problem;
    std::vector<std::int8_t> fixed;   // of each choice: 1 taken, 0 not, -1 open
    std::vector<std::uint32_t> start; // the best set at hand; agrees with what is fixed or not
    CoverAmount worth = 0;            // of it
};

struct CoverMilpResult {
    std::optional<std::vector<std::uint32_t>> chosen; // better than the start
    /// No set that agrees with what is fixed is worth more (costs less); absent: nothing is known.
    std::optional<double> bound;
};

/// Stops after `seconds`, or (0) after a number of nodes that `effort` (elementary steps) allows,
/// whatever the machine. Too
/// large a rest is not tried, nor is one whose choices have capacities.
CoverMilpResult solveByMilp(const CoverMilp& work, double seconds, double effort,
                            const Feedback& feedback);

} // namespace planning::restoration
