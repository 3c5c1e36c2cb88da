#include "app/jobs/verify_plan_job.h"

#include "app/jobs/plan_json.h"
#include "app/jobs/thousands.h"
#include "planning/restoration/instance.h"
#include "planning/restoration/plan_check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
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
    double cost_usd = 0;
    planning::MaybeNumber bound_person_days, gap, days;
    std::string start_date;
};

/// A step's figures as stored, beside what makes it a step.
struct Promise {
    std::string asset_id, kind;
    double cost_usd = 0, crew_days = 0, people_gained = 0, people_served = 0;
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
        out.cost_usd = plans.numberAt(row, "cost_usd").value_or(0);
        out.bound_person_days = plans.numberAt(row, "bound_person_days");
        out.gap = plans.numberAt(row, "gap");
        out.days = plans.numberAt(row, "days");
        out.start_date = plans.textAt(row, "start_date").value_or("");
        return out;
    }
    throw geo::Error{fmt::format("there is no plan '{}'", name),
                     known.empty() ? "Make one: sila plan" : "Plans there are: " + known,
                     {file, "plans"}};
}

/// The steps as stored; actions that are gone become faults.
planning::RestorationPlan planOf(const geo::Workspace& workspace, const planning::Scenario& world,
                                 PlanVerdict& verdict, std::vector<Promise>& promised)
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
        promised.push_back({rows.textAt(row, "asset_id").value_or(""),
                            rows.textAt(row, "kind").value_or(""),
                            rows.numberAt(row, "cost_usd").value_or(0),
                            rows.numberAt(row, "crew_days").value_or(0),
                            rows.numberAt(row, "people_gained").value_or(0),
                            rows.numberAt(row, "people_served").value_or(-1)});
    }
    return plan;
}

/// What the figures of the plan and its steps say that the replay and the actions do not.
class Comparison {
public:
    Comparison(const planning::Scenario& world, const planning::RestorationPlan& plan,
               const planning::PlanCheck& check, std::vector<std::string>& differences)
        : world_{world}, plan_{plan}, served_{check.served}, lasting_{check.served_lasting},
          differences_{differences}
    {
    }

    void total(const Stored& stored, double person_days)
    {
        compare("people served today", stored.people_before, served_.front());
        compare("people served at the end", stored.people_after, served_.back());
        compare("person-days", stored.person_days, person_days);
        double cost = 0;
        for (const planning::PlanStep& step : plan_.steps) {
            const bool begun =
                std::ranges::any_of(plan_.request.under_way, [&](const planning::UnderWay& work) {
                    return work.action_id == world_.actions[step.action].action_id;
                });
            cost += begun ? 0 : world_.actions[step.action].cost_usd;
        }
        compare("cost in USD", stored.cost_usd, cost);
        if (plan_.request.facility_weight.empty()) { // else the bound counts more than people
            bound(stored);
        }
        if (stored.days && *stored.days != plan_.request.days) {
            differences_.push_back(fmt::format("days: the plan says {}, it was made for {}",
                                               *stored.days, plan_.request.days));
        }
        if (stored.start_date != geo::text(plan_.request.start)) {
            differences_.push_back(fmt::format("start: the plan says {}, it was made from {}",
                                               stored.start_date, geo::text(plan_.request.start)));
        }
    }

