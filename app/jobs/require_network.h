#pragma once
// What must be there before anybody can be said to be connected.
#include "geo/workspace/workspace.h"

namespace app {

/// Throws geo::Error when the workspace has no sites.
void requireSites(const geo::Workspace& workspace);
/// Throws geo::Error when it has no sites, or no core node that they could reach.
void requireNetwork(const geo::Workspace& workspace);

} // namespace app
