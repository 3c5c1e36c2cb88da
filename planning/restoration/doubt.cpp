#include "planning/restoration/doubt.h"

#include "planning/network/battery_end.h"
#include "planning/parallel.h"
#include "planning/restoration/daily_fuel.h"
#include "planning/restoration/derive_actions.h"
#include "planning/restoration/drawn_world.h"
#include "planning/restoration/served_by_day.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <set>

namespace planning {
namespace {

void requireSound(const DoubtRequest& request)
{
    const auto within = [](double value, double least, double most, const char* what) {
        if (!(value >= least && value <= most)) {
            throw geo::Error{fmt::format("{} is {}", what, value),
                             fmt::format("It must be {} to {}", least, most)};
        }
    };
    within(request.scenarios, 1, 200, "the number of scenarios");
    within(request.early_days, 1, 3650, "the number of early days");
    within(request.report_doubt, 0, 1, "the doubt in reports");
    within(request.assumed_confidence, 0, 1, "the confidence of reports that state none");
    within(request.unknown_works, 0, 1, "the share of unknown assets that work");
    within(request.time_low, 0.01, 1, "the shortest time");
    within(request.time_high, 1, 100, "the longest time");
    within(request.own_low, 0.01, 1, "the shortest time of one repair");
    within(request.own_high, 1, 100, "the longest time of one repair");
    within(request.fuel_low, 0, 1, "the least fuel");
    within(request.fuel_high, 1, 100, "the most fuel");
    within(request.access_delay_days, 0, 3650, "the delay of access in days");
}

/// Sum over days 1 … last.
double personDays(const std::vector<double>& served)
{
    return std::accumulate(served.begin() + 1, served.end(), 0.0);
}

/// What one world makes of the plan.
struct Outcome {
    std::vector<double> served;
    std::set<std::string> needed, early; // action ids
};

class Judge {
public:
    Judge(const Cover& cover, geo::Time asOf, const RestorationPlan& plan,
          const DoubtRequest& request)
        : cover_{cover}, asOf_{asOf}, plan_{plan}, request_{request}
    {
    }

    Outcome judge(DrawnWorld world, const Feedback& feedback) const
    {
        const PowerState now = powerAt(world.scenario, world.statuses, asOf_);
        const PowerState power = afterBatteries(
            world.scenario, now, hoursToEnd(asOf_, plan_.request.start, plan_.request.days));
        // What turned out to be broken without being known to.
        auto more = deriveActions(world.scenario, world.statuses, power,
                                  request_.costs != nullptr ? *request_.costs : silaCatalogue(),
                                  {CostLevel::base, nullptr, request_.slopes});
        world.scenario.actions.insert(world.scenario.actions.end(), more.begin(), more.end());
        addDailyFuel(world.scenario);
        const TransportGraph graph{world.scenario};
        const AssetIndex assets = indexOfAssets(world.scenario);
        Outcome out;
        std::vector<std::uint32_t> order;
        const auto add = [&](std::uint32_t action) {
            if (needed(world, assets, power, action)) {
                order.push_back(action);
                out.needed.insert(world.scenario.actions[action].action_id);
            }
        };
        for (const PlanStep& step : plan_.steps) {
            add(step.action);
        }
        const std::size_t first = world.scenario.actions.size() - more.size();
        for (std::size_t i = first; i < world.scenario.actions.size(); ++i) {
            add(static_cast<std::uint32_t>(i));
        }
        const PlanRequest& asked = plan_.request;
        const WorldByDay byDay{world.scenario,      world.statuses, now,         graph,     cover_,
                               asked.unknown_works, asOf_,          asked.start, asked.days};
        out.served = servedByDay(Dispatcher{world.scenario, asked}.run(order), byDay, asked.days);
        PlanRequest anew = plan_.request;
        anew.effort = request_.effort;
        anew.seconds = 0;
        anew.saved.clear();
        anew.threads = 1; // the worlds stand side by side
        const RestorationPlan best =
            makePlan(world.scenario, world.statuses, cover_, asOf_, anew, feedback);
        for (const PlanStep& step : best.steps) {
            if (step.last_day <= request_.early_days) {
                out.early.insert(world.scenario.actions[step.action].action_id);
            }
        }
        return out;
    }

private:
    /// Is there anything to mend? Crews that come to an asset that works go on.
    static bool needed(const DrawnWorld& world, const AssetIndex& assets, const PowerState& power,
                       std::uint32_t index)
    {
        const Action& action = world.scenario.actions[index];
        const auto works = [](const AssetStatus& s) { return serviceOf(s.status) == Service::on; };
        const auto at = assets.find(action.asset_id);
        if (action.kind == ActionKind::clear || action.kind == ActionKind::build) {
            return true;
        }
        const bool forPower = action.kind == ActionKind::power || action.kind == ActionKind::fuel;
        if (at == assets.end()) {
            return true;
        }
        const AssetRef asset = at->second;
        switch (asset.kind) {
        case AssetKind::site:
            return forPower ? power.sites[asset.index].powered != Service::on
                            : !works(world.statuses.sites[asset.index]);
        case AssetKind::node:
            return forPower ? power.nodes[asset.index].powered != Service::on
                            : !works(world.statuses.nodes[asset.index]);
        case AssetKind::span:
            return !works(world.statuses.spans[asset.index]);
        case AssetKind::link:
            return !works(world.statuses.links[asset.index]);
        case AssetKind::gridNode:
            return !works(world.statuses.grid_nodes[asset.index]);
        case AssetKind::gridLine:
            return !works(world.statuses.grid_lines[asset.index]);
        default:
            return true;
        }
    }

