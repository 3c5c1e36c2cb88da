#include "planning/restoration/solve.h"

#include "planning/restoration/baselines.h"
#include "planning/restoration/greedy.h"
#include "planning/restoration/review.h"
#include "planning/restoration/schedule.h"

#include <limits>

namespace planning::restoration {

double Schedule::gapPercent() const
{
    return upper_bound > 0 ? 100 * (upper_bound - value) / upper_bound : 0;
}

Schedule solve(const Instance& instance, const SolveRequest& request, const Feedback& feedback,
               const OnBetter& onBetter)
{
    const Review reviewed = review(instance);
    const Model model = compile(instance, reviewed);
    Plan plan;
    if (request.baseline) {
        plan = decode(model, baselineOrder(model, *request.baseline));
    } else {
        plan = decode(model, greedyOrder(model, {}, feedback));
        dropIdle(model, plan);
    }
    Schedule out = toSchedule(model, plan);
    out.upper_bound = model.weight(model.total_weight + model.base_weight) * model.periods;
    out.unreachable = reviewed.unreachable;
    out.problems = reviewed.problems;
    if (onBetter) {
        onBetter(out);
    }
    return out;
}

} // namespace planning::restoration
