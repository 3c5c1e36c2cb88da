#pragma once
// How steep the ground is along the fibre, from the workspace's elevation model.
#include "geo/workspace/workspace.h"
#include "planning/scenario/scenario.h"

#include <map>

namespace app {

/// Mean rise over run by span id, for spans that have a line over ground the model knows; cables
/// under water have none. Empty without an elevation model.
std::map<std::string, double> spanSlopes(const geo::Workspace& workspace,
                                         const planning::Scenario& scenario);

} // namespace app
