#pragma once
// A restoration plan: which action, which crew, when; people served per day; why in this order.
#include "planning/coverage/cover.h"
#include "planning/feedback.h"
#include "planning/network/service.h"

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
    int effort = 0;     // 0: the solver's default
    double seconds = 5; // at most, for the search
};

/// What one step does, in the order of the plan.
struct PlanStep {
    std::uint32_t action = 0; // position in RestorationPlan::actions
    std::string crew;         // "fibre 1"; empty when the action needs no crew
    int first_day = 1, last_day = 1;
    double people_back = 0;             // people newly served on its last day, counted once
    std::vector<std::uint32_t> enables; // steps (positions) that would bring less without it
    std::string why;                    // why it stands where it stands
};

struct UndoneAction {
    std::uint32_t action = 0;
    std::string why; // "no crew with skill fibre", "zone Z-3 is closed throughout", "money"
};

struct RestorationPlan {
    PlanRequest request;
    std::vector<Action> actions; // the scenario's own and those from the catalogue
    std::vector<PlanStep> steps; // by first day, then by priority
    std::vector<UndoneAction> undone;
    std::vector<double> served;          // people served at the end of day 0 (today) … days
    double people = 0;                   // all people within the area looked at
    double upper_bound_days = 0;         // person-days no plan can exceed, over days 1 … days
    double gap_percent = 0;              // the plan is at most so much below the best possible
    std::string scarcest;                // the resource that limits most
    double money_usd = 0, crew_days = 0; // used
    std::vector<std::string> assumptions;
};

/// Makes a plan with the scenario's actions (add those of deriveActions first). Throws geo::Error
/// when nothing can be planned at all (no core node, no cover).
RestorationPlan makePlan(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                         geo::Time asOf, const PlanRequest& request, const Feedback& feedback = {});

} // namespace planning
