#include "app/jobs/plan_job.h"

#include "app/jobs/cost_file.h"
#include "app/jobs/money_tornado.h"
#include "app/jobs/plan_again.h"
#include "app/jobs/span_slopes.h"
#include "planning/restoration/supply.h"
#include "planning/scenario/closed_zones.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>

namespace app {
namespace {

/// A budget of nothing that pays for nothing is a slip of the user, not a plan.
void refuseEmptyPurse(const PlanReport& report, const geo::Workspace& workspace)
{
    const planning::RestorationPlan& plan = report.plan;
    const bool noMoney = plan.request.budget_usd && *plan.request.budget_usd <= 0;
    const auto unpaid = std::ranges::count_if(
        plan.undone, [](const auto& left) { return left.reason == planning::Undone::supply; });
    if (noMoney && plan.steps.empty() && unpaid > 0) {
        throw geo::Error{fmt::format("a budget of 0 USD pays for none of {} repairs", unpaid),
                         "Give a budget above 0, or leave --budget out to use the supply",
                         {workspace.file().filename().string(), "actions"}};
    }
}

/// Work there is, and nobody to do it.
void refuseWithoutCrews(const PlanReport& report, const geo::Workspace& workspace)
{
    const planning::RestorationPlan& plan = report.plan;
    const bool crews = planning::anyCrew(report.situation.scenario, plan.request);
    const auto idle = std::ranges::count_if(plan.undone, [&](const auto& left) {
        return left.action && report.situation.scenario.actions[*left.action].crew_days > 0 &&
               (left.reason == planning::Undone::supply || left.reason == planning::Undone::time);
    });
    if (!crews && plan.steps.empty() && idle > 0) {
        throw geo::Error{
            fmt::format("there is no crew for any of {} repairs", idle),
            "Say --crews SKILL=NUMBER …, for example site=2 fibre=1 power=1, or import "
            "a supply with crew_days:SKILL",
            {workspace.file().filename().string(), "supply"}};
    }
}

/// Crews of a skill that nobody has heard of are a slip of the pen, and would leave work undone.
void refuseUnknownSkill(const planning::Scenario& world, const planning::PlanRequest& request,
                        const geo::Workspace& workspace)
{
    const std::set<std::string> known = planning::knownSkills(world);
    for (const auto& [skill, count] : request.crews) {
        if (!known.contains(skill)) {
            throw geo::Error{fmt::format("no work asks for crews of '{}'", skill),
                             fmt::format("Skills are: {}", fmt::join(known, ", ")),
                             {workspace.file().filename().string(), "actions"}};
        }
    }
}

/// Works before the day of the state would rest on reports that nobody had yet.
void warnOfEarlyStart(PlanReport& report)
{
    const geo::Date known = std::chrono::floor<std::chrono::days>(report.situation.as_of);
    const geo::Date start = report.plan.request.start;
    if (start < known) {
        report.plan.problems.push_back(
            {geo::Severity::warning,
             fmt::format("the plan begins on {}, {} days before the state it rests on ({})",
                         geo::text(start), (known - start).count(), geo::text(known)),
             "Begin it later (--start), or ask about the state of that day (--as-of)",
             {},
             "plans",
             report.name});
    }
}

/// What the earlier plan did between the start and the state would be neither paid nor undone.
void refuseToGoOnInThePast(const planning::PlanRequest& plan, geo::Time asOf,
                           const std::string& earlier)
{
    const geo::Date known = std::chrono::floor<std::chrono::days>(asOf);
    if (plan.start < known) {
        throw geo::Error{
            fmt::format("the plan cannot go on from '{}' on {}: the state it rests on is that of "
                        "{}, and what was done and paid for between the two would be lost",
                        earlier, geo::text(plan.start), geo::text(known)),
            "Begin it on that day or later (--start), or ask about the state of an earlier day "
            "(--as-of)",
            {}};
    }
}

/// Rows that could not be used, or not as they stand, where that changes what a plan may do.
void nameRows(PlanReport& report)
{
    for (const geo::Problem& problem : report.situation.problems) {
        const std::string& table = problem.asset_kind;
        if (table == "actions" || table == "supply" || table == "zones") {
            report.plan.problems.push_back(problem);
            report.plan.problems.back().what =
                fmt::format("{} {}: {}", table, problem.asset_id, problem.what);
        }
    }
    for (const planning::Zone& zone : report.situation.scenario.zones) {
        if (zone.access != planning::ZoneAccess::open && planning::datesReversed(zone)) {
            report.plan.problems.push_back(
                {geo::Severity::warning,
                 fmt::format("zone {} ends on {}, before it begins on {}: it counts as {} on every "
                             "day",
                             zone.zone_id, geo::text(*zone.to_date), geo::text(*zone.from_date),
                             zone.access == planning::ZoneAccess::closed ? "closed"
                                                                         : "asking for a permit"),
                 "Correct from_date or to_date",
                 {},
                 "zones",
                 zone.zone_id});
        }
    }
}

/// Supply that adds up to more than a number can hold is a slip of the pen.
void refuseEndlessSupply(const planning::Scenario& world, int days, const geo::Workspace& workspace)
{
    std::map<std::string, double> sums;
    for (const planning::Supply& row : world.supply) {
        double& sum = sums[row.resource];
        sum += row.amount.value_or(0) + days * row.per_day.value_or(0);
        if (!std::isfinite(sum)) {
            throw geo::Error{
                fmt::format("the supply of {} adds up to more than can be counted, with the {} "
                            "from {} on",
                            row.resource, row.amount ? *row.amount : *row.per_day,
                            geo::text(row.from_date)),
                "Correct that row of the supply",
                {workspace.file().filename().string(), "supply"}};
        }
    }
}

/// Rows of confidence the plan of that name has now.
std::size_t judgedActions(const geo::Workspace& workspace, const std::string& name)
{
    if (!workspace.hasTable("results_plan_confidence")) {
        return 0;
    }
    const geo::Rows rows = workspace.read("results_plan_confidence");
    return static_cast<std::size_t>(std::ranges::count_if(
        rows.rows, [&](const geo::Row& row) { return rows.textAt(row, "plan_id") == name; }));
}

} // namespace

double paidBefore_usd(const PlanReport& report)
{
    if (report.earlier.empty()) {
        return 0;
    }
    double usd = 0;
    for (const planning::PlanStep& step : report.plan.steps) {
        usd += report.situation.scenario.actions[step.action].cost_usd;
    }
    return std::max(0.0, usd - report.plan.money_usd);
}

PlanReport planReport(const geo::Workspace& workspace, const PlanJobRequest& request,
                      const planning::Cover& cover, const planning::Feedback& feedback)
{
    PlanReport report;
    report.name = request.name;
    report.unobserved = request.situation.unobserved;
    report.cost_level = request.situation.cost_level;
    report.situation = loadSituation(workspace, request.situation);
    planning::PlanRequest plan = request.plan;
    if (plan.start == geo::Date{}) {
        plan.start =
            std::chrono::floor<std::chrono::days>(report.situation.as_of) + std::chrono::days{1};
    }
    const planning::Scenario& world = report.situation.scenario;
    const planning::Statuses& today = report.situation.statuses;
    std::optional<planning::EarlierPlan> earlier;
    if (!request.go_on_from.empty()) {
        earlier = earlierPlan(workspace, request.go_on_from);
        refuseToGoOnInThePast(plan, report.situation.as_of, request.go_on_from);
        if (request.days_open && earlier->end) {
            const auto left = static_cast<int>((*earlier->end - plan.start).count()) + 1;
            report.to_earlier_end = left > 0;
            plan.days = left > 0 ? left : plan.days;
        }
        planning::goOn(*earlier, world, today, plan);
        report.earlier = request.go_on_from;
    }
    if (request.saved_compete) {
        plan.saved = savedPlans(workspace);
    }
    refuseUnknownSkill(world, plan, workspace);
    refuseEndlessSupply(world, plan.days, workspace);
    report.plan = planning::makePlan(world, today, cover, report.situation.as_of, plan,
                                     feedback.stage(0, request.doubt ? 0.1 : 1));
    warnOfEarlyStart(report);
    nameRows(report);
    refuseEmptyPurse(report, workspace);
    refuseWithoutCrews(report, workspace);
    if (earlier) {
        const auto then =
            planning::statusesAsOf(world, earlier->as_of, request.situation.unobserved);
        report.changes = planning::changesSince(*earlier, world, then, today, report.plan);
    }
    std::vector<std::uint32_t> actions;
    for (const planning::PlanStep& step : report.plan.steps) {
        actions.push_back(step.action);
    }
    report.costs = costBasis(workspace, report.situation, report.cost_level, actions);
    if (request.doubt && !feedback.cancelled()) {
        const planning::CostCatalogue costs = costsOf(workspace);
        const auto slopes = spanSlopes(workspace, world); // any span may be out in a drawn world
        planning::DoubtRequest doubt = *request.doubt;
        doubt.costs = &costs;
        doubt.slopes = &slopes;
        report.judged_as = *request.doubt;
        report.doubt = planning::doubtOf(world, today, cover, report.situation.as_of, report.plan,
                                         doubt, feedback.stage(0.1, 1));
    }
    if (request.tornado && !feedback.cancelled()) {
        report.tornado = planTornado(report, cover, costsOf(workspace), feedback);
    }
    if (!request.doubt) {
        report.confidence_gone = judgedActions(workspace, request.name);
    }
    return report;
}

} // namespace app
