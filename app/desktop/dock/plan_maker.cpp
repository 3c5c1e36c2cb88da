#include "app/desktop/dock/plan_maker.h"

#include "app/jobs/coverage_store.h"
#include "app/jobs/plan_again.h"

#include <algorithm>
#include <thread>

namespace app::desktop {

void PlanMaker::make(const std::filesystem::path& file, const std::string& planId,
                     std::optional<geo::Time> asOf)
{
    start([file, planId, asOf](const planning::Feedback& feedback) {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        PlanJobRequest request;
        request.situation.as_of = asOf;
        if (!planId.empty()) {
            request.name = planId;
            request.plan = storedPlanRequest(workspace, planId).value_or(request.plan);
            request.doubt = storedDoubtRequest(workspace, planId);
        }
        request.plan.threads = std::max(1U, std::thread::hardware_concurrency());
        const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
        const PlanReport report = planReport(workspace, request, cover.cover, feedback);
        if (feedback.cancelled()) {
            return false;
        }
        storePlan(workspace, report);
        return true;
    });
}

} // namespace app::desktop
