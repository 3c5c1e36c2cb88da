#include "app/jobs/plan_again.h"

#include "app/jobs/plan_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

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
        request.under_way.clear();
        request.spent.clear();
        return request;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt; // written by something else
    }
}

std::optional<planning::DoubtRequest> storedDoubtRequest(const geo::Workspace& workspace,
                                                         const std::string& planId)
{
    const geo::Rows plans = workspace.read("plans");
    for (const geo::Row& row : plans.rows) {
        if (plans.textAt(row, "plan_id") != planId) {
            continue;
        }
        const auto made =
            nlohmann::json::parse(plans.textAt(row, "parameters").value_or(""), nullptr, false);
        const auto doubt = made.is_object() ? made.find("doubt") : made.end();
        if (doubt == made.end() || !doubt->is_object()) {
            return std::nullopt;
        }
        planning::DoubtRequest asked;
        asked.scenarios = doubt->value("scenarios", asked.scenarios);
        asked.early_days = doubt->value("early_days", asked.early_days);
        asked.seed = doubt->value("seed", asked.seed);
        asked.effort = doubt->value("effort", asked.effort);
        return asked;
    }
    return std::nullopt;
}

std::vector<planning::SavedPlan> savedPlans(const geo::Workspace& workspace)
{
    std::map<std::string, geo::Date> starts;
    std::map<std::string, std::map<std::int64_t, planning::SavedPlan::Work>> works; // by step
    const geo::Rows plans = workspace.read("plans");
    for (const geo::Row& row : plans.rows) {
        if (const auto start = geo::parseDate(plans.textAt(row, "start_date").value_or(""))) {
            starts[plans.textAt(row, "plan_id").value_or("")] = *start;
        }
    }
    const geo::Rows steps = workspace.read("plan_steps");
    for (const geo::Row& row : steps.rows) {
        const auto start = starts.find(steps.textAt(row, "plan_id").value_or(""));
        const auto day = steps.numberAt(row, "start_day");
        const auto step = steps.numberAt(row, "step");
        if (start != starts.end() && day && step && *day >= 1 &&
            *day <= planning::longestPlan_days) {
            works[start->first][static_cast<std::int64_t>(*step)] = {
                steps.textAt(row, "action_id").value_or(""), steps.textAt(row, "crew").value_or(""),
                start->second + std::chrono::days{static_cast<int>(*day) - 1}};
        }
    }
    std::vector<planning::SavedPlan> out;
    for (const auto& [name, bySteps] : works) {
        out.push_back({name, {}});
        for (const auto& [step, work] : bySteps) {
            out.back().works.push_back(work);
        }
    }
    return out;
}

planning::EarlierPlan earlierPlan(const geo::Workspace& workspace, const std::string& planId)
{
    const geo::Rows plans = workspace.read("plans");
    const auto row = std::ranges::find_if(plans.rows, [&](const geo::Row& candidate) {
        return plans.textAt(candidate, "plan_id") == planId;
    });
    const auto start = row == plans.rows.end()
                           ? std::nullopt
                           : geo::parseDate(plans.textAt(*row, "start_date").value_or(""));
    if (!start) {
        throw geo::Error{fmt::format("there is no plan '{}' to go on from", planId),
                         "Make it first with sila plan --name",
                         {workspace.file().filename().string(), "plans"}};
    }
    planning::EarlierPlan out;
    out.as_of = geo::parseTime(plans.textAt(*row, "as_of").value_or("")).value_or(geo::Time{});
    const auto asked = nlohmann::ordered_json::parse(plans.textAt(*row, "supply").value_or(""),
                                                     nullptr, /* allow_exceptions */ false);
    if (asked.is_object()) {
        const planning::PlanRequest request = requestFrom(asked);
        out.spent = request.spent;
        out.end = *start + std::chrono::days{request.days - 1};
        for (const planning::UnderWay& begun : request.under_way) {
            out.begun.push_back(begun.action_id);
        }
    }
    const geo::Rows steps = workspace.read("plan_steps");
    for (const geo::Row& step : steps.rows) {
        if (steps.textAt(step, "plan_id") != planId) {
            continue;
        }
        const auto text = [&](const char* column) {
            return steps.textAt(step, column).value_or(std::string{});
        };
        const auto date = [&](const char* column) {
            return *start + std::chrono::days{
                                static_cast<int>(steps.numberAt(step, column).value_or(1)) - 1};
        };
        const std::string crew = text("crew");
        out.steps.push_back({text("action_id"), text("asset_id"), crew.substr(0, crew.rfind(' ')),
                             crew, date("start_day"), date("end_day"),
                             steps.numberAt(step, "cost_usd").value_or(0)});
    }
    return out;
}

} // namespace app
