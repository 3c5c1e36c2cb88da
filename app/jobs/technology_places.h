#pragma once
// What is known about each settlement and facility when it comes to connecting it.
#include "app/jobs/technology_job.h"

namespace app {

/// Fills places, asked, assumptions and problems of the report. False when cancelled.
bool findPlaces(TechnologyReport& report, const geo::Workspace& workspace,
                const planning::Cover* cover, const planning::Feedback& feedback);

} // namespace app
