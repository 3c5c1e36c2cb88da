#pragma once
// `sila verify-plan WORKSPACE`: replays a stored plan from what the workspace holds now, with code
// that is not the planner's, and says whether it can be carried out and brings what it promises.
#include "app/jobs/coverage_store.h"
#include "app/jobs/situation.h"

#include <nlohmann/json.hpp>

namespace app {

struct PlanVerdict {
    std::string name;
    std::size_t steps = 0;
    std::vector<std::string> faults;      // why it cannot be carried out as written
    std::vector<std::string> differences; // figures of the plan that the replay does not confirm
    std::vector<double> served;           // people served at the end of day 0 … days, replayed
    double person_days = 0;               // of days 1 … days, replayed
    double promised_person_days = 0;      // as stored
    bool stale = false;                   // the data changed since the plan was made

    bool holds() const { return faults.empty() && differences.empty(); }
};

/// Throws geo::Error when there is no plan of this name, naming those there are.
PlanVerdict verifyPlan(const geo::Workspace& workspace, const LoadedCover& cover,
                       const std::string& name);

nlohmann::ordered_json asJson(const PlanVerdict& verdict);
std::string asText(const PlanVerdict& verdict);

} // namespace app
