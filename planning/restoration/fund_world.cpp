#include "planning/restoration/fund_world.h"

#include "planning/network/action_faults.h"
#include "planning/network/battery_end.h"
#include "planning/network/mends.h"

#include <algorithm>
#include <set>

namespace planning {
namespace {

constexpr double enough = 1e15; // of anything that is not money

/// The scenario with nothing scarce but money, and only the actions in scope (in their places:
/// others are emptied, not removed, so that positions stay).
Scenario onlyMoney(const Scenario& scenario, const FundScope& asked, const FundScope& pledged)
{
    const FundFence within{scenario, asked};
    const FundFence bound{scenario, pledged};
    Scenario world = scenario;
    world.zones.clear();
    world.supply.clear();
    std::set<std::string> skills;
    for (Action& action : world.actions) {
        if (!within.holds(action) || !bound.holds(action)) {
            action.asset_id.clear();
        }
        action.earliest.reset();
        action.latest.reset();
        action.parts.clear();
        skills.insert(action.skill);
    }
    for (const std::string& skill : skills) {
        Supply crews;
        crews.resource = crewWork(skill);
        crews.per_day = enough;
        world.supply.push_back(crews);
    }
    return world;
}

} // namespace

FundWorld::FundWorld(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                     geo::Time asOf, FundRequest request)
    : request_{std::move(request)}, scenario_{scenario}, statuses_{statuses}, cover_{cover},
      asOf_{asOf}, world_{onlyMoney(scenario, request_.scope, request_.pledged)},
      power_{lastingPower(world_, statuses, asOf)}, graph_{world_},
      today_{world_, statuses, power_, graph_, cover, request_.unknown_works},
      problem_{buildInstance(world_, statuses, power_, graph_, cover, plan(),
                             groupWeights(world_, cover, plan(), {}, {}), Offer::cheapest)}
{
    if (graph_.cores().empty()) {
        throw geo::Error{"the workspace has no core node, so money reconnects nobody",
                         "Import the transport nodes with at least one of kind 'core'"};
    }
    today_.heedOrder();
    const auto& resources = problem_.instance.resources;
    const auto money = std::ranges::find(resources, "money_usd", &restoration::Resource::name);
    const auto column = static_cast<std::size_t>(money - resources.begin());
    for (restoration::Part& part : problem_.instance.parts) {
        const double usd = column < part.use.size() ? part.use[column] : 0.0;
        part.use = part.damaged ? std::vector{usd} : std::vector<double>{};
        part.windows.clear();
        part.earliest = 0;
        helpful_usd_ += usd;
    }
}

PlanRequest FundWorld::plan() const
{
    PlanRequest p;
    p.start = std::chrono::floor<std::chrono::days>(asOf_);
    p.days = 1;
    p.budget_usd = enough;
    p.unknown_works = request_.unknown_works;
    p.facility_weight = request_.facility_weight;
    return p;
}

std::size_t FundWorld::onBatteries() const
{
    const auto ended = [](const PlacePower& place) { return place.run_out; };
    return static_cast<std::size_t>(std::ranges::count_if(power_.sites, ended) +
                                    std::ranges::count_if(power_.nodes, ended));
}

double FundWorld::all_usd() const
{
    std::set<std::uint32_t> repairs(problem_.actionOf.begin(), problem_.actionOf.end());
    repairs.erase(none);
    double usd = helpful_usd_;
    const auto add = [&](std::uint32_t action) {
        if (action != none && !world_.actions[action].asset_id.empty() &&
            repairs.insert(action).second) {
            usd += world_.actions[action].cost_usd;
        }
    };
    if (request_.scope != FundScope{} || request_.pledged != FundScope{}) {
        const Scenario any = onlyMoney(scenario_, {}, {});
        const TransportGraph ways{any};
        const PlanInstance whole =
            buildInstance(any, statuses_, lastingPower(any, statuses_, asOf_), ways, cover_, plan(),
                          groupWeights(any, cover_, plan(), {}, {}), Offer::cheapest);
        std::ranges::for_each(whole.actionOf, add);
    }
    // What is broken in the grid and feeds nobody.
    const Mends mends{world_};
    std::set<std::string> mended;
    for (const std::uint32_t action : repairs) {
        mended.insert(world_.actions[action].asset_id);
    }
    const auto addBroken = [&](const std::vector<AssetStatus>& statuses, AssetKind kind,
                               auto idOf) {
        for (std::uint32_t i = 0; i < statuses.size(); ++i) {
            if (serviceOf(statuses[i].status) != Service::off || mended.contains(idOf(i))) {
                continue;
            }
            if (const auto mend = mends.cheapest({kind, i}, false)) {
                std::ranges::for_each(mend->actions, add);
            }
        }
    };
    addBroken(statuses_.grid_nodes, AssetKind::gridNode,
              [&](std::uint32_t i) { return world_.grid_nodes[i].grid_node_id; });
    addBroken(statuses_.grid_lines, AssetKind::gridLine,
              [&](std::uint32_t i) { return world_.grid_lines[i].grid_line_id; });
    return usd;
}

std::vector<std::uint32_t> FundWorld::waitForOthers() const
{
    const std::vector<std::string> anyway = faultsOfActions(scenario_);
    const std::vector<std::string> here = faultsOfActions(world_);
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < world_.actions.size(); ++i) {
        if (anyway[i].empty() && !here[i].empty() && !world_.actions[i].asset_id.empty()) {
            out.push_back(i);
        }
    }
    return out;
}

Replay FundWorld::after(std::span<const std::uint32_t> done) const
{
    Replay state = today_;
    for (const std::uint32_t action : done) {
        state.finish(action);
    }
    return state;
}

restoration::Instance FundWorld::instance(std::vector<double> supply_usd,
                                          std::span<const std::uint32_t> done) const
{
    restoration::Instance out = problem_.instance;
    out.periods = static_cast<int>(supply_usd.size());
    out.resources = {{"money_usd", std::move(supply_usd), true, false}};
    const std::set<std::uint32_t> finished(done.begin(), done.end());
    for (std::size_t p = 0; p < out.parts.size(); ++p) {
        if (out.parts[p].damaged && finished.contains(problem_.actionOf[p])) {
            out.parts[p].damaged = false;
            out.parts[p].use.clear();
        }
    }
    return out;
}

restoration::Schedule FundWorld::solved(const restoration::Instance& instance,
                                        const Feedback& feedback, std::int64_t effort,
                                        bool bound) const
{
    if (!instance.anyWork()) {
        restoration::Schedule nothing;
        nothing.bound_curve.assign(static_cast<std::size_t>(instance.periods), 0);
        return nothing;
    }
    restoration::SolveRequest solve;
    solve.seed = request_.seed;
    solve.effort = effort != 0 ? effort : request_.effort;
    solve.bound = bound;
    solve.threads = request_.threads;
    solve.bound_periods = bound;
    return restoration::solve(instance, solve, feedback);
}

} // namespace planning
