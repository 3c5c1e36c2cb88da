#pragma once
// Instances of one period in which every work switches on a part that stands by itself: nothing but
// a covering, and solved as one.
#include "planning/restoration/search.h"

namespace planning::restoration {

/// Nothing when the model is no covering, or its objective is `net`. `all`: everything is to be
/// served at the least use of the first resource; then nothing too when that cannot be had.
std::optional<Found> searchCovering(const Model& model, bool all, const SolveRequest& request,
                                    const Feedback& feedback, const OnFound& onFound);

} // namespace planning::restoration
