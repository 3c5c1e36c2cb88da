#include "app/jobs/plan_again.h"

#include "app/jobs/plan_json.h"

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
    const auto asked = nlohmann::ordered_json::parse(plans.textAt(*row, "supply").value_or(""),
                                                     nullptr, /* allow_exceptions */ false);
    if (!asked.is_object()) {
        return std::nullopt;
    }
    try {
        planning::PlanRequest request = requestFrom(asked);
        request.start = geo::Date{}; // made anew, it starts anew
        return request;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt; // written by something else
    }
}

} // namespace app
