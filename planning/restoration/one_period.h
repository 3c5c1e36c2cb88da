#pragma once
// Plans of one period, where only the set of works matters, for every objective.
#include "planning/restoration/search.h"

namespace planning::restoration {

/// The model must have one period. The bound of the result is on weight served less price, where a
/// unit of the first resource is worth one unit of weight for Objective::net and cheapestFull
/// (which counts no weight: the bound is minus the least use). When not all demand can be served,
/// cheapestFull serves the most weight instead and `all_served` is false.
struct OnePeriodFound {
    Found found;
    bool all_served = true;
};
OnePeriodFound searchOnePeriod(const Model& model, const SolveRequest& request,
                               const Feedback& feedback, const OnFound& onFound);

/// The same search once more, with a share of the time that is left.
SolveRequest afterwards(const SolveRequest& request, double share);

} // namespace planning::restoration
