#pragma once
// `sila plan`: what to mend first, with which crew, when, and what it brings.
#include "app/jobs/situation.h"
#include "planning/coverage/cover.h"
#include "planning/restoration/plan.h"

#include <nlohmann/json.hpp>

namespace app {

struct PlanJobRequest {
    SituationRequest situation;
    planning::PlanRequest plan; // plan.start absent (0): the day after the situation's date
    std::string name = "plan";  // under which it is stored; replaces a plan of the same name
};

struct PlanReport {
    std::string name;
    Situation situation;
    planning::RestorationPlan plan;
    planning::Status unobserved = planning::Status::operational; // as asked for
    planning::CostLevel cost_level = planning::CostLevel::base;
};

/// Throws geo::Error when nothing can be planned: no core node, or a budget of 0 that pays for
/// nothing.
PlanReport planReport(const geo::Workspace& workspace, const PlanJobRequest& request,
                      const planning::Cover& cover, const planning::Feedback& feedback = {});

/// plans, plan_steps, results_plan_curve and results_plan_undone, in one transaction.
void storePlan(geo::Workspace& workspace, const PlanReport& report);

nlohmann::ordered_json asJson(const PlanReport& report);
std::string asText(const PlanReport& report);

} // namespace app
