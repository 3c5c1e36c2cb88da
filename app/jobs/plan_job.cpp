#include "app/jobs/plan_job.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace app {
namespace {

using planning::Action;
using planning::PlanStep;
using planning::RestorationPlan;
using json = nlohmann::ordered_json;

std::string kindOf(const planning::AssetIndex& assets, const Action& action)
{
    const auto at = assets.find(action.asset_id);
    return at == assets.end() ? std::string{} : std::string{planning::text(at->second.kind)};
}

/// Where a step is shown: the asset's own place, or the middle of its line or hop.
std::optional<geo::LonLat> placeOf(const planning::Scenario& world,
                                   const planning::AssetIndex& assets, const std::string& id)
{
    const auto at = assets.find(id);
    if (at == assets.end()) {
        return std::nullopt;
    }
    if (const auto position = planning::positionOf(world, at->second)) {
        return position->lonlat;
    }
    if (at->second.kind == planning::AssetKind::span) {
        const auto& lines = world.spans[at->second.index].line;
        if (!lines.empty() && !lines.front().empty()) {
            return lines.front()[lines.front().size() / 2];
        }
    }
    if (at->second.kind == planning::AssetKind::link) {
        const auto a = placeOf(world, assets, world.links[at->second.index].from_id);
        const auto b = placeOf(world, assets, world.links[at->second.index].to_id);
        if (a && b) {
            return geo::LonLat{(a->lon_deg + b->lon_deg) / 2, (a->lat_deg + b->lat_deg) / 2};
        }
    }
    return std::nullopt;
}

json requestJson(const planning::PlanRequest& request)
{
    json crews = json::object();
    for (const auto& [skill, count] : request.crews) {
        crews[skill] = count;
    }
    return {
        {"start", geo::text(request.start)},
        {"days", request.days},
        {"budget_usd", request.budget_usd ? json(*request.budget_usd) : json(nullptr)},
        {"crews", crews},
        {"fuel_l_per_day", request.fuel_l_per_day ? json(*request.fuel_l_per_day) : json(nullptr)},
        {"unknown_works", request.unknown_works},
        {"seed", request.seed},
        {"effort", request.effort}};
}

double personDays(const RestorationPlan& plan)
{
    return std::accumulate(plan.served.begin() + 1, plan.served.end(), 0.0);
}

std::string thousands(double number)
{
    std::string digits = fmt::format("{:.0f}", std::abs(number));
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), " ");
    }
    return (number < -0.5 ? "-" : "") + digits;
}

} // namespace

PlanReport planReport(const geo::Workspace& workspace, const PlanJobRequest& request,
                      const planning::Cover& cover, const planning::Feedback& feedback)
{
    PlanReport report;
    report.name = request.name;
    report.situation = loadSituation(workspace, request.situation);
    planning::PlanRequest plan = request.plan;
    if (plan.start == geo::Date{}) {
        plan.start =
            std::chrono::floor<std::chrono::days>(report.situation.as_of) + std::chrono::days{1};
    }
    report.plan = planning::makePlan(report.situation.scenario, report.situation.statuses, cover,
                                     report.situation.as_of, plan, feedback);
    return report;
}

