#pragma once
// Who is covered: the counts of a coverage report.
#include "app/jobs/coverage.h"

namespace app {

/// Fills counts, areas, settlements, facilities and sites from the report's scenario and cover; all
/// layers count, whatever their status.
void count(CoverageReport& report, const planning::AreaIndex& areas);

} // namespace app
