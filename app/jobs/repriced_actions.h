#pragma once
// The repairs of a situation at other prices and work times: what a result would have rested on had
// an item of the cost catalogue another value.
#include "app/jobs/situation.h"
#include "planning/network/power_state.h"

#include <unordered_map>

namespace app {

class RepricedActions {
public:
    /// `situation` must outlive it.
    RepricedActions(const Situation& situation, planning::CostLevel level);

    /// Those of the situation's scenario, in their places: money and days of derived ones by this
    /// catalogue, stated ones as they are.
    std::vector<planning::Action> at(const planning::CostCatalogue& costs) const;

private:
    const Situation& situation_;
    planning::CostLevel level_;
    planning::Scenario stated_; // without derived actions
    planning::PowerState power_;
    std::unordered_map<std::string, std::size_t> positions_; // of derived ones, by id
};

} // namespace app
