#include "planning/restoration/early_days.h"

#include "planning/network/battery_end.h"
#include "planning/restoration/build_instance.h"
#include "planning/restoration/solve.h"

#include <algorithm>

namespace planning {

std::vector<double> earlyBounds(const Scenario& scenario, const Statuses& statuses,
                                const PowerState& now, const TransportGraph& graph,
                                const Cover& cover, geo::Time asOf, const PlanRequest& request,
                                const WorldByDay& byDay)
{
    std::vector<double> out;
    const std::vector<double> weights = groupWeights(scenario, cover, request, {}, {});
    const int last = byDay.lastEarlyDay();
    const std::vector<double> ends_h = batteryEnds_h(scenario, now);
    const auto left = [&](int day) {
        const double now_h = hoursToEnd(asOf, request.start, day);
        return std::ranges::count_if(ends_h, [now_h](double end_h) { return end_h >= now_h; });
    };
    for (int day = 1; day <= last; ++day) {
        if (day < last && left(day) == left(day + 1)) {
            continue; // the same batteries: the longer horizon answers for both
        }
        // As if the batteries of that day lasted up to it: no plan does better on that day.
        const PowerState power =
            afterBatteries(scenario, now, hoursToEnd(asOf, request.start, day));
        PlanRequest first = request;
        first.days = day;
        const PlanInstance problem =
            buildInstance(scenario, statuses, power, graph, cover, first, weights);
        std::vector<double> curve;
        if (problem.instance.anyWork()) {
            restoration::SolveRequest solve;
            solve.seed = request.seed;
            solve.threads = request.threads;
            solve.effort = 1;
            solve.bound_periods = true;
            curve = restoration::solve(problem.instance, solve).bound_curve;
        }
        const Replay nothing{scenario, statuses, power, graph, cover, request.unknown_works,
                             weights};
        curve.resize(static_cast<std::size_t>(day), nothing.served());
        out.insert(out.end(), curve.begin() + static_cast<std::ptrdiff_t>(out.size()), curve.end());
    }
    return out;
}

double boundWithEarlyDays(double bound, const std::vector<double>& curve,
                          const std::vector<double>& early, double dark, double discount)
{
    if (early.empty()) {
        return bound;
    }
    restoration::Instance days;
    days.discount = discount;
    double added = bound; // each early day counts `dark` in it at least
    double byDay = 0;
    for (std::size_t t = 0; t < std::max(early.size(), curve.size()); ++t) {
        const double factor = days.periodFactor(static_cast<int>(t));
        added += t < early.size() ? factor * (early[t] - dark) : 0;
        byDay += factor * (t < early.size() ? early[t] : curve[t]);
    }
    return curve.empty() ? added : std::min(added, byDay);
}

} // namespace planning
