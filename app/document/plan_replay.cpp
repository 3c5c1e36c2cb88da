#include "app/document/plan_replay.h"

#include "app/document/words.h"
#include "planning/network/battery_end.h"
#include "planning/restoration/served_by_day.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace app::document {
namespace {

/// Finishes the steps in the order in which they are done; `done` is called after each that is
/// still known, with its place among the plan's steps, its action and what finishing it brought.
void replaySteps(const Document::Core& core, planning::Replay& replay,
                 const std::function<void(std::size_t, std::uint32_t, double)>& done)
{
    const planning::Scenario& world = core.situation.scenario;
    planning::Index actions;
    for (std::uint32_t i = 0; i < world.actions.size(); ++i) {
        actions.emplace(world.actions[i].action_id, i);
    }
    const std::vector<StepRow>& steps = core.plan->steps;
    std::vector<std::size_t> order(steps.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return steps[i].last_day; });
    for (const std::size_t i : order) {
        const auto action = actions.find(steps[i].action_id.toStdString());
        if (action != actions.end()) {
            const double brought = replay.finish(action->second);
            done(i, action->second, brought);
        }
    }
}

planning::Replay replayOf(const Document::Core& core, const planning::PowerState& power,
                          const planning::Cover& cover)
{
    return {core.situation.scenario, core.situation.statuses, power, *core.graph, cover,
            core.plan->unknown_works};
}

} // namespace

std::vector<int> stepsBringingBack(const Document::Core& core)
{
    const planning::Scenario& world = core.situation.scenario;
    std::vector<int> out(world.sites.size(), 0);
    if (!core.plan) {
        return out;
    }
    planning::Cover nobody;
    nobody.group_start = {0};
    const planning::PowerState power =
        planning::lastingPower(world, core.situation.statuses, core.situation.as_of);
    planning::Replay replay = replayOf(core, power, nobody);
    std::vector<std::uint32_t> off;
    for (std::uint32_t i = 0; i < world.sites.size(); ++i) {
        if (!replay.siteOn(i)) {
            off.push_back(i);
        }
    }
    replaySteps(core, replay, [&](std::size_t step, std::uint32_t, double) {
        std::erase_if(off, [&](std::uint32_t site) {
            if (replay.siteOn(site)) {
                out[site] = core.plan->steps[step].number;
                return true;
            }
            return false;
        });
    });
    return out;
}

bool madeForAnotherState(const Document::Core& core)
{
    const PlanView& plan = *core.plan;
    return plan.stale || plan.as_of != core.situation.as_of ||
           plan.unobserved != core.situation.unobserved;
}

void workOutAnew(Document::Core& core)
{
    PlanView& plan = *core.plan;
    const planning::Scenario& world = core.situation.scenario;
    const planning::WorldByDay byDay{
        world,
        core.situation.statuses,
        planning::powerAt(world, core.situation.statuses, core.situation.as_of),
        *core.graph,
        core.cover->cover,
        plan.unknown_works,
        core.situation.as_of,
        plan.start,
        plan.days};
    planning::Dispatch known;
    for (StepRow& step : plan.steps) {
        step.people_back = 0;
        step.why = tr("Stands where the plan of %1 put it").arg(dateWords(plan.as_of));
    }
    planning::Replay replay = byDay.lasting();
    replaySteps(core, replay, [&](std::size_t i, std::uint32_t action, double brought) {
        plan.steps[i].people_back = brought;
        planning::DispatchedWork& work = known.works.emplace_back();
        work.action = action;
        work.last_day = std::max(0, plan.steps[i].last_day);
    });
    plan.served = planning::servedByDay(known, byDay, plan.days);
    for (StepRow& step : plan.steps) {
        const int last = std::clamp(step.last_day, 0, plan.days);
        step.people_served = plan.served[static_cast<std::size_t>(last)];
    }
    plan.person_days = std::accumulate(plan.served.begin() + 1, plan.served.end(), 0.0);
    plan.bound_per_day.clear();
    plan.upper_bound_days = 0;
    plan.gap_percent = 0;
    plan.worlds = 0; // it was judged round the other state
    plan.reworked = true;
}

} // namespace app::document
