#include "planning/network/solar_sizing.h"

#include "geo/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning {
namespace {

void demand(bool holds, const char* what, double value, const char* range)
{
    if (!holds || !std::isfinite(value)) {
        throw geo::Error{fmt::format("{} is {}", what, value), fmt::format("It must be {}", range)};
    }
}

} // namespace

SolarSize solarSize(const SolarRequest& request)
{
    demand(request.load_kw > 0, "the load in kW", request.load_kw, "above 0");
    demand(request.performance_ratio > 0 && request.performance_ratio <= 1, "the performance ratio",
           request.performance_ratio, "above 0 and at most 1");
    demand(request.autonomy_h >= 0, "the autonomy in hours", request.autonomy_h, "0 or more");
    demand(request.depth_of_discharge > 0 && request.depth_of_discharge <= 1,
           "the depth of discharge", request.depth_of_discharge, "above 0 and at most 1");
    const auto worst = std::ranges::min_element(request.irradiation_kwh_m2_day);
    demand(*worst > 0, "the irradiation of the worst month", *worst, "above 0 kWh/m² a day");
    constexpr double hoursPerDay = 24;
    return {request.load_kw * hoursPerDay / (*worst * request.performance_ratio),
            request.load_kw * request.autonomy_h / request.depth_of_discharge,
            static_cast<int>(worst - request.irradiation_kwh_m2_day.begin()) + 1};
}

} // namespace planning
