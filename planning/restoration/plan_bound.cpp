#include "planning/restoration/plan_bound.h"

#include "planning/restoration/floors.h"

#include <algorithm>
#include <fmt/format.h>

namespace planning {

namespace {

/// With day 0, and nowhere below what is served.
std::vector<double> curveFor(std::vector<double> curve, const std::vector<double>& served)
{
    if (curve.size() + 1 != served.size()) {
        return {};
    }
    curve.insert(curve.begin(), served.front());
    for (std::size_t day = 0; day < curve.size(); ++day) {
        curve[day] = std::max(curve[day], served[day]);
    }
    return curve;
}

} // namespace

void setBound(PlanBound bound, double worth, double without_floors, RestorationPlan& plan)
{
    const PlanRequest& request = plan.request;
    const bool floors = floorsAsked(request);
    plan.counted_days = worth;
    plan.upper_bound_days = std::max(bound.days, worth);
    plan.gap_percent = plan.upper_bound_days > 0
                           ? 100 * (plan.upper_bound_days - worth) / plan.upper_bound_days
                           : 0;
    if (request.facility_weight.empty() && !floors) {
        plan.bound = curveFor(std::move(bound.curve), plan.served);
    }
    if (!request.facility_weight.empty()) {
        plan.assumptions.emplace_back(
            "the bound and the gap count facilities by their weights, beside people");
    }
    if (request.discount > 0) {
        plan.assumptions.push_back(
            fmt::format("people served a day later count {:.2f} % less, in the order of work, "
                        "the bound and the gap",
                        100 - 100 / (1 + request.discount)));
    }
    if (floors && plan.gap_percent > 0 && worth < without_floors) {
        plan.assumptions.emplace_back(
            "the bound is that of plans without floors: part of the gap is their price");
    }
}

} // namespace planning