void storePlan(geo::Workspace& workspace, const PlanReport& report)
{
    using geo::ColumnKind;
    using geo::Value;
    const RestorationPlan& plan = report.plan;
    const planning::Scenario& world = report.situation.scenario;
    const planning::AssetIndex assets = planning::indexOfAssets(world);
    const std::vector<std::string> inputs{"sites",        "cells",      "nodes",      "spans",
                                          "links",        "grid_nodes", "grid_lines", "zones",
                                          "observations", "actions",    "supply"};
    const std::string fingerprint = workspace.fingerprint(inputs);

    geo::Rows header{"plans",
                     {"plan_id", "name", "as_of", "start_date", "days", "supply", "parameters",
                      "method", "seed", "cost_usd", "people_before", "people_after", "person_days",
                      "bound_person_days", "gap", "fingerprint", "note"},
                     {}};
    const json asked = requestJson(plan.request);
    header.rows.push_back(
        {{report.name, report.name, geo::text(report.situation.as_of),
          geo::text(plan.request.start), static_cast<std::int64_t>(plan.request.days), asked.dump(),
          json{{"people", plan.people},
               {"scarcest", plan.scarcest},
               {"assumptions", plan.assumptions}}
              .dump(),
          std::string{"order by search, calendar by crew"},
          static_cast<std::int64_t>(plan.request.seed), Value{plan.money_usd},
          Value{plan.served.front()}, Value{plan.served.back()}, Value{personDays(plan)},
          Value{plan.upper_bound_days}, Value{plan.gap_percent / 100}, fingerprint, std::string{}},
         {}});

    geo::Rows steps{"plan_steps",
                    {"plan_id", "step", "action_id", "asset_kind", "asset_id", "kind", "crew",
                     "start_day", "end_day", "cost_usd", "crew_days", "people_gained",
                     "people_served", "reason", "needed_by"},
                    {}};
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const PlanStep& step = plan.steps[i];
        const Action& action = world.actions[step.action];
        geo::Row row{
            {report.name, static_cast<std::int64_t>(i + 1), action.action_id,
             kindOf(assets, action), action.asset_id, std::string{planning::text(action.kind)},
             step.crew, static_cast<std::int64_t>(step.first_day),
             static_cast<std::int64_t>(step.last_day), Value{action.cost_usd},
             Value{action.crew_days}, Value{step.people_back},
             Value{plan.served[static_cast<std::size_t>(step.last_day)]}, step.why,
             step.needed_by ? Value{static_cast<std::int64_t>(*step.needed_by + 1)} : Value{}},
            {}};
        if (const auto place = placeOf(world, assets, action.asset_id)) {
            row.geometry = *place;
        }
        steps.rows.push_back(std::move(row));
    }

    geo::Rows curve{"results_plan_curve", {"plan_id", "day", "date", "people_served"}, {}};
    for (std::size_t day = 0; day < plan.served.size(); ++day) {
        curve.rows.push_back(
            {{report.name, static_cast<std::int64_t>(day),
              geo::text(plan.request.start + std::chrono::days{static_cast<int>(day) - 1}),
              Value{plan.served[day]}},
             {}});
    }
    geo::Rows undone{"results_plan_undone", {"plan_id", "action_id", "asset_id", "why"}, {}};
    for (const planning::UndoneAction& left : plan.undone) {
        undone.rows.push_back(
            {{report.name, left.action ? world.actions[*left.action].action_id : std::string{},
              left.asset_id, left.why},
             {}});
    }

    const std::string mine = fmt::format("plan_id = '{}'", report.name);
    geo::Workspace::Transaction transaction{workspace};
    workspace.clear("plans", mine);
    workspace.clear("plan_steps", mine);
    workspace.insert(header);
    workspace.insert(steps);
    workspace.writeResults(
        curve,
        {{"plan_id", ColumnKind::text},
         {"day", ColumnKind::integer},
         {"date", ColumnKind::date},
         {"people_served", ColumnKind::real}},
        geo::GeometryKind::none,
        {"results_plan_curve", "Plan: people served per day", inputs, fingerprint, asked.dump()});
    workspace.writeResults(
        undone,
        {{"plan_id", ColumnKind::text},
         {"action_id", ColumnKind::text},
         {"asset_id", ColumnKind::text},
         {"why", ColumnKind::text}},
        geo::GeometryKind::none,
        {"results_plan_undone", "Plan: repairs left undone", inputs, fingerprint, asked.dump()});
    transaction.commit();
}

