#include "planning/restoration/fund.h"

#include "planning/restoration/best_first.h"
#include "planning/restoration/build_instance.h"
#include "planning/restoration/fund_scope.h"
#include "planning/restoration/least_people.h"
#include "planning/restoration/replay.h"
#include "planning/restoration/solve.h"
#include "planning/restoration/supply.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <set>

namespace planning {
namespace {

constexpr double enough = 1e15;         // of anything that is not money
constexpr std::int64_t scoutEffort = 2; // million steps, to see where the curve bends
constexpr int scoutPeriods = 12;        // each as much money as all before it
constexpr int smallSums = 5;            // each half the next, before the first amount
constexpr double nearlyAll = 0.005;     // of the people, left to the dearest repairs
constexpr std::int64_t aloneEffort = 1; // million steps for each amount by itself
constexpr std::size_t mostLeaned = 200; // repairs of one sum
constexpr double nearBound = 0.0005;    // of the people: nearer to the bound nothing is sought

/// The scenario with nothing scarce but money, and only the actions in scope (in their places:
/// others are emptied, not removed, so that positions stay).
Scenario onlyMoney(const Scenario& scenario, const FundScope& wanted)
{
    const FundFence fence{scenario, wanted};
    Scenario world = scenario;
    world.zones.clear();
    world.supply.clear();
    std::set<std::string> skills;
    for (Action& action : world.actions) {
        if (!fence.holds(action)) {
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

struct Fund::Impl {
    Impl(const Scenario& scenario, const Statuses& statuses_, const Cover& cover_, geo::Time asOf,
         FundRequest request_)
        : request{std::move(request_)}, world{onlyMoney(scenario, request.scope)}, cover{cover_},
          power{powerAt(world, statuses_, asOf)}, graph{world}, today{world, statuses_,
                                                                      power, graph,
                                                                      cover, request.unknown_works},
          problem{buildInstance(world, statuses_, power, graph, cover, plan(asOf),
                                groupWeights(world, cover, plan(asOf), {}, {}), Offer::cheapest)}
    {
        if (graph.cores().empty()) {
            throw geo::Error{"the workspace has no core node, so money reconnects nobody",
                             "Import the transport nodes with at least one of kind 'core'"};
        }
        const auto& resources = problem.instance.resources;
        const auto money = std::ranges::find(resources, "money_usd", &restoration::Resource::name);
        const auto column = static_cast<std::size_t>(money - resources.begin());
        for (restoration::Part& part : problem.instance.parts) {
            const double usd = column < part.use.size() ? part.use[column] : 0.0;
            part.use = part.damaged ? std::vector{usd} : std::vector<double>{};
            part.windows.clear();
            part.earliest = 0;
            everything += usd;
        }
    }

    PlanRequest plan(geo::Time asOf) const
    {
        PlanRequest p;
        p.start = std::chrono::floor<std::chrono::days>(asOf);
        p.days = 1;
        p.budget_usd = enough;
        p.unknown_works = request.unknown_works;
        p.facility_weight = request.facility_weight;
        return p;
    }

    restoration::Instance instance(std::vector<double> supply,
                                   std::span<const std::uint32_t> done) const
    {
        restoration::Instance out = problem.instance;
        out.periods = static_cast<int>(supply.size());
        out.resources = {{"money_usd", std::move(supply), true, false}};
        const std::set<std::uint32_t> finished(done.begin(), done.end());
        for (std::size_t p = 0; p < out.parts.size(); ++p) {
            if (out.parts[p].damaged && finished.contains(problem.actionOf[p])) {
                out.parts[p].damaged = false;
                out.parts[p].use.clear();
            }
        }
        return out;
    }

    /// Equal steps to what everything costs; to a round sum beyond which money hardly helps, and
    /// then everything, when that comes early.
    std::vector<double> usefulAmounts(const Feedback& feedback) const
    {
        std::vector<double> amounts;
        double most = everything;
        const auto spread = [&](int count) {
            amounts.clear();
            for (int k = 1; k <= count && most > 0; ++k) {
                amounts.push_back(most * k / count);
            }
        };
        spread(request.points);
        if (request.points < 4 || most <= 0) {
            return amounts;
        }
        std::vector<double> doubling{everything / (1 << scoutPeriods)};
        for (int k = 0; k < scoutPeriods; ++k) {
            doubling.push_back(doubling.front() * (1 << k));
        }
        const restoration::Schedule scout = solved(instance(doubling, {}), feedback, scoutEffort);
        const std::vector<FundStep> order = steps(scout, today);
        const double all = order.empty() ? 0 : order.back().served;
        double useful = everything;
        for (const FundStep& step : order) {
            if (step.served >= all - nearlyAll * (all - today.served())) {
                useful = step.money_usd;
                break;
            }
        }
        if (useful < 0.6 * everything) {
            most = std::max(useful, everything / 1000);
            const double round =
                std::pow(10.0, std::floor(std::log10(most / (request.points - 1))));
            most = std::ceil(most / (request.points - 1) / round) * round * (request.points - 1);
            most = std::min(most, everything);
            spread(request.points - 1);
            if (amounts.back() < everything) {
                amounts.push_back(everything);
            }
        }
        return amounts;
    }

    restoration::Schedule solved(const restoration::Instance& instance, const Feedback& feedback,
                                 std::int64_t scouting = 0) const
    {
        const bool anyWork = std::ranges::any_of(
            instance.parts, [](const restoration::Part& p) { return p.damaged; });
        if (!anyWork) {
            restoration::Schedule nothing;
            nothing.bound_curve.assign(static_cast<std::size_t>(instance.periods), 0);
            return nothing;
        }
        restoration::SolveRequest solve;
        solve.seed = request.seed;
        solve.effort = scouting != 0 ? scouting : request.effort;
        solve.bound = scouting == 0;
        solve.threads = request.threads;
        solve.bound_periods = scouting == 0;
        return restoration::solve(instance, solve, feedback);
    }

    /// The works of a schedule, in purchases that bring most for their money first.
    std::vector<FundStep> steps(const restoration::Schedule& schedule, const Replay& state) const
    {
        std::vector<std::uint32_t> order;
        for (const restoration::ScheduledWork& work : schedule.works) {
            order.push_back(problem.actionOf[work.part]);
        }
        return stepsOf(bestFirst(order, state, world), state);
    }

    std::vector<FundStep> stepsOf(const std::vector<RepairPurchase>& purchases, Replay state) const
    {
        std::vector<FundStep> out;
        double money = 0;
        for (const RepairPurchase& purchase : purchases) {
            for (const std::uint32_t action : purchase) {
                FundStep step;
                step.action = action;
                step.cost_usd = world.actions[action].cost_usd;
                money += step.cost_usd;
                step.money_usd = money;
                step.people_back = state.finish(action);
                step.served = state.served();
                out.push_back(step);
            }
        }
        return out;
    }

    /// What a sum buys of an order when purchases it does not pay for are left out. A purchase is
    /// the repairs up to one that brings somebody back.
    std::vector<RepairPurchase> affordable(double usd, const std::vector<std::uint32_t>& order,
                                           Replay all) const
    {
        std::vector<double> people;
        for (const std::uint32_t action : order) {
            people.push_back(all.finish(action));
        }
        return affordable(usd, order, people,
                          [&](std::uint32_t action) { return world.actions[action].cost_usd; });
    }
    /// `people`: what each brings back in this order.
    template <class Cost>
    static std::vector<RepairPurchase>
    affordable(double usd, const std::vector<std::uint32_t>& order,
               const std::vector<double>& people_back, const Cost& costOf)
    {
        std::vector<RepairPurchase> out;
        double left = usd * (1 + 1e-9);
        RepairPurchase purchase;
        double cost = 0;
        double people = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            purchase.push_back(order[i]);
            cost += costOf(order[i]);
            people += people_back[i];
            if (people < leastPeople) {
                continue;
            }
            if (cost <= left) {
                left -= cost;
                out.push_back(std::move(purchase));
            }
            purchase = {};
            cost = 0;
            people = 0;
        }
        return out;
    }

    /// Without the repairs whose people the others bring back as well, the dearest first.
    std::vector<FundStep> lean(std::vector<FundStep> bought, const Replay& before) const
    {
        if (bought.size() < 2 || bought.size() > mostLeaned) {
            return bought;
        }
        const auto servedBy = [&](std::span<const std::uint32_t> actions) {
            Replay state = before;
            for (const std::uint32_t action : actions) {
                state.finish(action);
            }
            return state.served();
        };
        std::vector<std::uint32_t> kept = actionsOf(bought);
        std::vector<std::uint32_t> dearest = kept;
        std::ranges::stable_sort(dearest, std::greater{}, [&](std::uint32_t action) {
            return world.actions[action].cost_usd;
        });
        const double all = servedBy(kept);
        for (const std::uint32_t action : dearest) {
            std::vector<std::uint32_t> without = kept;
            std::erase(without, action);
            if (servedBy(without) >= all - 1e-6) {
                kept = std::move(without);
            }
        }
        return kept.size() == bought.size() ? bought
                                            : stepsOf(bestFirst(kept, before, world), before);
    }

    static std::vector<std::uint32_t> actionsOf(std::span<const FundStep> steps)
    {
        std::vector<std::uint32_t> out;
        for (const FundStep& step : steps) {
            out.push_back(step.action);
        }
        return out;
    }

    double servedFor(double usd, const std::vector<FundStep>& order) const
    {
        const auto bought = stepsOf(affordable(usd, actionsOf(order), today), today);
        return bought.empty() ? today.served() : bought.back().served;
    }

    /// The most found for a sum by itself: where one large purchase comes early in the order, a sum
    /// that does not reach it may buy better than what the order offers besides.
    double servedAlone(double usd, const Feedback& feedback) const
    {
        const std::vector<FundStep> bought =
            steps(solved(instance({usd}, {}), feedback, aloneEffort), today);
        return bought.empty() ? today.served() : bought.back().served;
    }

    FundRequest request;
    Scenario world;
    const Cover& cover;
    PowerState power;
    TransportGraph graph;
    Replay today;
    PlanInstance problem;
    double everything = 0;
};

Fund::Fund(const Scenario& scenario, const Statuses& statuses, const Cover& cover, geo::Time asOf,
           FundRequest request)
    : impl_{std::make_unique<Impl>(scenario, statuses, cover, asOf, std::move(request))}
{
}

Fund::~Fund() = default;

std::optional<FundingCurve> Fund::curve(const Feedback& feedback) const
{
    const FundRequest& request = impl_->request;
    std::vector<double> amounts = request.amounts_usd.empty()
                                      ? impl_->usefulAmounts(feedback.stage(0, 0.1))
                                      : request.amounts_usd;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (!(amounts[i] > (i == 0 ? 0.0 : amounts[i - 1]))) {
            throw geo::Error{
                fmt::format("{} is no amount that follows the one before it", amounts[i]),
                "Give amounts above 0, smallest first"};
        }
    }
    FundingCurve out;
    out.people = impl_->cover.totalPeople();
    out.served_today = impl_->today.served();
    out.everything_usd = impl_->everything;
    out.assumptions = {"money alone: crews, parts, fuel, days and closed roads are left aside"};
    if (amounts.empty()) {
        out.served_by_everything = out.served_today;
        return out;
    }
    // Sums below the first asked for give the order its cheap beginning.
    std::vector<double> sums;
    for (int part = 1 << smallSums; part > 1; part /= 2) {
        sums.push_back(amounts.front() / part);
    }
    sums.insert(sums.end(), amounts.begin(), amounts.end());
    std::vector<double> supply = sums;
    std::adjacent_difference(sums.begin(), sums.end(), supply.begin());
    const restoration::Schedule schedule =
        impl_->solved(impl_->instance(supply, {}), feedback.stage(0.1, 0.7));
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    out.steps = impl_->steps(schedule, impl_->today);
    Replay all = impl_->today;
    for (const std::uint32_t action : impl_->problem.actionOf) {
        if (action != none) {
            all.finish(action);
        }
    }
    out.served_by_everything = all.served();
    for (std::size_t k = 0; k < amounts.size(); ++k) {
        FundPoint point{amounts[k], out.served_today, out.served_by_everything};
        point.served = std::max(point.served, impl_->servedFor(amounts[k], out.steps));
        if (request.facility_weight.empty()) {
            point.bound = std::min(point.bound, schedule.bound_curve[k + smallSums]);
        }
        if (point.bound - point.served > nearBound * out.people) {
            const double share = static_cast<double>(amounts.size());
            point.served = std::max(
                point.served,
                impl_->servedAlone(amounts[k],
                                   feedback.stage(0.7 + 0.3 * static_cast<double>(k) / share,
                                                  0.7 + 0.3 * static_cast<double>(k + 1) / share)));
        }
        if (k > 0) { // what less money reaches, more reaches as well
            point.served = std::max(point.served, out.points.back().served);
        }
        point.bound = std::max(point.bound, point.served);
        out.points.push_back(point);
    }
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    if (!request.facility_weight.empty()) {
        out.assumptions.emplace_back("facilities guide the order, so the bound is what all "
                                     "repairs together would serve");
    }
    return out;
}

double Fund::peopleFor(double usd, std::span<const FundStep> order,
                       const std::vector<double>& cost_usd) const
{
    std::vector<double> people;
    for (const FundStep& step : order) {
        people.push_back(step.people_back);
    }
    const auto bought = Impl::affordable(usd, Impl::actionsOf(order), people,
                                         [&](std::uint32_t action) { return cost_usd[action]; });
    std::vector<std::uint32_t> done;
    for (const RepairPurchase& purchase : bought) {
        done.insert(done.end(), purchase.begin(), purchase.end());
    }
    // Everything up to some step: what that is worth is known.
    const auto follows = [](const FundStep& step, std::uint32_t action) {
        return step.action == action;
    };
    if (done.size() <= order.size() &&
        std::equal(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(done.size()),
                   done.begin(), follows)) {
        return done.empty() ? 0 : order[done.size() - 1].served - impl_->today.served();
    }
    Replay state = impl_->today;
    for (const std::uint32_t action : done) {
        state.finish(action);
    }
    return state.served() - impl_->today.served();
}

std::optional<double> Fund::cheapest_usd(std::span<const std::uint32_t> done) const
{
    Replay state = impl_->today;
    for (const std::uint32_t action : done) {
        state.finish(action);
    }
    const restoration::Schedule all =
        impl_->solved(impl_->instance({impl_->everything}, done), {}, scoutEffort);
    std::vector<std::uint32_t> order;
    for (const restoration::ScheduledWork& work : all.works) {
        order.push_back(impl_->problem.actionOf[work.part]);
    }
    std::optional<double> least;
    for (const RepairPurchase& purchase : bestFirst(order, state, impl_->world)) {
        double usd = 0;
        for (const std::uint32_t action : purchase) {
            usd += impl_->world.actions[action].cost_usd;
        }
        least = std::min(usd, least.value_or(usd));
    }
    return least;
}

std::optional<Purchase> Fund::best(double usd, std::span<const std::uint32_t> done,
                                   std::span<const FundStep> order, const Feedback& feedback) const
{
    if (!(usd >= 0) || !std::isfinite(usd)) {
        throw geo::Error{fmt::format("{} is no sum of money", usd), "Give it from 0"};
    }
    Purchase out;
    out.usd = usd;
    Replay state = impl_->today;
    for (const std::uint32_t action : done) {
        state.finish(action);
    }
    const restoration::Schedule schedule = impl_->solved(impl_->instance({usd}, done), feedback);
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    out.steps = impl_->steps(schedule, state);
    const std::set<std::uint32_t> finished(done.begin(), done.end());
    std::vector<std::uint32_t> others = Impl::actionsOf(order);
    std::erase_if(others, [&](std::uint32_t action) { return finished.contains(action); });
    auto ofOrder = impl_->stepsOf(impl_->affordable(usd, others, state), state);
    if (!ofOrder.empty() &&
        (out.steps.empty() || ofOrder.back().served > out.steps.back().served + leastPeople)) {
        out.steps = std::move(ofOrder);
    }
    out.steps = impl_->lean(std::move(out.steps), state);
    if (!out.steps.empty()) {
        out.spent_usd = out.steps.back().money_usd;
        out.people_back = out.steps.back().served - state.served();
    }
    out.bound = std::max(out.people_back,
                         schedule.bound_curve.empty() || !impl_->request.facility_weight.empty()
                             ? impl_->cover.totalPeople() - state.served()
                             : schedule.bound_curve.front() - state.served());
    return out;
}

} // namespace planning
