#include "planning/restoration/fund.h"

#include "planning/restoration/buy_in_order.h"
#include "planning/restoration/fund_world.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <set>

namespace planning {
namespace {

constexpr std::int64_t scoutEffort = 2; // million steps, to see where the curve bends
constexpr int scoutPeriods = 12;        // each as much money as all before it
constexpr int smallSums = 5;            // each half the next, before the first amount
constexpr double nearlyAll = 0.005;     // of the people, left to the dearest repairs
constexpr std::int64_t aloneEffort = 1; // million steps for each amount by itself
constexpr int usualPoints = 20;         // of the curve: their order of repairs serves all amounts
constexpr double nearBound = 0.0005;    // of the people: nearer to the bound nothing is sought

} // namespace

struct Fund::Impl : FundWorld {
    using FundWorld::FundWorld;

    /// Where money hardly helps any more; what everything costs when that is not much more.
    double useful_usd(double everything, const Feedback& feedback) const
    {
        if (everything <= 0) {
            return 0;
        }
        std::vector<double> doubling{everything / (1 << scoutPeriods)};
        for (int k = 0; k < scoutPeriods; ++k) {
            doubling.push_back(doubling.front() * (1 << k));
        }
        const restoration::Schedule scout =
            solved(instance(doubling, {}), feedback, scoutEffort, false);
        const std::vector<FundStep> order = steps(scout, today());
        const double all = order.empty() ? 0 : order.back().served;
        for (const FundStep& step : order) {
            if (step.served >= all - nearlyAll * (all - today().served())) {
                return step.money_usd < 0.6 * everything
                           ? std::max(step.money_usd, everything / 1000)
                           : everything;
            }
        }
        return everything;
    }

    /// Equal steps to what everything costs; to a round sum beyond which money hardly helps, and
    /// then everything, when that comes early.
    static std::vector<double> amountsTo(double useful, double everything, int points)
    {
        std::vector<double> amounts;
        const auto spread = [&](double most, int count) {
            for (int k = 1; k <= count && most > 0; ++k) {
                amounts.push_back(most * k / count);
            }
        };
        if (points < 4 || useful >= everything) {
            spread(everything, points);
            return amounts;
        }
        const double round = std::pow(10.0, std::floor(std::log10(useful / (points - 1))));
        const double most = std::ceil(useful / (points - 1) / round) * round * (points - 1);
        spread(std::min(most, everything), points - 1);
        if (amounts.back() < everything) {
            amounts.push_back(everything);
        }
        return amounts;
    }

    /// Money as it comes for these amounts: sums below the first give the order a cheap beginning.
    static std::vector<double> supplyOf(const std::vector<double>& amounts)
    {
        std::vector<double> sums;
        for (int part = 1 << smallSums; part > 1; part /= 2) {
            sums.push_back(amounts.front() / part);
        }
        sums.insert(sums.end(), amounts.begin(), amounts.end());
        std::vector<double> supply = sums;
        std::adjacent_difference(sums.begin(), sums.end(), supply.begin());
        return supply;
    }

    /// The works of a schedule, in purchases that bring most for their money first.
    std::vector<FundStep> steps(const restoration::Schedule& schedule, const Replay& state) const
    {
        std::vector<std::uint32_t> order;
        for (const restoration::ScheduledWork& work : schedule.works) {
            order.push_back(actionOf()[work.part]);
        }
        return stepsOf(bestFirst(order, state, world()), world(), state);
    }

    /// The same with cheaper repairs that bring back as many, best first.
    std::vector<FundStep> cheaper(const std::vector<FundStep>& given) const
    {
        const std::vector<std::uint32_t> order = actionsOf(given);
        const std::set<std::uint32_t> listed(order.begin(), order.end());
        std::vector<std::uint32_t> spare;
        for (const std::uint32_t action : actionOf()) {
            if (action != none && !listed.contains(action)) {
                spare.push_back(action);
            }
        }
        std::vector<std::uint32_t> changed;
        for (const RepairPurchase& purchase :
             cheaperOfEquals(bestFirst(order, today(), world()), spare, today(), world())) {
            changed.insert(changed.end(), purchase.begin(), purchase.end());
        }
        return stepsOf(bestFirst(changed, today(), world()), world(), today());
    }

    double servedFor(double usd, const std::vector<FundStep>& order) const
    {
        const auto bought =
            stepsOf(affordable(usd, actionsOf(order), world(), today()), world(), today());
        return bought.empty() ? today().served() : bought.back().served;
    }

    /// What bounds larger sums bounds this one as well: where the search for one of them went
    /// farther, the bound of a smaller sum is not above it.
    double boundAbove(double usd, std::span<const std::uint32_t> done,
                      const Feedback& feedback) const
    {
        const std::vector<double> sums{usd, 0.02 * usd, 0.03 * usd, 0.05 * usd, 0.1 * usd};
        const std::vector<double> most =
            solved(instance(sums, done), feedback, aloneEffort).bound_curve;
        return most.empty() ? cover().totalPeople() : most.front();
    }

