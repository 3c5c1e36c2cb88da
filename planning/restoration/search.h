#pragma once
// The whole search: first plan, bound, many starts, annealing, proof; within one budget.
#include "planning/restoration/bound.h"
#include "planning/restoration/decode.h"
#include "planning/restoration/solve.h"

#include <optional>

namespace planning::restoration {

struct Found {
    Plan plan;
    double bound = 0; // no plan is worth more (model units, without base_weight)
    std::vector<double> period_bound = {}; // no plan serves more in each period
    bool optimal = false;                  // proven the best
    std::int64_t steps = 0;
};

/// Called with each better plan and the bound so far, from the calling thread.
using OnFound = std::function<void(const Found&)>;

/// Objective::value only. Always returns a feasible plan.
Found search(const Model& model, const SolveRequest& request, const Feedback& feedback,
             const OnFound& onFound);

} // namespace planning::restoration
