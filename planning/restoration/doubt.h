#pragma once
// How sure is a plan? The same order of work under many drawn worlds: what is really broken, how
// long repairs take, how much fuel comes, when roads open.
#include "planning/finance/cost_catalogue.h"
#include "planning/restoration/plan.h"
#include "planning/scenario/status.h"

#include <map>
#include <span>
#include <string>

namespace planning {

/// How the worlds are drawn. Shares from 0 to 1; factors above 0, low at most 1, high at least 1.
struct DoubtRequest {
    int scenarios = 20; // 1 to 200; 10 to 50 is usual
    std::uint64_t seed = 1;
    int early_days = 14; // an action that is finished by then is early
    // A status that rests on a report of confidence c is wrong with probability (1 − c) × this.
    double report_doubt = 0.5;
    double assumed_confidence = 0.7; // of reports that state none
    double unknown_works = 0.5;      // an asset of unknown status works with this probability
    double time_low = 0.8, time_high = 1.8; // of all repairs of a world, triangular around 1
    double own_low = 0.8, own_high = 1.3;   // of one repair beside the others, likewise
    double fuel_low = 0.5, fuel_high = 1.2; // of the supply of fuel, triangular around 1
    int access_delay_days = 14;             // a closed zone opens up to so much later
    const CostCatalogue* costs = nullptr;   // of what turns out to be broken; none: silaCatalogue
    const std::map<std::string, double>* slopes = nullptr; // under spans, as in DeriveRequest
    std::int64_t effort = 1; // of planning anew in each world, in millions of steps
};

struct ActionConfidence {
    std::uint32_t action = 0;
    int needed = 0; // worlds in which its asset needs mending
    int early = 0;  // of those, worlds whose own best plan finishes it early
};

struct Doubt {
    int scenarios = 0;
    double base = 0;                             // person-days of the plan in the world as reported
    double mean = 0;                             // over the worlds
    double worst_tenth = 0;                      // mean over the worst tenth of them (CVaR 90 %)
    std::vector<double> person_days;             // per world
    std::vector<double> served_mean, served_low; // per day: mean, and mean of the worst tenth
    std::vector<ActionConfidence> early;         // the plan's early actions, in its order
    std::vector<std::string> assumptions;
};

/// Judges the plan's order in each world and plans anew there. Nothing when cancelled. Throws
/// geo::Error when the request is out of range.
std::optional<Doubt> doubtOf(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                             geo::Time asOf, const RestorationPlan& plan,
                             const DoubtRequest& request, const Feedback& feedback = {});

} // namespace planning