    /// The most found for a sum by itself: where one large purchase comes early in the order, a sum
    /// that does not reach it may buy better than what the order offers besides.
    double servedAlone(double usd, const Feedback& feedback) const
    {
        const std::vector<FundStep> bought =
            steps(solved(instance({usd}, {}), feedback, aloneEffort, false), today());
        return bought.empty() ? today().served() : bought.back().served;
    }
};

Fund::Fund(const Scenario& scenario, const Statuses& statuses, const Cover& cover, geo::Time asOf,
           FundRequest request)
    : impl_{std::make_unique<Impl>(scenario, statuses, cover, asOf, std::move(request))}
{
}

Fund::~Fund() = default;

std::optional<FundingCurve> Fund::curve(const Feedback& feedback) const
{
    const FundRequest& request = impl_->request();
    FundingCurve out;
    out.people = impl_->cover().totalPeople();
    out.served_today = impl_->today().served();
    out.everything_usd = impl_->all_usd();
    out.assumptions = {"money alone: crews, parts, fuel, days and closed roads are left aside"};
    out.on_batteries = impl_->onBatteries();
    if (const std::size_t count = out.on_batteries; count > 0) {
        out.assumptions.push_back(fmt::format(
            "{} place{} on a battery alone, which nothing charges, and count{} as dark until a "
            "repair brings power",
            count, count == 1 ? " lives" : "s live", count == 1 ? "s" : ""));
    }
    if (const auto waiting = impl_->waitForOthers(); !waiting.empty()) {
        const Action& first = impl_->world().actions[waiting.front()];
        out.assumptions.push_back(fmt::format(
            "{} that must wait for work on which the money may not be spent {} not bought (first "
            "'{}')",
            waiting.size() == 1 ? "1 repair" : fmt::format("{} repairs", waiting.size()),
            waiting.size() == 1 ? "is" : "are", first.action_id));
    }
    const double useful = impl_->useful_usd(out.everything_usd, feedback.stage(0, 0.1));
    const std::vector<double> usual = Impl::amountsTo(useful, out.everything_usd, usualPoints);
    std::vector<double> amounts = request.amounts_usd.empty()
                                      ? Impl::amountsTo(useful, out.everything_usd, request.points)
                                      : request.amounts_usd;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (!(i == 0 ? amounts[i] >= 0 : amounts[i] > amounts[i - 1])) {
            throw geo::Error{
                fmt::format("{} is no amount that follows the one before it", amounts[i]),
                "Give amounts from 0, smallest first"};
        }
    }
    out.points.push_back({0, out.served_today, out.served_today});
    if (!amounts.empty() && amounts.front() == 0) {
        amounts.erase(amounts.begin());
    }
    out.served_by_everything = out.served_today;
    if (amounts.empty() && usual.empty()) {
        return out;
    }
    // One order, whatever the amounts.
    restoration::Schedule schedule;
    if (!usual.empty()) {
        schedule =
            impl_->solved(impl_->instance(Impl::supplyOf(usual), {}), feedback.stage(0.1, 0.6));
    }
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    out.steps = impl_->cheaper(impl_->steps(schedule, impl_->today()));
    std::vector<FundStep> other;
    if (!amounts.empty() && amounts != usual) {
        schedule = impl_->solved(impl_->instance(Impl::supplyOf(amounts), {}),
                                 feedback.stage(0.6, 0.7), scoutEffort);
        other = impl_->steps(schedule, impl_->today());
    }
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    Replay all = impl_->today();
    for (const std::uint32_t action : impl_->actionOf()) {
        if (action != none) {
            all.finish(action);
        }
    }
    out.served_by_everything = all.served();
    for (std::size_t k = 0; k < amounts.size(); ++k) {
        FundPoint point{amounts[k], out.served_today, out.served_by_everything};
        for (const std::vector<FundStep>& order : {out.steps, other}) {
            point.served = std::max(point.served, impl_->servedFor(amounts[k], order));
        }
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
        // What less money reaches, more reaches as well.
        point.served = std::max(point.served, out.points.back().served);
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

std::vector<FundStep> Fund::after(std::span<const std::uint32_t> done,
                                  std::span<const FundStep> order) const
{
    if (done.empty()) {
        return {order.begin(), order.end()};
    }
    const std::set<std::uint32_t> finished(done.begin(), done.end());
    std::vector<std::uint32_t> others = actionsOf(order);
    std::erase_if(others, [&](std::uint32_t action) { return finished.contains(action); });
    const Replay state = impl_->after(done);
    return stepsOf(bestFirst(others, state, impl_->world()), impl_->world(), state);
}

std::vector<FundStep> Fund::beginningWith(const Purchase& bought,
                                          std::span<const std::uint32_t> done,
                                          std::span<const FundStep> order) const
{
    std::vector<FundStep> out = bought.steps;
    std::vector<std::uint32_t> finished(done.begin(), done.end());
    for (const FundStep& step : bought.steps) {
        finished.push_back(step.action);
    }
    for (FundStep step : after(finished, order)) {
        step.money_usd += bought.spent_usd;
        out.push_back(step);
    }
    return out;
}

double Fund::peopleFor(double usd, std::span<const std::uint32_t> done,
                       const std::vector<std::vector<FundStep>>& orders,
                       const std::vector<double>& cost_usd) const
{
    const Replay before = impl_->after(done);
    const auto peopleOf = [&before](const std::vector<std::uint32_t>& works) {
        Replay state = before;
        for (const std::uint32_t action : works) {
            state.finish(action);
        }
        return state.served() - before.served();
    };
    double most = 0;
    for (const std::vector<FundStep>& order : orders) {
        std::vector<double> people;
        for (const FundStep& step : order) {
            people.push_back(step.people_back);
        }
        std::vector<std::uint32_t> works;
        for (const RepairPurchase& purchase :
             affordable(usd, actionsOf(order), people, before,
                        [&](std::uint32_t action) { return cost_usd[action]; })) {
            works.insert(works.end(), purchase.begin(), purchase.end());
        }
        most = std::max(most, peopleOf(works));
    }
    restoration::Instance instance = impl_->instance({usd}, done);
    for (std::size_t p = 0; p < instance.parts.size(); ++p) {
        if (instance.parts[p].damaged) {
            instance.parts[p].use = {cost_usd[impl_->actionOf()[p]]};
        }
    }
    std::vector<std::uint32_t> works;
    for (const restoration::ScheduledWork& work :
         impl_->solved(instance, {}, aloneEffort, false).works) {
        works.push_back(impl_->actionOf()[work.part]);
    }
    return std::max(most, peopleOf(works));
}

std::optional<double> Fund::cheapest_usd(std::span<const std::uint32_t> done) const
{
    const restoration::Schedule all =
        impl_->solved(impl_->instance({impl_->helpful_usd()}, done), {}, scoutEffort, false);
    std::vector<std::uint32_t> order;
    for (const restoration::ScheduledWork& work : all.works) {
        order.push_back(impl_->actionOf()[work.part]);
    }
    const Replay start = impl_->after(done);
    std::optional<double> least;
    std::vector<RepairPurchase> purchases = bestFirst(order, start, impl_->world());
    for (const std::uint32_t action :
         std::set<std::uint32_t>(impl_->actionOf().begin(), impl_->actionOf().end())) {
        if (action != none) {
            purchases.push_back({action}); // the schedule may do without it
        }
    }
    for (const RepairPurchase& purchase : purchases) {
        Replay state = start; // by itself, whatever was bought before it
        double usd = 0;
        double people = 0;
        for (const std::uint32_t action : wholeOf(purchase, start)) {
            usd += impl_->world().actions[action].cost_usd;
            people += state.finish(action);
        }
        least = people < leastPeople ? least : std::min(usd, least.value_or(usd));
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
    const Replay state = impl_->after(done);
    const restoration::Schedule schedule = impl_->solved(impl_->instance({usd}, done), feedback);
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    out.steps = impl_->steps(schedule, state);
    const std::set<std::uint32_t> finished(done.begin(), done.end());
    std::vector<std::uint32_t> others = actionsOf(order);
    std::erase_if(others, [&](std::uint32_t action) { return finished.contains(action); });
    auto ofOrder = stepsOf(affordable(usd, others, impl_->world(), state), impl_->world(), state);
    if (!ofOrder.empty() &&
        (out.steps.empty() || ofOrder.back().served > out.steps.back().served + leastPeople)) {
        out.steps = std::move(ofOrder);
    }
    out.steps = leanest(std::move(out.steps), impl_->world(), state);
    // As many people may be had for less.
    constexpr int mostTimes = 8;
    for (int i = 0; i < mostTimes && !out.steps.empty() && !feedback.cancelled(); ++i) {
        const FundStep& last = out.steps.back();
        const restoration::Instance less = impl_->instance({last.money_usd * (1 - 1e-6)}, done);
        std::vector<FundStep> cheaper =
            leanest(impl_->steps(impl_->solved(less, {}, aloneEffort, false), state),
                    impl_->world(), state);
        if (cheaper.empty() || cheaper.back().served < last.served * (1 - 1e-12) ||
            cheaper.back().money_usd >= last.money_usd) {
            break;
        }
        out.steps = std::move(cheaper);
    }
    if (!out.steps.empty()) {
        out.spent_usd = out.steps.back().money_usd;
        out.people_back = out.steps.back().served - state.served();
    }
    const bool bounded = !schedule.bound_curve.empty() && impl_->request().facility_weight.empty();
    double most = bounded ? schedule.bound_curve.front() : impl_->cover().totalPeople();
    if (bounded &&
        most - state.served() > out.people_back + nearBound * impl_->cover().totalPeople()) {
        most = std::min(most, impl_->boundAbove(usd, done, feedback));
    }
    out.bound = std::max(out.people_back, most - state.served());
    return out;
}

} // namespace planning
