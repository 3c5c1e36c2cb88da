#pragma once
// A restoration plan: which action, which crew, when; people served per day; why in this order.
#include "planning/coverage/cover.h"
#include "planning/feedback.h"
#include "planning/network/service.h"

#include <functional>
#include <map>

namespace planning {

/// What is at hand, from which day on. The same struct serves the dialog, the command line and the
/// saved plan. Crews and stocks not given here are taken from the scenario's supply.
struct PlanRequest {
    geo::Date start{};                // day 1
    int days = 90;                    // 1 to 3650
    MaybeNumber budget_usd;           // all at once on day 1; absent: the scenario's supply
    std::map<std::string, int> crews; // skill → number of crews; empty: the scenario's supply
    MaybeNumber fuel_l_per_day;       // absent: the scenario's supply
    bool unknown_works = false;       // take assets of unknown status as working
    std::map<FacilityKind, double> facility_weight; // people-equivalents a facility adds
    std::uint64_t seed = 1;
    std::int64_t effort = 0; // search steps in millions; 0: the solver's default
    double seconds = 0;      // 0: no limit but effort; else the plan may differ from run to run
    std::function<double()> clock; // seconds since the start, for `seconds`; from any thread
    unsigned threads = 1;          // changes the time, never the plan
};

/// What one step does, in the order of the plan.
struct PlanStep {
    std::uint32_t action = 0; // position in Scenario::actions
    std::string crew;         // "fibre 1"; empty when the action needs no crew
    int first_day = 1, last_day = 1;
    double people_back = 0; // people newly served on its last day, counted once
    // When it brings nobody back by itself: the next step (position in steps) that would bring less
    // without it.
    std::optional<std::uint32_t> needed_by;
    std::string why; // why it stands where it stands
};

/// A repair that stays undone. `action` is none when nobody knows how to mend the asset.
struct UndoneAction {
    std::optional<std::uint32_t> action;
    std::string asset_id;
    std::string why;
};

struct RestorationPlan {
    PlanRequest request;
    std::vector<PlanStep> steps; // by first day, then by priority
    std::vector<UndoneAction> undone;
    std::vector<double> served;          // people served at the end of day 0 (today) … days
    double people = 0;                   // all people within the area looked at
    double upper_bound_days = 0;         // person-days no plan can exceed, over days 1 … days
    double gap_percent = 0;              // the plan is at most so much below the best possible
    std::vector<std::string> binding;    // per day: the resource that holds work up, or ""
    std::string scarcest;                // the resource that holds work up on most days, or ""
    double money_usd = 0, crew_days = 0; // used
    std::vector<std::string> assumptions;
};

/// Makes a plan with the scenario's actions (add those of deriveActions first). Throws geo::Error
/// when nothing can be planned at all (no core node, no cover).
RestorationPlan makePlan(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                         geo::Time asOf, const PlanRequest& request, const Feedback& feedback = {});

} // namespace planning
