#include "planning/restoration/left_undone.h"

#include "planning/restoration/least_people.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

class LeftUndone {
public:
    LeftUndone(const Scenario& scenario, const PlanInstance& problem,
               const std::vector<std::uint32_t>& order, const Replay& end, RestorationPlan& plan)
        : world_{scenario}, assets_{indexOfAssets(scenario)}, problem_{problem}, end_{end},
          plan_{plan}, named_(order.begin(), order.end())
    {
        for (const PlanStep& step : plan.steps) {
            done_.insert(step.action);
        }
        for (const UndoneAction& undone : plan.undone) {
            if (undone.action) {
                named_.insert(*undone.action);
            }
        }
    }

    void run()
    {
        for (const std::vector<Mend>& ways : problem_.ways) {
            const auto taken = std::ranges::find_if(
                ways, [this](const Mend& way) { return done_.contains(way.choice); });
            for (const Mend& way : ways) {
                if (taken != ways.end()) {
                    name(way.choice, Undone::not_needed, instead(taken->choice));
                }
            }
        }
        for (const std::uint32_t action : problem_.actionOf) {
            if (action != none) {
                weigh(action);
            }
        }
        for (const auto& [action, by] : problem_.outdone) {
            name(action, Undone::not_needed,
                 done_.contains(by) ? instead(by)
                                    : fmt::format("'{}' does as much and takes no more",
                                                  world_.actions[by].action_id));
        }
    }

private:
    std::string instead(std::uint32_t action) const
    {
        return fmt::format("not needed: '{}' is done instead", world_.actions[action].action_id);
    }

    void name(std::uint32_t action, Undone reason, std::string why)
    {
        if (named_.insert(action).second) {
            plan_.undone.push_back(
                {action, world_.actions[action].asset_id, reason, std::move(why)});
        }
    }

    void weigh(std::uint32_t action)
    {
        if (named_.contains(action)) {
            return;
        }
        Replay with = end_;
        const double people = with.finish(action);
        if (people < leastPeople) {
            name(action, Undone::no_gain, "brings nobody back by itself once the plan is done");
            return;
        }
        const Action& what = world_.actions[action];
        const auto at = assets_.find(what.asset_id);
        const auto open =
            openDays(world_, what, at == assets_.end() ? std::nullopt : std::optional{at->second},
                     plan_.request);
        const int last = open.empty() ? plan_.request.days : open.back().second;
        name(action, Undone::not_worth,
             last == plan_.request.days
                 ? fmt::format("would bring {:.0f} people back after the plan, but others bring "
                               "more with what is at hand",
                               people)
                 : fmt::format("would bring {:.0f} people back if done by {}, its last day, but "
                               "others bring more until then",
                               people,
                               geo::text(plan_.request.start + std::chrono::days{last - 1})));
    }

    const Scenario& world_;
    AssetIndex assets_;
    const PlanInstance& problem_;
    const Replay& end_;
    RestorationPlan& plan_;
    std::set<std::uint32_t> named_, done_;
};

} // namespace

std::vector<std::uint32_t> leftOut(const PlanInstance& problem,
                                   const std::vector<std::uint32_t>& order, const Dispatch& done)
{
    std::set<std::uint32_t> known(order.begin(), order.end());
    std::set<std::uint32_t> finished;
    for (const DispatchedWork& work : done.works) {
        finished.insert(work.action);
    }
    for (const std::vector<Mend>& same : problem.ways) {
        if (std::ranges::any_of(same,
                                [&](const Mend& way) { return finished.contains(way.choice); })) {
            std::ranges::for_each(same, [&](const Mend& way) { known.insert(way.choice); });
        }
    }
    std::vector<std::uint32_t> out;
    for (const std::uint32_t action : problem.actionOf) {
        if (action != none && known.insert(action).second) {
            out.push_back(action);
        }
    }
    return out;
}

void nameLeftUndone(const Scenario& scenario, const PlanInstance& problem,
                    const std::vector<std::uint32_t>& order, const Replay& end,
                    RestorationPlan& plan)
{
    LeftUndone{scenario, problem, order, end, plan}.run();
}

} // namespace planning
