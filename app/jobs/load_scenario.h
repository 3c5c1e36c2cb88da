#pragma once
// A workspace's tables as the nouns planning works with.
#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/workspace/workspace.h"
#include "planning/scenario/scenario.h"

namespace app {

/// Everything planning needs, projected to the workspace's working CRS. Rows that cannot be used
/// (an unknown word, a missing position) are left out and named in `problems`, when given.
/// Throws geo::Error when the workspace has no working CRS yet.
planning::Scenario loadScenario(const geo::Workspace& workspace, geo::Problems* problems = nullptr);

/// The reverse, for what the program itself makes: rows ready for Workspace::insert, one Rows for
/// each table that has any. `import_id` marks them all.
std::vector<geo::Rows> rowsOf(const planning::Scenario& scenario, const std::string& import_id);

} // namespace app
