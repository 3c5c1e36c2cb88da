#pragma once
// A plan made anew from today's state: what is under way goes on, and every change against the
// earlier plan is named with its reason.
#include "planning/restoration/plan.h"
#include "planning/scenario/status.h"

namespace planning {

struct EarlierStep {
    std::string action_id, asset_id, skill, crew;
    geo::Date first{}, last{}; // of work, inclusive
    double cost_usd = 0;
};

struct EarlierPlan {
    geo::Time as_of{};            // the state it was made from
    std::optional<geo::Date> end; // its last day, when it says
    std::vector<EarlierStep> steps;
    std::map<std::string, double> spent; // before its own day 1
    std::vector<std::string> begun;      // ids of actions under way on its day 1: paid before
};

/// What the earlier plan has begun by the day before request.start and today's state still needs
/// goes on; what it has spent by then is no longer there. What should be finished but is not
/// reported as working is taken to need one more day; it is not paid again. Fills under_way and
/// spent. Parts and fuel
/// are known only of actions the scenario still has.
void goOn(const EarlierPlan& earlier, const Scenario& scenario, const Statuses& today,
          PlanRequest& request);

enum class ChangeKind {
    goes_on,    // under way
    done,       // finished as planned, and the asset works
    late,       // should be finished by now, but nobody reports the asset working
    not_needed, // the asset works, or nobody can say any more what to do
    added,
    dropped,
    earlier,
    later,
    same, // on the same days
};
std::string_view text(ChangeKind kind); // the words above, with spaces

struct PlanChange {
    ChangeKind kind = ChangeKind::same;
    std::string action_id, asset_id;
    std::optional<geo::Date> was, is; // last day of work in the earlier plan, and now
    std::string why;
};

/// One for every step of either plan: in the order of the earlier plan, then what was added in the
/// order of the new one. `then`: the state of the scenario as of earlier.as_of.
std::vector<PlanChange> changesSince(const EarlierPlan& earlier, const Scenario& scenario,
                                     const Statuses& then, const Statuses& today,
                                     const RestorationPlan& plan);

} // namespace planning
