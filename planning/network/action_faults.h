#pragma once
// Actions nobody can carry out as they are written, each with the reason.
#include "planning/scenario/scenario.h"

namespace planning {

/// One text per action of the scenario, empty for those that are sound: cost, crew days, duration
/// or parts below zero or no number; an asset that is not there; a precondition that is not there,
/// that waits for itself (the whole cycle is named), or that cannot be used itself.
std::vector<std::string> faultsOfActions(const Scenario& scenario);

} // namespace planning