    const Cover& cover_;
    geo::Time asOf_;
    const RestorationPlan& plan_;
    const DoubtRequest& request_;
};

} // namespace

std::optional<Doubt> doubtOf(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                             geo::Time asOf, const RestorationPlan& plan,
                             const DoubtRequest& request, const Feedback& feedback)
{
    requireSound(request);
    Doubt out;
    out.scenarios = request.scenarios;
    out.base = personDays(plan.served);
    for (const PlanStep& step : plan.steps) {
        if (step.last_day <= request.early_days) {
            out.early.push_back({step.action, 0, 0});
        }
    }
    const Judge judge{cover, asOf, plan, request};
    const auto worlds = static_cast<std::size_t>(request.scenarios);
    std::vector<Outcome> seen(worlds);
    const auto judgeOne = [&](std::size_t n, unsigned /*thread*/) {
        seen[n] = judge.judge(drawWorld(scenario, statuses, request, static_cast<std::uint64_t>(n)),
                              Feedback{feedback.stopToken(), nullptr});
    };
    if (!forEachPiece(worlds, static_cast<int>(std::max(1U, plan.request.threads)),
                      feedback.stage(0, 1, fmt::format("Judging in {} drawn worlds", worlds)),
                      judgeOne) ||
        feedback.cancelled()) {
        return std::nullopt;
    }
    std::vector<std::vector<double>> curves;
    for (Outcome& outcome : seen) {
        for (ActionConfidence& action : out.early) {
            const std::string& id = scenario.actions[action.action].action_id;
            action.needed += outcome.needed.contains(id) ? 1 : 0;
            action.early += outcome.needed.contains(id) && outcome.early.contains(id) ? 1 : 0;
        }
        out.person_days.push_back(personDays(outcome.served));
        curves.push_back(std::move(outcome.served));
    }
    std::vector<std::size_t> rank(curves.size());
    std::iota(rank.begin(), rank.end(), 0);
    std::ranges::stable_sort(rank, {}, [&](std::size_t i) { return out.person_days[i]; });
    const std::size_t worst = (curves.size() + 9) / 10;
    const auto days = static_cast<std::size_t>(plan.request.days) + 1;
    out.served_mean.assign(days, 0);
    out.served_low.assign(days, 0);
    for (std::size_t k = 0; k < rank.size(); ++k) {
        out.mean += out.person_days[rank[k]] / static_cast<double>(rank.size());
        out.worst_tenth += k < worst ? out.person_days[rank[k]] / static_cast<double>(worst) : 0.0;
        for (std::size_t day = 0; day < days; ++day) {
            out.served_mean[day] += curves[rank[k]][day] / static_cast<double>(rank.size());
            out.served_low[day] +=
                k < worst ? curves[rank[k]][day] / static_cast<double>(worst) : 0.0;
        }
    }
    out.assumptions = {
        fmt::format("a report of confidence c is wrong with probability (1 − c) × {}; one that "
                    "states none is taken as {}",
                    request.report_doubt, request.assumed_confidence),
        fmt::format("an asset of unknown status works in {:.0f} % of the worlds",
                    100 * request.unknown_works),
        fmt::format("repairs take {} to {} times as long in a whole world, and {} to {} times that "
                    "one by one",
                    request.time_low, request.time_high, request.own_low, request.own_high),
        fmt::format("{} to {} times the fuel comes; closed zones open up to {} days later",
                    request.fuel_low, request.fuel_high, request.access_delay_days)};
    return out;
}

} // namespace planning
