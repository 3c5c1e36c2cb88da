#include "app/jobs/repriced_actions.h"

#include "planning/network/battery_end.h"
#include "planning/restoration/derive_actions.h"

namespace app {

RepricedActions::RepricedActions(const Situation& situation, planning::CostLevel level)
    : situation_{situation}, level_{level}, stated_{situation.scenario},
      power_{planning::lastingPower(stated_, situation.statuses, situation.as_of)}
{
    std::erase_if(stated_.actions, planning::isDerived);
    const auto& actions = situation.scenario.actions;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        if (planning::isDerived(actions[i])) {
            positions_.emplace(actions[i].action_id, i);
        }
    }
}

std::vector<planning::Action> RepricedActions::at(const planning::CostCatalogue& costs) const
{
    std::vector<planning::Action> out = situation_.scenario.actions;
    for (const planning::Action& anew :
         planning::deriveActions(stated_, situation_.statuses, power_, costs,
                                 {level_, nullptr, &situation_.span_slopes})) {
        if (const auto at = positions_.find(anew.action_id); at != positions_.end()) {
            out[at->second].cost_usd = anew.cost_usd;
            out[at->second].crew_days = anew.crew_days;
            out[at->second].duration_days = anew.duration_days;
        }
    }
    return out;
}

} // namespace app
