#include "planning/restoration/dispatch.h"

#include <algorithm>
#include <cmath>

namespace planning {

int wholeDays(double days)
{
    return std::max(1, static_cast<int>(std::ceil(days - daySlack)));
}

std::vector<std::uint32_t> actionsOf(const std::vector<Appointment>& works)
{
    std::vector<std::uint32_t> actions;
    for (const Appointment& work : works) {
        actions.push_back(work.action);
    }
    return actions;
}

Dispatcher::Dispatcher(const Scenario& scenario, const PlanRequest& request)
    : world_{scenario}, request_{request}, assets_{indexOfAssets(scenario)}, drives_{scenario,
                                                                                     request}
{
    for (std::uint32_t i = 0; i < scenario.actions.size(); ++i) {
        actionIndex_.emplace(scenario.actions[i].action_id, i);
        // All places before any drive is asked for.
        const auto asset = assets_.find(scenario.actions[i].asset_id);
        const auto at = asset == assets_.end() ? std::nullopt : workPlace(scenario, asset->second);
        if (at) {
            drives_.add(*at);
        }
        const std::string& skill = scenario.actions[i].skill;
        if (scenario.actions[i].crew_days > 0 && !crews_.contains(skill)) {
            crews_.emplace(skill, crewsOf(scenario, request, skill));
            for (const Crew& crew : crews_.at(skill)) {
                bases_[skill].push_back(crew.base_xy ? std::optional{drives_.add(*crew.base_xy)}
                                                     : std::nullopt);
            }
        }
    }
}

const Dispatcher::Job& Dispatcher::job(std::uint32_t action)
{
    const auto [at, fresh] = jobs_.try_emplace(action);
    Job& job = at->second;
    if (!fresh) {
        return job;
    }
    const Action& what = world_.actions[action];
    job.days = std::max(what.crew_days, what.duration_days.value_or(0));
    const auto asset = assets_.find(what.asset_id);
    const auto known = asset == assets_.end() ? std::nullopt : std::optional{asset->second};
    job.windows = openDays(world_, what, known, request_);
    if (const UnderWay* begun = begunOf(request_, what)) {
        job.begun = *begun;
        job.days = begun->days_left;
    }
    if (const auto place = known ? workPlace(world_, *known) : std::nullopt) {
        job.place = drives_.add(*place);
    }
    for (const auto& [name, amount] : useOf(what, request_)) {
        if (isCrewWork(name)) {
            job.skill = what.skill;
            job.needs_crew = true;
            continue;
        }
        const auto [stock, unseen] =
            stockIndex_.emplace(name, static_cast<std::uint32_t>(stocks_.size()));
        if (unseen) {
            stocks_.push_back(supplyOf(world_, request_, name));
        }
        if (stocks_[stock->second].stated || name == "money_usd") {
            job.use.emplace_back(stock->second, amount);
        }
    }
    for (const std::string& before : what.after_ids) {
        if (job.begun) {
            break; // was free to begin
        }
        if (const auto first = actionIndex_.find(before); first != actionIndex_.end()) {
            job.after.push_back(first->second);
        }
    }
    return job;
}

Dispatch dispatch(const Scenario& scenario, const std::vector<std::uint32_t>& order,
                  const PlanRequest& request)
{
    return Dispatcher{scenario, request}.run(order);
}

int daysOf(const Action& action, const PlanRequest& request, double drive_h)
{
    return wholeDays(std::max(action.crew_days, action.duration_days.value_or(0)) +
                     daysLost(request, drive_h));
}

std::map<std::string, double> heldBy(const Action& action, const PlanRequest& request)
{
    std::map<std::string, double> use = useOf(action, request);
    const UnderWay* begun = begunOf(request, action);
    for (auto& [name, amount] : use) {
        if (isCrewWork(name)) {
            const double days = begun != nullptr
                                    ? begun->days_left
                                    : std::max(action.crew_days, action.duration_days.value_or(0));
            const int whole = begun != nullptr ? std::min(wholeDays(days), request.days)
                                               : daysOf(action, request);
            amount = days < 1 ? days : whole; // several short works may share a day
        }
    }
    return use;
}

} // namespace planning
