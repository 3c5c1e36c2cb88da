#include "app/jobs/plan_json.h"
#include "app/jobs/results_table.h"
#include "app/jobs/tornado_tables.h"

#include <fmt/format.h>
#include <iterator>
#include <set>

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

json doubtSummary(const PlanReport& report)
{
    if (!report.doubt) {
        return nullptr;
    }
    json out = doubtJson(report.situation.scenario, *report.doubt);
    out.erase("early_actions"); // in results_plan_confidence
    out["early_days"] = report.judged_as.early_days;
    out["seed"] = report.judged_as.seed;
    out["effort"] = report.judged_as.effort;
    return out;
}

ResultsTable changesTable(const PlanReport& report)
{
    ResultsTable table{"results_plan_changes"};
    const auto date = [](const std::optional<geo::Date>& d) {
        return d ? geo::Value{geo::text(*d)} : geo::Value{};
    };
    for (const planning::PlanChange& change : report.changes) {
        table.add({report.name, report.earlier, change.action_id, change.asset_id,
                   std::string{planning::text(change.kind)}, date(change.was), date(change.is),
                   change.why});
    }
    return table;
}

ResultsTable confidenceTable(const PlanReport& report, const planning::AssetIndex& assets)
{
    ResultsTable table{"results_plan_confidence"};
    if (!report.doubt) {
        return table;
    }
    for (const planning::ActionConfidence& each : report.doubt->early) {
        const Action& action = report.situation.scenario.actions[each.action];
        const auto place = placeOf(report.situation.scenario, assets, action.asset_id);
        table.add({report.name, action.action_id, action.asset_id,
                   static_cast<std::int64_t>(report.doubt->scenarios),
                   static_cast<std::int64_t>(each.needed), static_cast<std::int64_t>(each.early)},
                  place ? geo::Geometry{*place} : geo::Geometry{});
    }
    return table;
}

/// Puts the rows other plans have in this table of results before the new ones.
void keepOtherPlans(const geo::Workspace& workspace, const std::string& name, geo::Rows& rows)
{
    if (!workspace.hasTable(rows.table)) {
        return;
    }
    std::set<std::string> plans;
    const geo::Rows headers = workspace.read("plans");
    for (const geo::Row& row : headers.rows) {
        plans.insert(headers.textAt(row, "plan_id").value_or(""));
    }
    const geo::Rows old = workspace.read(rows.table);
    std::vector<geo::Row> kept;
    for (const geo::Row& row : old.rows) {
        const std::string plan = old.textAt(row, "plan_id").value_or("");
        if (plan == name || !plans.contains(plan)) {
            continue;
        }
        geo::Row same;
        same.geometry = row.geometry;
        for (const std::string& column : rows.columns) {
            const auto at = old.find(column);
            same.values.push_back(at ? row.values[*at] : geo::Value{});
        }
        kept.push_back(std::move(same));
    }
    rows.rows.insert(rows.rows.begin(), std::make_move_iterator(kept.begin()),
                     std::make_move_iterator(kept.end()));
}

} // namespace

std::vector<std::string> planInputs()
{
    return {"sites",      "cells",        "nodes",   "spans",  "links",
            "grid_nodes", "grid_lines",   "zones",   "roads",  "areas",
            "facilities", "observations", "actions", "supply", "results_coverage"};
}

void storePlan(geo::Workspace& workspace, const PlanReport& report)
{
    using geo::ColumnKind;
    using geo::Value;
    const RestorationPlan& plan = report.plan;
    const planning::Scenario& world = report.situation.scenario;
    const planning::AssetIndex assets = planning::indexOfAssets(world);
    const std::vector<std::string> inputs = planInputs();
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
               {"unobserved", planning::text(report.unobserved)},
               {"cost_level", static_cast<int>(report.cost_level)},
               {"areas", areasJson(world, plan)},
               {"facilities", facilitiesJson(plan)},
               {"overloads", overloadsJson(world, plan)},
               {"problems", problemsJson(plan.problems)},
               {"costs", asJson(report.costs)},
               {"doubt", doubtSummary(report)},
               {"taken_from", plan.taken_from},
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

    geo::Rows curve{
        "results_plan_curve", {"plan_id", "day", "date", "people_served", "bound_people"}, {}};
    for (std::size_t day = 0; day < plan.served.size(); ++day) {
        curve.rows.push_back(
            {{report.name, static_cast<std::int64_t>(day),
              geo::text(plan.request.start + std::chrono::days{static_cast<int>(day) - 1}),
              Value{plan.served[day]}, day < plan.bound.size() ? Value{plan.bound[day]} : Value{}},
             {}});
    }
    geo::Rows undone{
        "results_plan_undone", {"plan_id", "action_id", "asset_id", "reason", "why"}, {}};
    for (const planning::UndoneAction& left : plan.undone) {
        undone.rows.push_back(
            {{report.name, left.action ? world.actions[*left.action].action_id : std::string{},
              left.asset_id, std::string{planning::text(left.reason)}, left.why},
             {}});
    }

    keepOtherPlans(workspace, report.name, curve);
    keepOtherPlans(workspace, report.name, undone);
    ResultsTable changes = changesTable(report);
    keepOtherPlans(workspace, report.name, changes.rows());
    ResultsTable confidence = confidenceTable(report, assets);
    keepOtherPlans(workspace, report.name, confidence.rows());
    ResultsTable tornado = tornadoTable("results_plan_tornado", all(report.tornado), report.name);
    keepOtherPlans(workspace, report.name, tornado.rows());
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
         {"people_served", ColumnKind::real},
         {"bound_people", ColumnKind::real}},
        geo::GeometryKind::none,
        {"results_plan_curve", "Plan: people served per day", inputs, fingerprint, asked.dump()});
    workspace.writeResults(
        undone,
        {{"plan_id", ColumnKind::text},
         {"action_id", ColumnKind::text},
         {"asset_id", ColumnKind::text},
         {"reason", ColumnKind::text},
         {"why", ColumnKind::text}},
        geo::GeometryKind::none,
        {"results_plan_undone", "Plan: repairs left undone", inputs, fingerprint, asked.dump()});
    changes.write(workspace, inputs, fingerprint, asked.dump());
    confidence.write(workspace, inputs, fingerprint, asked.dump());
    tornado.write(workspace, inputs, fingerprint, asked.dump());
    transaction.commit();
}

} // namespace app
