#pragma once
// Solves a covering: greedy, exchange, search; a bound; then CBC on what the bound leaves open,
// from the best set found.
#include "planning/feedback.h"
#include "planning/restoration/cover_problem.h"

#include <functional>

namespace planning::restoration {

struct CoverRequest {
    std::uint64_t seed = 1;
    double seconds = 0;               // by `clock`; 0: only effort counts
    std::function<double()> clock;    // seconds since the start
    double effort = 300e6;            // elementary steps: the same answer on any machine
    std::vector<std::uint32_t> start; // a set to begin with; may be empty
    bool bound = true;
};

struct CoverAnswer {
    std::vector<std::uint32_t> chosen; // ascending
    CoverAmount worth = 0;             // weight served, or cost
    double bound = 0;                  // no set is worth more, or costs less
    bool optimal = false;
    bool found = false; // leastCost: false when no set within the limits served everything
    std::int64_t steps = 0;
};

using OnBetterCover = std::function<void(const CoverAnswer&)>;

/// When cancelled, the best so far. leastCost: every group must have a choice.
CoverAnswer solveCover(const CoverProblem& problem, const CoverRequest& request,
                       const Feedback& feedback = {}, const OnBetterCover& onBetter = {});

} // namespace planning::restoration
