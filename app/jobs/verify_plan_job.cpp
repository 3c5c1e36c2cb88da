#include "app/jobs/verify_plan_job.h"

#include "app/jobs/plan_json.h"
#include "planning/restoration/plan_check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace app {
namespace {

using json = nlohmann::ordered_json;

constexpr double rounding = 1e-6; // of sums of people in another order

bool differs(double a, double b)
{
    return std::abs(a - b) > rounding * (1 + std::abs(a));
}

struct Stored {
    planning::PlanRequest request;
    SituationRequest situation;
    std::string fingerprint;
    double person_days = 0, people_before = 0, people_after = 0;
};

Stored storedPlan(const geo::Workspace& workspace, const std::string& name)
{
    const std::string file = workspace.file().filename().string();
    const geo::Rows plans = workspace.read("plans");
    std::string known;
    for (const geo::Row& row : plans.rows) {
        const std::string id = plans.textAt(row, "plan_id").value_or("");
        if (id != name) {
            known += (known.empty() ? "" : ", ") + id;
            continue;
        }
        Stored out;
        const json supply = json::parse(plans.textAt(row, "supply").value_or(""), nullptr, false);
        const json how = json::parse(plans.textAt(row, "parameters").value_or(""), nullptr, false);
        if (!supply.is_object() || !supply.contains("start") || !how.is_object()) {
            throw geo::Error{fmt::format("the plan '{}' does not say what it was made with", name),
                             "Make it again: sila plan",
                             {file, "plans"}};
        }
        out.request = requestFrom(supply);
        const auto asOf = geo::parseTime(plans.textAt(row, "as_of").value_or(""));
        out.situation.as_of = asOf ? asOf : std::nullopt;
        out.situation.unobserved =
            planning::parseWord<planning::Status>(how.value("unobserved", "operational"))
                .value_or(planning::Status::operational);
        out.situation.cost_level = static_cast<planning::CostLevel>(
            how.value("cost_level", static_cast<int>(planning::CostLevel::base)));
        out.fingerprint = plans.textAt(row, "fingerprint").value_or("");
        out.person_days = plans.numberAt(row, "person_days").value_or(0);
        out.people_before = plans.numberAt(row, "people_before").value_or(0);
        out.people_after = plans.numberAt(row, "people_after").value_or(0);
        return out;
    }
    throw geo::Error{fmt::format("there is no plan '{}'", name),
                     known.empty() ? "Make one: sila plan" : "Plans there are: " + known,
                     {file, "plans"}};
}

/// The steps as stored; actions that are gone become faults.
planning::RestorationPlan planOf(const geo::Workspace& workspace, const planning::Scenario& world,
                                 PlanVerdict& verdict, std::vector<double>& promised)
{
    std::unordered_map<std::string, std::uint32_t> actions;
    for (std::uint32_t i = 0; i < world.actions.size(); ++i) {
        actions.emplace(world.actions[i].action_id, i);
    }
    planning::RestorationPlan plan;
    const geo::Rows rows = workspace.read("plan_steps");
    for (const geo::Row& row : rows.rows) {
        if (rows.textAt(row, "plan_id") != verdict.name) {
            continue;
        }
        ++verdict.steps;
        const std::string id = rows.textAt(row, "action_id").value_or("");
        const auto action = actions.find(id);
        if (action == actions.end()) {
            verdict.faults.push_back(fmt::format("action {} is no longer known", id));
            continue;
        }
        planning::PlanStep step;
        step.action = action->second;
        step.crew = rows.textAt(row, "crew").value_or("");
        step.first_day = static_cast<int>(rows.numberAt(row, "start_day").value_or(0));
        step.last_day = static_cast<int>(rows.numberAt(row, "end_day").value_or(0));
        plan.steps.push_back(std::move(step));
        promised.push_back(rows.numberAt(row, "people_served").value_or(-1));
    }
    return plan;
}

} // namespace

PlanVerdict verifyPlan(const geo::Workspace& workspace, const LoadedCover& cover,
                       const std::string& name)
{
    PlanVerdict verdict;
    verdict.name = name;
    const Stored stored = storedPlan(workspace, name);
    const Situation now = loadSituation(workspace, stored.situation);
    std::vector<double> promised; // people served once each step is done
    planning::RestorationPlan plan = planOf(workspace, now.scenario, verdict, promised);
    plan.request = stored.request;
    const planning::PlanCheck check =
        planning::checkPlan(now.scenario, now.statuses, cover.cover, now.as_of, plan);
    verdict.faults.insert(verdict.faults.end(), check.faults.begin(), check.faults.end());
    verdict.served = check.served;
    verdict.person_days = std::accumulate(check.served.begin() + 1, check.served.end(), 0.0);
    verdict.promised_person_days = stored.person_days;
    verdict.stale = stored.fingerprint != workspace.fingerprint(planInputs()) || cover.stale;
    const auto compare = [&](const std::string& what, double promise, double replayed) {
        if (differs(promise, replayed)) {
            verdict.differences.push_back(fmt::format("{}: the plan says {:.1f}, the replay {:.1f}",
                                                      what, promise, replayed));
        }
    };
    compare("people served today", stored.people_before, check.served.front());
    compare("people served at the end", stored.people_after, check.served.back());
    compare("person-days", stored.person_days, verdict.person_days);
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const auto day = static_cast<std::size_t>(std::max(0, plan.steps[i].last_day));
        if (day < check.served.size()) {
            compare(fmt::format("people served after {}",
                                now.scenario.actions[plan.steps[i].action].action_id),
                    promised[i], check.served[day]);
        }
    }
    return verdict;
}

nlohmann::ordered_json asJson(const PlanVerdict& verdict)
{
    return {{"plan", verdict.name},
            {"holds", verdict.holds()},
            {"feasible", verdict.faults.empty()},
            {"steps", verdict.steps},
            {"faults", verdict.faults},
            {"differences", verdict.differences},
            {"stale", verdict.stale},
            {"person_days", verdict.person_days},
            {"promised_person_days", verdict.promised_person_days},
            {"curve", verdict.served}};
}

std::string asText(const PlanVerdict& verdict)
{
    std::string out = fmt::format(
        "Plan '{}' of {} steps: {}; {:.0f} person-days replayed, {:.0f} promised\n", verdict.name,
        verdict.steps, verdict.holds() ? "can be carried out and brings what it says" : "NOT so",
        verdict.person_days, verdict.promised_person_days);
    for (const auto* list : {&verdict.faults, &verdict.differences}) {
        for (const std::string& line : *list) {
            out += "  " + line + "\n";
        }
    }
    if (verdict.stale) {
        out += "The data changed since the plan was made; make it again for a fresh one.\n";
    }
    return out;
}

} // namespace app
