#pragma once
// Repair actions for what is broken and has none yet, from damage classes and the cost catalogue.
#include "planning/finance/cost_catalogue.h"
#include "planning/network/power_state.h"

#include <map>
#include <set>

namespace planning {

struct DeriveRequest {
    CostLevel level = CostLevel::base;
    // Filled when given: action id → the catalogue items its money and days rest on.
    std::map<std::string, std::set<std::string>>* rests_on = nullptr;
    // Mean slope of the ground under a span, by its id; a span that is not in it lies level.
    const std::map<std::string, double>* slopes = nullptr;
};

/// Whether an action of a scenario was derived here; else its money and days are as somebody sent
/// them, wherever he has them from.
bool isDerived(const Action& action);

/// Actions to add to a scenario's own: one physical action for every asset that is out for a
/// physical reason and has none, one power action for every place without power that has none, one
/// clearing for every blocked road that is the nearest road to something to be mended. They are
/// marked origin = catalogue; ids are "auto:" + asset id (+ ":power"), "auto:clear:" + road id.
/// What must come first: clear the road, then mend; the mast before its hop and its power. Parts:
/// mast, radio, cable_km, hop, generator, fuel_l. What an operator stated always wins.
std::vector<Action> deriveActions(const Scenario& scenario, const Statuses& statuses,
                                  const PowerState& power, const CostCatalogue& catalogue,
                                  const DeriveRequest& request = {});

} // namespace planning
