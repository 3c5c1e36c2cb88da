#pragma once
// How a stored plan was asked for, to ask again from today's state.
#include "app/jobs/plan_job.h"

namespace app {

/// The request of a plan of the workspace, by its id; day 1 is left open, so that it becomes the
/// day after the newest report. Nothing when there is no such plan, or it does not say.
std::optional<planning::PlanRequest> storedPlanRequest(const geo::Workspace& workspace,
                                                       const std::string& planId);

/// How a stored plan was judged in drawn worlds; nothing when it was not.
std::optional<planning::DoubtRequest> storedDoubtRequest(const geo::Workspace& workspace,
                                                         const std::string& planId);

/// All plans of the workspace that say when they begin, by name.
std::vector<planning::SavedPlan> savedPlans(const geo::Workspace& workspace);

/// A stored plan as something to go on from. Throws geo::Error when it is not there.
planning::EarlierPlan earlierPlan(const geo::Workspace& workspace, const std::string& planId);

} // namespace app
