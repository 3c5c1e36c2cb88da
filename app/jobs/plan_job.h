#pragma once
// `sila plan`: what to mend first, with which crew, when, and what it brings.
#include "app/jobs/cost_basis.h"
#include "planning/coverage/cover.h"
#include "planning/finance/tornado.h"
#include "planning/restoration/doubt.h"
#include "planning/restoration/go_on.h"

#include <nlohmann/json.hpp>

namespace app {

struct PlanJobRequest {
    SituationRequest situation;
    planning::PlanRequest plan; // plan.start absent (0): the day after the situation's date
    std::string name = "plan";  // under which it is stored; replaces a plan of the same name
    // A plan of the workspace that has begun: what is under way goes on; empty: none.
    std::string go_on_from;
    bool saved_compete = true; // plans of the workspace do, with what the search finds
    bool days_open = false;    // nobody said how long: to the end of the plan it goes on from
    std::optional<planning::DoubtRequest> doubt; // judge the plan in drawn worlds as well
    bool tornado = true;                         // say which assumption moves the answer most
};

struct PlanReport {
    std::string name;
    Situation situation;
    planning::RestorationPlan plan;
    planning::Status unobserved = planning::Status::operational; // as asked for
    planning::CostLevel cost_level = planning::CostLevel::base;
    CostBasis costs;
    std::string earlier;         // the plan it goes on from
    bool to_earlier_end = false; // it was left open how long, and it ends with that plan
    std::vector<planning::PlanChange> changes;
    std::optional<planning::Doubt> doubt;
    planning::DoubtRequest judged_as; // when there is a doubt
    std::optional<planning::Tornado> tornado;
    // Early actions of the plan it replaces whose confidence goes with that plan: it was not this
    // one that was judged. 0 when this one is judged itself.
    std::size_t confidence_gone = 0;
};

/// Throws geo::Error when nothing can be planned: no core node, a budget of 0 that pays for
/// nothing, or a plan to go on from that is not there.
PlanReport planReport(const geo::Workspace& workspace, const PlanJobRequest& request,
                      const planning::Cover& cover, const planning::Feedback& feedback = {});

/// plans, plan_steps, results_plan_curve, _undone, _changes, _confidence and _tornado, in one
/// transaction.
void storePlan(geo::Workspace& workspace, const PlanReport& report);

/// Of what its steps cost, what the plan it goes on from has paid; not in plan.money_usd.
double paidBefore_usd(const PlanReport& report);

nlohmann::ordered_json asJson(const PlanReport& report);
std::string asText(const PlanReport& report);

} // namespace app
