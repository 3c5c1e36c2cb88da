#pragma once
// Which part of the world a coverage run looks at.
#include "app/jobs/coverage.h"

namespace app {

/// In the working CRS: the extent asked for; else that of the areas and 10 km around; else of the
/// settlements and the population raster; else what the sites may reach.
geo::Box areaOfInterest(const geo::Workspace& workspace, const planning::Scenario& scenario,
                        const geo::WorkingCrs& crs, const CoverageRequest& request);

} // namespace app
