#include "planning/restoration/saved_plans.h"

#include <algorithm>
#include <unordered_set>

namespace planning {

std::vector<Appointment> appointmentsOf(const SavedPlan& saved, const Scenario& scenario,
                                        const PlanInstance& problem, const PlanRequest& request)
{
    std::unordered_map<std::string, std::uint32_t> useful, underWay;
    for (std::uint32_t i = 0; i < scenario.actions.size(); ++i) {
        if (begunOf(request, scenario.actions[i]) != nullptr) {
            underWay.emplace(scenario.actions[i].action_id, i);
        }
    }
    for (const std::uint32_t action : problem.actionOf) {
        if (action != none) {
            useful.emplace(scenario.actions[action].action_id, action);
        }
    }
    for (const auto& [action, by] : problem.outdone) {
        useful.emplace(scenario.actions[action].action_id, action);
    }
    std::vector<Appointment> out;
    std::unordered_set<std::uint32_t> listed;
    const auto add = [&](const auto& known, const std::string& id, const std::string& crew,
                         int day) {
        const auto action = known.find(id);
        if (action != known.end() && listed.insert(action->second).second) {
            out.push_back({action->second, crew, day});
        }
    };
    for (const UnderWay& begun : request.under_way) {
        add(underWay, begun.action_id, begun.crew, 1);
    }
    const auto begun = static_cast<std::ptrdiff_t>(out.size());
    for (const SavedPlan::Work& work : saved.works) {
        const auto day = (work.first - request.start).count() + 1;
        if (day <= request.days) {
            add(useful, work.action_id, work.crew, std::max(1, static_cast<int>(day)));
        }
    }
    std::ranges::stable_sort(out.begin() + begun, out.end(), {}, &Appointment::day);
    return out;
}

void forEachSaved(
    Dispatcher& office, const Scenario& scenario, const PlanInstance& problem,
    const PlanRequest& request, const std::vector<std::uint32_t>& others,
    const std::function<void(const SavedPlan&, const std::vector<Appointment>&, Dispatch)>& found)
{
    for (const SavedPlan& saved : request.saved) {
        std::vector<Appointment> works = appointmentsOf(saved, scenario, problem, request);
        const std::vector<std::uint32_t> order = actionsOf(works);
        found(saved, works, office.hold(works));
        found(saved, works, office.run(order));
        for (const std::uint32_t action : others) {
            if (std::ranges::find(order, action) == order.end()) {
                works.push_back({action, "", 1});
            }
        }
        if (works.size() > order.size()) {
            found(saved, works, office.hold(works));
        }
    }
}

} // namespace planning