nlohmann::ordered_json asJson(const PlanReport& report)
{
    const RestorationPlan& plan = report.plan;
    const planning::Scenario& world = report.situation.scenario;
    json steps = json::array();
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const PlanStep& step = plan.steps[i];
        const Action& action = world.actions[step.action];
        steps.push_back({{"step", i + 1},
                         {"action_id", action.action_id},
                         {"asset_id", action.asset_id},
                         {"kind", planning::text(action.kind)},
                         {"crew", step.crew},
                         {"start_day", step.first_day},
                         {"end_day", step.last_day},
                         {"cost_usd", action.cost_usd},
                         {"crew_days", action.crew_days},
                         {"people_back", step.people_back},
                         {"needed_by", step.needed_by ? json(*step.needed_by + 1) : json(nullptr)},
                         {"why", step.why}});
    }
    json undone = json::array();
    for (const planning::UndoneAction& left : plan.undone) {
        undone.push_back({{"action_id", left.action ? json(world.actions[*left.action].action_id)
                                                    : json(nullptr)},
                          {"asset_id", left.asset_id},
                          {"why", left.why}});
    }
    return {{"plan", report.name},
            {"as_of", geo::text(report.situation.as_of)},
            {"synthetic", report.situation.synthetic},
            {"request", requestJson(plan.request)},
            {"people", plan.people},
            {"served_today", plan.served.front()},
            {"served_at_end", plan.served.back()},
            {"person_days", personDays(plan)},
            {"upper_bound_person_days", plan.upper_bound_days},
            {"gap_percent", plan.gap_percent},
            {"money_usd", plan.money_usd},
            {"crew_days", plan.crew_days},
            {"scarcest", plan.scarcest},
            {"binding", plan.binding},
            {"curve", plan.served},
            {"steps", steps},
            {"undone", undone},
            {"assumptions", plan.assumptions}};
}

std::string asText(const PlanReport& report)
{
    const RestorationPlan& plan = report.plan;
    const planning::Scenario& world = report.situation.scenario;
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    const auto share = [&plan](double people) {
        return plan.people > 0 ? 100 * people / plan.people : 0;
    };
    line("Plan of {} days from {}, state as of {}{}", plan.request.days,
         geo::text(plan.request.start), geo::text(report.situation.as_of),
         report.situation.synthetic ? "  (practice data: the network is invented)" : "");
    line("Served today {} of {} people ({:.0f} %), on day {} {} ({:.0f} %): {} more",
         thousands(plan.served.front()), thousands(plan.people), share(plan.served.front()),
         plan.request.days, thousands(plan.served.back()), share(plan.served.back()),
         thousands(plan.served.back() - plan.served.front()));
    line("{} steps, {} USD, {:.0f} crew-days; at most {:.1f} % below the best possible{}",
         plan.steps.size(), thousands(plan.money_usd), plan.crew_days, plan.gap_percent,
         plan.scarcest.empty() ? "" : "; held up most by " + plan.scarcest);
    line("\n{:>4}  {:<8} {:<22} {:<10} {:>9} {:>10} {:>10}  {}", "#", "what", "asset", "crew",
         "days", "USD", "people", "why");
    constexpr std::size_t shown = 40;
    for (std::size_t i = 0; i < std::min(shown, plan.steps.size()); ++i) {
        const PlanStep& step = plan.steps[i];
        const Action& action = world.actions[step.action];
        line("{:>4}  {:<8} {:<22} {:<10} {:>9} {:>10} {:>10}  {}", i + 1,
             planning::text(action.kind), action.asset_id, step.crew,
             fmt::format("{}-{}", step.first_day, step.last_day), thousands(action.cost_usd),
             step.people_back > 0 ? "+" + thousands(step.people_back) : "", step.why);
    }
    if (plan.steps.size() > shown) {
        line("      … and {} more (--json lists all)", plan.steps.size() - shown);
    }
    if (!plan.undone.empty()) {
        std::map<std::string, std::size_t> reasons;
        for (const planning::UndoneAction& left : plan.undone) {
            ++reasons[left.why];
        }
        line("\n{} repairs stay undone:", plan.undone.size());
        for (const auto& [why, count] : reasons) {
            line("  {:>4}  {}", count, why);
        }
    }
    for (const std::string& assumption : plan.assumptions) {
        line("Assumed: {}", assumption);
    }
    return out;
}

} // namespace app
