#include "planning/restoration/early_days.h"

#include "planning/network/battery_end.h"
#include "planning/restoration/build_instance.h"
#include "planning/restoration/solve.h"

#include <algorithm>

namespace planning {

EarlyBound earlyBound(const Scenario& scenario, const Statuses& statuses, const PowerState& now,
                      const TransportGraph& graph, const Cover& cover, const PlanRequest& request,
                      const WorldByDay& byDay)
{
    EarlyBound out;
    PlanRequest first = request;
    first.days = std::min(byDay.lastEarlyDay(), request.days);
    if (first.days < 1) {
        return out;
    }
    const std::vector<double> weights = groupWeights(scenario, cover, request, {}, {});
    const auto served = [&](const PowerState& power) {
        return Replay{scenario, statuses, power, graph, cover, request.unknown_works, weights}
            .served();
    };
    // As if these batteries lasted: no plan does better on these days.
    const PlanInstance lasting =
        buildInstance(scenario, statuses, now, graph, cover, first, weights);
    restoration::Schedule best;
    if (std::ranges::any_of(lasting.instance.parts, &restoration::Part::damaged)) {
        restoration::SolveRequest solve;
        solve.seed = request.seed;
        solve.threads = request.threads;
        solve.effort = 1;
        best = restoration::solve(lasting.instance, solve);
    } else {
        best.bound_curve.assign(static_cast<std::size_t>(first.days), served(now));
        for (int t = 0; t < first.days; ++t) {
            best.upper_bound += lasting.instance.periodFactor(t) * served(now);
        }
    }
    // The search counts at least this on them.
    const double least = served(afterBatteries(scenario, now, onceAllAreEmpty));
    out.gain = best.upper_bound;
    for (int t = 0; t < first.days; ++t) {
        out.gain -= lasting.instance.periodFactor(t) * least;
    }
    if (request.facility_weight.empty()) {
        out.curve = std::move(best.bound_curve);
    }
    return out;
}

} // namespace planning
