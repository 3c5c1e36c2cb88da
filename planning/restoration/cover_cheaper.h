#pragma once
// Of coverings that serve as much, a cheaper one.
#include "planning/restoration/cover_solve.h"

namespace planning::restoration {

/// mostWeight, with costs: a set within the limits that serves no less than the one given and costs
/// no more. Asks the solver again with less money, then for what the set serves at the least cost
/// (where no choice is ever full), then exchanges single choices. Takes about as many steps as
/// `request` grants; when cancelled, the cheapest so far.
std::vector<std::uint32_t> cheaperCover(const CoverProblem& problem,
                                        std::vector<std::uint32_t> chosen,
                                        const CoverRequest& request, const Feedback& feedback = {});

} // namespace planning::restoration
