#include "planning/restoration/solve.h"

#include "planning/restoration/baselines.h"
#include "planning/restoration/schedule.h"
#include "planning/restoration/search.h"

#include <limits>

namespace planning::restoration {

double Schedule::gapPercent() const
{
    return upper_bound > 0 ? 100 * (upper_bound - value) / upper_bound : 0;
}

namespace {

/// The bound counts what is served from the start too, and is never below the value.
void setBound(const Model& model, const Found& found, Schedule& out)
{
    const double base = static_cast<double>(model.base_weight) * model.periods;
    out.upper_bound = std::max(out.value, (found.bound + base) / model.weight_scale);
    out.optimal = found.optimal;
    out.effort = (found.steps + 999'999) / 1'000'000;
}

} // namespace

Schedule solve(const Instance& instance, const SolveRequest& request, const Feedback& feedback,
               const OnBetter& onBetter)
{
    const Review reviewed = review(instance);
    const Model model = compile(instance, reviewed);
    Found found;
    if (request.baseline) {
        found.plan = decode(model, baselineOrder(model, *request.baseline));
        found.bound = static_cast<double>(model.total_weight) * model.periods;
    } else {
        const OnFound report = [&](const Found& better) {
            if (onBetter) {
                Schedule now = toSchedule(model, better.plan);
                setBound(model, better, now);
                onBetter(now);
            }
        };
        found = search(model, request, feedback, report);
    }
    Schedule out = toSchedule(model, found.plan);
    setBound(model, found, out);
    out.unreachable = reviewed.unreachable;
    out.problems = reviewed.problems;
    if (onBetter) {
        onBetter(out);
    }
    return out;
}

} // namespace planning::restoration
