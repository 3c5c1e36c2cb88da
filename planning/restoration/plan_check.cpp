#include "planning/restoration/plan_check.h"

#include "planning/restoration/after_work.h"
#include "planning/restoration/dispatch.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

class Checker {
public:
    Checker(const Scenario& scenario, const RestorationPlan& plan)
        : world_{scenario}, plan_{plan}, assets_{indexOfAssets(scenario)}
    {
    }

    std::vector<std::string> faults()
    {
        for (const PlanStep& step : plan_.steps) {
            checkStep(step);
        }
        checkCrews();
        checkStocks();
        return std::move(faults_);
    }

private:
    template <typename... Args>
    void fault(fmt::format_string<Args...> text, Args&&... args)
    {
        faults_.push_back(fmt::format(text, std::forward<Args>(args)...));
    }
    const Action& actionOf(const PlanStep& step) const { return world_.actions[step.action]; }

    void checkStep(const PlanStep& step)
    {
        const Action& action = actionOf(step);
        if (!seen_.insert(step.action).second) {
            fault("action {} stands twice in the plan", action.action_id);
        }
        if (step.first_day < 1 || step.last_day > plan_.request.days ||
            step.last_day < step.first_day) {
            fault("action {} lies outside the plan's days", action.action_id);
        }
        if (step.last_day - step.first_day + 1 < daysOf(action)) {
            fault("action {} is given {} days and takes {}", action.action_id,
                  step.last_day - step.first_day + 1, daysOf(action));
        }
        const auto asset = assets_.find(action.asset_id);
        if (asset == assets_.end()) {
            fault("action {} is on '{}', which is no asset", action.action_id, action.asset_id);
        }
        const auto windows = openDays(
            world_, action, asset == assets_.end() ? std::nullopt : std::optional{asset->second},
            plan_.request);
        if (!std::ranges::any_of(windows, [&](const auto& window) {
                return window.first <= step.first_day && step.last_day <= window.second;
            })) {
            fault("action {} is worked on while its place is closed", action.action_id);
        }
        for (const std::string& before : action.after_ids) {
            const bool done = std::ranges::any_of(plan_.steps, [&](const PlanStep& other) {
                return actionOf(other).action_id == before && other.last_day < step.first_day;
            });
            if (!done) {
                fault("action {} begins before {} is finished", action.action_id, before);
            }
        }
    }

    void checkCrews()
    {
        std::map<std::pair<std::string, int>, std::map<std::string, std::string>> busy;
        for (const PlanStep& step : plan_.steps) {
            const Action& action = actionOf(step);
            if (action.crew_days <= 0) {
                continue;
            }
            if (step.crew.empty()) {
                fault("action {} needs a crew and has none", action.action_id);
            }
            for (int day = step.first_day; day <= step.last_day; ++day) {
                auto& crews = busy[{action.skill, day}];
                if (!crews.emplace(step.crew, action.action_id).second) {
                    fault("crew {} works on {} and {} on day {}", step.crew, crews[step.crew],
                          action.action_id, day);
                }
            }
        }
        std::map<std::string, ResourceSupply> supply;
        for (const auto& [key, crews] : busy) {
            const auto& [skill, day] = key;
            auto [at, fresh] = supply.try_emplace(skill);
            if (fresh) {
                at->second = supplyOf(world_, plan_.request, "crew_days:" + skill);
            }
            const double there = day < 1 || day > plan_.request.days
                                     ? 0
                                     : at->second.per_day[static_cast<std::size_t>(day) - 1];
            if (static_cast<double>(crews.size()) > there + 1e-9) {
                fault("{} {} crews work on day {}, there are {}", crews.size(), skill, day, there);
            }
        }
    }

    void checkStocks()
    {
        std::map<std::string, std::vector<double>> spent;
        for (const PlanStep& step : plan_.steps) {
            for (const auto& [name, amount] : useOf(actionOf(step))) {
                auto& days = spent[name];
                days.resize(static_cast<std::size_t>(plan_.request.days) + 1, 0);
                if (step.first_day >= 1 && step.first_day <= plan_.request.days) {
                    days[static_cast<std::size_t>(step.first_day)] += amount;
                }
            }
        }
        for (const auto& [name, days] : spent) {
            const ResourceSupply supply = supplyOf(world_, plan_.request, name);
            if (!supply.stock || (!supply.stated && name != "money_usd")) {
                continue;
            }
            double left = 0;
            for (std::size_t day = 1; day < days.size(); ++day) {
                left += supply.per_day[day - 1] - days[day];
                if (left < -1e-6 * (1 + days[day])) {
                    fault("by day {} the plan takes {:.2f} more {} than there is", day, -left,
                          name);
                    break;
                }
            }
        }
    }

    const Scenario& world_;
    const RestorationPlan& plan_;
    AssetIndex assets_;
    std::set<std::uint32_t> seen_;
    std::vector<std::string> faults_;
};

double peopleServed(const Cover& cover, const Reach& reach, const TransportGraph& graph,
                    const Statuses& statuses, bool unknownWorks)
{
    const auto good = [unknownWorks](Service s) {
        return s == Service::on || (unknownWorks && s == Service::unknown);
    };
    double people = 0;
    for (std::uint32_t g = 0; g < cover.groups(); ++g) {
        const auto layers = cover.layersOf(g);
        const bool served = std::ranges::any_of(layers, [&](std::uint32_t layer) {
            const RadioLayer& radio = cover.layers[layer];
            return good(reach.service[graph.ofSite(radio.site)]) &&
                   (radio.cell == allCells || good(serviceOf(statuses.cells[radio.cell].status)));
        });
        people += served ? cover.group_people[g] : 0;
    }
    return people;
}

} // namespace

PlanCheck checkPlan(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                    geo::Time asOf, const RestorationPlan& plan)
{
    PlanCheck check;
    check.faults = Checker{scenario, plan}.faults();

    const TransportGraph graph{scenario};
    const AssetIndex assets = indexOfAssets(scenario);
    std::vector<FinishedWork> finished;
    double served = 0;
    for (int day = 0; day <= plan.request.days; ++day) {
        bool changed = day == 0;
        for (const PlanStep& step : plan.steps) {
            const Action& action = scenario.actions[step.action];
            const auto asset = assets.find(action.asset_id);
            if (step.last_day == day && asset != assets.end()) {
                finished.push_back({asset->second, action.kind});
                changed = true;
            }
        }
        if (changed) {
            const StateAfter now = stateAfter(scenario, statuses, asOf, finished);
            const NetworkHealth health = healthOf(scenario, now.statuses, now.power, graph);
            served = peopleServed(cover, reachFromCores(graph, health), graph, statuses,
                                  plan.request.unknown_works);
        }
        check.served.push_back(served);
    }
    return check;
}

} // namespace planning
