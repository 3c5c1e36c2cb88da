#include "planning/restoration/solve.h"

#include "planning/restoration/baselines.h"
#include "planning/restoration/live.h"
#include "planning/restoration/one_period.h"
#include "planning/restoration/schedule.h"
#include "planning/restoration/search.h"

#include <algorithm>
#include <cmath>

namespace planning::restoration {

double Schedule::gapPercent() const
{
    const double most = std::max(std::abs(upper_bound), std::abs(value));
    return most > 0 ? 100 * std::abs(upper_bound - value) / most : 0;
}

namespace {

double firstUse(const Instance& instance, const Schedule& schedule)
{
    double sum = 0;
    for (const ScheduledWork& work : schedule.works) {
        sum += instance.parts[work.part].use.empty() ? 0 : instance.parts[work.part].use[0];
    }
    return sum;
}

/// The bound counts what is served from the start too, and is never on the wrong side of the value.
void setBound(const Model& model, const Found& found, Objective objective, Schedule& out)
{
    const auto all_periods = static_cast<double>(model.worth_from[0]);
    const double base =
        model.base_weight * all_periods / static_cast<double>(model.period_factor[0]);
    if (objective == Objective::cheapestFull) {
        out.value = firstUse(*model.instance, out);
        out.upper_bound = std::clamp(-found.bound / model.value_scale, 0.0, out.value);
    } else {
        out.value -= objective == Objective::net ? firstUse(*model.instance, out) : 0;
        const double most = (found.bound + model.rounded_off * all_periods) / model.value_scale;
        out.upper_bound = std::max(out.value, most + base);
    }
    out.bound_curve.clear();
    if (objective == Objective::value && model.periods == 1) {
        out.bound_curve = {out.upper_bound};
    } else if (objective == Objective::value) {
        for (std::size_t t = 0; t < found.period_bound.size(); ++t) {
            out.bound_curve.push_back(
                std::max(out.curve[t], model.servedAtMost(found.period_bound[t])));
        }
    }
    out.optimal = found.optimal;
    out.effort = (found.steps + 999'999) / 1'000'000;
}

/// With the demand that the plan serves, as if there were no other.
Model onlyServed(const Model& model, const Plan& plan)
{
    Live live{model};
    for (const Index task : plan.order) {
        if (plan.period[task] < model.periods) {
            live.mend(task);
        }
    }
    Model out = model;
    out.group_weight.clear();
    out.servers = {};
    out.total_weight = 0;
    std::vector<std::pair<Index, Index>> pairs;
    for (Index g = 0; g < model.groups(); ++g) {
        if (live.served(g)) {
            for (const Index v : model.servers[g]) {
                pairs.emplace_back(v, static_cast<Index>(out.groups()));
            }
            out.servers.addRow(model.servers[g]);
            out.group_weight.push_back(model.group_weight[g]);
            out.total_weight += model.group_weight[g];
        }
    }
    out.groups_of = Csr<Index>::fromPairs(out.vertices(), pairs);
    return out;
}

/// One that serves the same demand and uses less of the first resource.
std::optional<Plan> cheaperPlan(const Model& model, const Plan& plan, const SolveRequest& request,
                                const Feedback& feedback)
{
    const Model served = onlyServed(model, plan);
    if (served.groups() == 0) {
        return std::nullopt;
    }
    const Schedule now = toSchedule(model, plan);
    SolveRequest again = afterwards(request, 1);
    again.start = now.works;
    const OnePeriodFound one = searchOnePeriod(served, again, feedback, {});
    Plan other = decode(model, one.found.plan.order);
    const bool better =
        one.all_served && other.value >= plan.value &&
        firstUse(*model.instance, toSchedule(model, other)) < firstUse(*model.instance, now);
    return better ? std::optional{std::move(other)} : std::nullopt;
}

} // namespace

Schedule solve(const Instance& instance, const SolveRequest& request, const Feedback& feedback,
               const OnBetter& onBetter)
{
    const Review reviewed = review(instance);
    if (instance.objective != Objective::value &&
        (instance.periods != 1 || instance.resources.empty())) {
        throw geo::Error{"this objective is for instances of one period with at least one resource",
                         "Set \"periods\" to 1, or leave \"objective\" out.",
                         {}};
    }
    const Model model = compile(instance, reviewed);
    Objective objective = instance.objective;
    const OnFound report = [&](const Found& better) {
        if (onBetter) {
            Schedule now = toSchedule(model, better.plan);
            setBound(model, better, objective, now);
            onBetter(now);
        }
    };
    Found found;
    geo::Problems problems = reviewed.problems;
    if (request.baseline) {
        found.plan = decode(model, baselineOrder(model, *request.baseline));
        found.bound = objective == Objective::cheapestFull ? 0 : model.mostValue();
    } else if (model.periods == 1) {
        OnePeriodFound one = searchOnePeriod(model, request, feedback, report);
        found = std::move(one.found);
        if (objective == Objective::value && !found.optimal) {
            if (Plan simple = bestSimplePlan(model, feedback); simple.value > found.plan.value) {
                found.plan = std::move(simple);
            }
        }
        if (!one.all_served) {
            objective = Objective::value;
            if (auto plan = cheaperPlan(model, found.plan, request, feedback)) {
                found.plan = std::move(*plan);
            }
            problems.push_back(
                {geo::Severity::warning,
                 "no plan was found that serves all demand with what is supplied",
                 "Supply more. The plan serves the most it can; \"value\" is that weight."});
        }
    } else {
        found = search(model, request, feedback, report);
    }
    Schedule out = toSchedule(model, found.plan);
    out.objective = objective;
    setBound(model, found, objective, out);
    out.unreachable = reviewed.unreachable;
    out.problems = std::move(problems);
    if (onBetter) {
        onBetter(out);
    }
    return out;
}

} // namespace planning::restoration