    void steps(const std::vector<Promise>& promised)
    {
        std::map<int, double> gained; // by last day
        for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
            const planning::Action& action = world_.actions[plan_.steps[i].action];
            const std::string& id = action.action_id;
            const Promise& said = promised[i];
            if (said.asset_id != action.asset_id) {
                differences_.push_back(fmt::format("{}: the plan sends its crew to '{}', the "
                                                   "action is on '{}'",
                                                   id, said.asset_id, action.asset_id));
            }
            if (said.kind != planning::text(action.kind)) {
                differences_.push_back(fmt::format("{}: the plan calls it '{}', the action '{}'",
                                                   id, said.kind, planning::text(action.kind)));
            }
            compare("cost of " + id + " in USD", said.cost_usd, action.cost_usd);
            compare("crew days of " + id, said.crew_days, action.crew_days);
            const int day = plan_.steps[i].last_day;
            if (day >= 1 && static_cast<std::size_t>(day) < served_.size()) {
                gained[day] += said.people_gained;
                compare("people served after " + id, said.people_served,
                        served_[static_cast<std::size_t>(day)]);
            }
        }
        for (const auto& [day, people] : gained) {
            const auto at = static_cast<std::size_t>(day);
            compare(fmt::format("people brought back on day {}", day), people,
                    lasting_[at] - lasting_[at - 1]);
        }
    }

    void curve(const geo::Workspace& workspace, const std::string& name)
    {
        std::map<std::int64_t, double> said;
        std::map<std::int64_t, planning::MaybeNumber> most;
        if (workspace.hasTable("results_plan_curve")) {
            const geo::Rows rows = workspace.read("results_plan_curve");
            for (const geo::Row& row : rows.rows) {
                if (rows.textAt(row, "plan_id") == name) {
                    said[static_cast<std::int64_t>(rows.numberAt(row, "day").value_or(-1))] =
                        rows.numberAt(row, "people_served").value_or(-1);
                    most[static_cast<std::int64_t>(rows.numberAt(row, "day").value_or(-1))] =
                        rows.numberAt(row, "bound_people");
                }
            }
        }
        for (std::size_t day = 0; day < served_.size(); ++day) {
            const auto at = said.find(static_cast<std::int64_t>(day));
            if (at == said.end()) {
                differences_.push_back(fmt::format("the curve has no day {}", day));
            } else {
                compare(fmt::format("curve on day {}", day), at->second, served_[day]);
                const planning::MaybeNumber bound = most[at->first];
                if (bound && plan_.request.facility_weight.empty() &&
                    *bound < served_[day] * (1 - rounding)) {
                    differences_.push_back(fmt::format(
                        "bound on day {}: the plan says nobody serves more than {:.1f}, "
                        "the replay serves {:.1f}",
                        day, *bound, served_[day]));
                }
            }
        }
        if (said.size() > served_.size()) {
            differences_.emplace_back("the curve has days beyond those of the plan");
        }
    }

private:
    /// The bound and the gap are on the sum that counts: later days less, where asked.
    void bound(const Stored& stored)
    {
        planning::restoration::Instance days;
        days.discount = plan_.request.discount;
        double worth = 0;
        for (std::size_t day = 1; day < served_.size(); ++day) {
            worth += served_[day] * days.periodFactor(static_cast<int>(day) - 1);
        }
        if (!stored.bound_person_days) {
            differences_.emplace_back("the plan has no bound");
        } else if (*stored.bound_person_days < worth * (1 - rounding)) {
            differences_.push_back(fmt::format("bound: the plan says no plan brings more than "
                                               "{:.1f} person-days, the replay {:.1f}",
                                               *stored.bound_person_days, worth));
        } else {
            const double most = *stored.bound_person_days;
            const double gap = most > 0 ? (most - worth) / most : 0;
            if (std::abs(stored.gap.value_or(-1) - gap) > rounding) {
                differences_.push_back(fmt::format("gap: the plan says {:.4f} %, the bound and the "
                                                   "replay {:.4f} %",
                                                   100 * stored.gap.value_or(-1), 100 * gap));
            }
        }
    }

    void compare(const std::string& what, double promise, double replayed)
    {
        if (differs(promise, replayed)) {
            differences_.push_back(fmt::format("{}: the plan says {:.1f}, the replay {:.1f}", what,
                                               promise, replayed));
        }
    }

    const planning::Scenario& world_;
    const planning::RestorationPlan& plan_;
    const std::vector<double>&served_, &lasting_;
    std::vector<std::string>& differences_;
};

} // namespace

PlanVerdict verifyPlan(const geo::Workspace& workspace, const LoadedCover& cover,
                       const std::string& name)
{
    PlanVerdict verdict;
    verdict.name = name;
    const Stored stored = storedPlan(workspace, name);
    const Situation now = loadSituation(workspace, stored.situation);
    std::vector<Promise> promised;
    planning::RestorationPlan plan = planOf(workspace, now.scenario, verdict, promised);
    plan.request = stored.request;
    const planning::PlanCheck check =
        planning::checkPlan(now.scenario, now.statuses, cover.cover, now.as_of, plan);
    verdict.faults.insert(verdict.faults.end(), check.faults.begin(), check.faults.end());
    verdict.served = check.served;
    verdict.person_days = std::accumulate(check.served.begin() + 1, check.served.end(), 0.0);
    verdict.promised_person_days = stored.person_days;
    verdict.stale = stored.fingerprint != workspace.fingerprint(planInputs()) || cover.stale;
    Comparison comparison{now.scenario, plan, check, verdict.differences};
    comparison.total(stored, verdict.person_days);
    comparison.steps(promised);
    comparison.curve(workspace, name);
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
        "Plan '{}' of {} steps: {}; {} person-days replayed, {} promised\n", verdict.name,
        verdict.steps, verdict.holds() ? "can be carried out and brings what it says" : "NOT so",
        thousands(verdict.person_days), thousands(verdict.promised_person_days));
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
