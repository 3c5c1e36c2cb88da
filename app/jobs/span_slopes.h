#pragma once
// How steep the ground is along the fibre, from the workspace's elevation model.
#include "geo/workspace/workspace.h"
#include "planning/network/power_state.h"

#include <map>

namespace app {

/// Mean rise over run by span id, for spans that have a line over ground the model knows; cables
/// under water have none. With statuses only those that are out: every look at a workspace asks for
/// them, and a country has many spans. Empty without an elevation model.
std::map<std::string, double> spanSlopes(const geo::Workspace& workspace,
                                         const planning::Scenario& scenario,
                                         const planning::Statuses* outIn = nullptr);

} // namespace app
