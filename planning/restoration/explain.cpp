#include "planning/restoration/explain.h"

#include "planning/restoration/grouped_number.h"
#include "planning/restoration/supply.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace planning {
namespace {

/// Longest stretch of later steps looked at to say what a step is needed for.
constexpr std::size_t lookAhead = 400;

/// "money_usd" → "USD", "crew_days:fibre" → "fibre crew-day", "part:antenna" → "antenna".
std::string unitName(const std::string& resource)
{
    if (resource == "money_usd") {
        return "1,000 USD";
    }
    if (resource == "fuel_l") {
        return "litre";
    }
    if (resource == "fuel_l_per_day") {
        return "litre a day";
    }
    const auto colon = resource.find(':');
    const std::string name = resource.substr(colon + 1);
    return isCrewWork(resource) ? name + " crew-day" : name;
}

/// What a step waited for that does not start on day 1; empty when nothing but its rank explains
/// it.
class Waiting {
public:
    Waiting(const Scenario& scenario, const RestorationPlan& plan)
        : scenario_{scenario}, plan_{plan}, assets_{indexOfAssets(scenario)}
    {
        for (std::uint32_t i = 0; i < plan.steps.size(); ++i) {
            stepOf_.emplace(scenario.actions[plan.steps[i].action].action_id, i);
            if (!plan.steps[i].crew.empty()) {
                crewDays_[plan.steps[i].crew][plan.steps[i].last_day] = i;
            }
        }
    }

    std::string why(const PlanStep& step) const
    {
        const Action& action = scenario_.actions[step.action];
        if (step.first_day == 1) {
            return {};
        }
        for (const std::string& before : action.after_ids) {
            const auto first = stepOf_.find(before);
            if (first != stepOf_.end() &&
                plan_.steps[first->second].last_day + 1 == step.first_day) {
                return fmt::format("; waits for {}", fmt::format("#{}", first->second + 1));
            }
        }
        const auto asset = assets_.find(action.asset_id);
        for (const auto& [from, to] :
             openDays(scenario_, action,
                      asset == assets_.end() ? std::nullopt : std::optional{asset->second},
                      plan_.request)) {
            if (from == step.first_day) {
                return fmt::format("; its place opens on day {}", from);
            }
        }
        if (const auto crew = crewDays_.find(step.crew); crew != crewDays_.end()) {
            if (const auto last = crew->second.find(step.first_day - 1);
                last != crew->second.end()) {
                return fmt::format("; the crew comes from {}",
                                   scenario_.actions[plan_.steps[last->second].action].asset_id);
            }
        }
        for (const auto& [name, amount] : useOf(action)) {
            const ResourceSupply supply = supplyOf(scenario_, plan_.request, name);
            if (supply.stock && supply.stated &&
                supply.per_day[static_cast<std::size_t>(step.first_day) - 1] > 0) {
                return fmt::format("; more {} comes in on day {}",
                                   name == "money_usd" ? "money" : unitName(name), step.first_day);
            }
        }
        return {};
    }

    /// The first step that may begin only once `action` is done; none.
    const PlanStep* stepAfter(const Action& action) const
    {
        const auto next = std::ranges::find_if(plan_.steps, [&](const PlanStep& step) {
            const auto& after = scenario_.actions[step.action].after_ids;
            return std::ranges::find(after, action.action_id) != after.end();
        });
        return next == plan_.steps.end() ? nullptr : &*next;
    }

private:
    const Scenario& scenario_;
    const RestorationPlan& plan_;
    AssetIndex assets_;
    std::unordered_map<std::string, std::uint32_t> stepOf_;
    std::map<std::string, std::map<int, std::uint32_t>> crewDays_; // crew → last day → step
};

} // namespace

void explain(const Scenario& scenario, const Statuses& /*statuses*/, RestorationPlan& plan,
             const Replay& today)
{
    std::vector<std::uint32_t> finished(plan.steps.size());
    std::iota(finished.begin(), finished.end(), 0U);
    std::ranges::stable_sort(finished, {}, [&](std::uint32_t i) { return plan.steps[i].last_day; });

    Replay before = today;
    for (std::size_t i = 0; i < finished.size(); ++i) {
        PlanStep& step = plan.steps[finished[i]];
        if (step.people_back <= 0) {
            Replay without = before;
            const std::size_t end = std::min(finished.size(), i + 1 + lookAhead);
            for (std::size_t j = i + 1; j < end; ++j) {
                const PlanStep& later = plan.steps[finished[j]];
                if (without.finish(later.action) < later.people_back) {
                    step.needed_by = finished[j];
                    break;
                }
            }
        }
        before.finish(step.action);
    }

    const Waiting waiting{scenario, plan};
    for (PlanStep& step : plan.steps) {
        const Action& action = scenario.actions[step.action];
        const auto use = useOf(action);
        if (step.people_back > 0) {
            const auto scarce = use.find(plan.scarcest);
            const std::string& resource = scarce != use.end() || use.contains("money_usd")
                                              ? (scarce != use.end() ? plan.scarcest : "money_usd")
                                              : plan.scarcest;
            const auto at = use.find(resource);
            if (at != use.end() && at->second > 0) {
                const double unit = resource == "money_usd" ? 1000 : 1;
                step.why = fmt::format(
                    "{} people back, {} for each {}{}", groupedNumber(step.people_back),
                    groupedNumber(step.people_back / at->second * unit), unitName(resource),
                    resource == plan.scarcest ? ", the scarcest resource" : "");
            } else {
                step.why = fmt::format("{} people back", groupedNumber(step.people_back));
            }
        } else if (step.needed_by) {
            const Action& later = scenario.actions[plan.steps[*step.needed_by].action];
            step.why =
                fmt::format("needed before {} of {} can bring {} people back", text(later.kind),
                            later.asset_id, groupedNumber(plan.steps[*step.needed_by].people_back));
        } else if (step.people_early > 0) {
            step.why = fmt::format("{} people served while batteries last",
                                   groupedNumber(step.people_early));
        } else if (const PlanStep* next = waiting.stepAfter(action)) {
            const Action& later = scenario.actions[next->action];
            step.why = fmt::format("must come before {} of {}", text(later.kind), later.asset_id);
        } else {
            step.why = "adds a second way; nobody new is served by it alone";
        }
        step.why += waiting.why(step);
    }
}

} // namespace planning
