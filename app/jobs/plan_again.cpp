#include "app/jobs/plan_again.h"

#include <algorithm>

namespace app {

std::optional<planning::PlanRequest> storedPlanRequest(const geo::Workspace& workspace,
                                                       const std::string& planId)
{
    const geo::Rows plans = workspace.read("plans");
    const auto row = std::ranges::find_if(plans.rows, [&](const geo::Row& candidate) {
        return plans.textAt(candidate, "plan_id") == planId;
    });
    if (row == plans.rows.end()) {
        return std::nullopt;
    }
    const auto asked = nlohmann::json::parse(plans.textAt(*row, "supply").value_or(""), nullptr,
                                             /* allow_exceptions */ false);
    if (!asked.is_object()) {
        return std::nullopt;
    }
    const auto number = [&asked](const char* key) -> planning::MaybeNumber {
        const auto at = asked.find(key);
        return at != asked.end() && at->is_number() ? planning::MaybeNumber{at->get<double>()}
                                                    : std::nullopt;
    };
    planning::PlanRequest request;
    request.days = std::clamp(static_cast<int>(number("days").value_or(request.days)), 1, 3650);
    request.budget_usd = number("budget_usd");
    request.fuel_l_per_day = number("fuel_l_per_day");
    if (const auto crews = asked.find("crews"); crews != asked.end() && crews->is_object()) {
        for (const auto& [skill, count] : crews->items()) {
            if (count.is_number()) {
                request.crews[skill] = count.get<int>();
            }
        }
    }
    const auto unknown = asked.find("unknown_works");
    request.unknown_works = unknown != asked.end() && unknown->is_boolean() && unknown->get<bool>();
    request.seed = static_cast<std::uint64_t>(number("seed").value_or(1));
    request.effort = static_cast<std::int64_t>(number("effort").value_or(0));
    return request;
}

} // namespace app
