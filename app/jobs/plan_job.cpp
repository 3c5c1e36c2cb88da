#include "app/jobs/plan_job.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

/// A budget of nothing that pays for nothing is a slip of the user, not a plan.
void refuseEmptyPurse(const PlanReport& report, const geo::Workspace& workspace)
{
    const planning::RestorationPlan& plan = report.plan;
    const bool noMoney = plan.request.budget_usd && *plan.request.budget_usd <= 0;
    const auto unpaid = std::ranges::count_if(
        plan.undone, [](const auto& left) { return left.reason == planning::Undone::supply; });
    if (noMoney && plan.steps.empty() && unpaid > 0) {
        throw geo::Error{fmt::format("a budget of 0 USD pays for none of {} repairs", unpaid),
                         "Give a budget above 0, or leave --budget out to use the supply",
                         {workspace.file().filename().string(), "actions"}};
    }
}

} // namespace

PlanReport planReport(const geo::Workspace& workspace, const PlanJobRequest& request,
                      const planning::Cover& cover, const planning::Feedback& feedback)
{
    PlanReport report;
    report.name = request.name;
    report.unobserved = request.situation.unobserved;
    report.cost_level = request.situation.cost_level;
    report.situation = loadSituation(workspace, request.situation);
    planning::PlanRequest plan = request.plan;
    if (plan.start == geo::Date{}) {
        plan.start =
            std::chrono::floor<std::chrono::days>(report.situation.as_of) + std::chrono::days{1};
    }
    report.plan = planning::makePlan(report.situation.scenario, report.situation.statuses, cover,
                                     report.situation.as_of, plan, feedback);
    refuseEmptyPurse(report, workspace);
    return report;
}

} // namespace app
