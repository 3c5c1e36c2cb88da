#include "planning/restoration/go_on.h"

#include "planning/network/power_state.h"
#include "planning/restoration/after_work.h"
#include "planning/restoration/supply.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace planning {
namespace {

/// The scenario's actions and assets by their ids.
class World {
public:
    explicit World(const Scenario& scenario) : scenario_{scenario}, assets_{indexOfAssets(scenario)}
    {
        for (std::uint32_t i = 0; i < scenario.actions.size(); ++i) {
            actions_.emplace(scenario.actions[i].action_id, i);
        }
    }
    const Action* action(const std::string& id) const
    {
        const auto at = actions_.find(id);
        return at == actions_.end() ? nullptr : &scenario_.actions[at->second];
    }
    const AssetStatus* status(const Statuses& statuses, const std::string& asset) const
    {
        const auto at = assets_.find(asset);
        return at == assets_.end() ? nullptr : &statusOf(statuses, at->second);
    }
    /// Does the asset need the step no more on that day? Nobody reports on roads: what was to be
    /// cleared by then is. Of a place that never failed itself, only a report from after the
    /// delivery says that it runs.
    bool over(const Statuses& today, const EarlierStep& step, geo::Date day) const
    {
        const Action* what = action(step.action_id);
        if (what == nullptr) {
            return true;
        }
        if (what->kind == ActionKind::clear) {
            return step.last < day;
        }
        const AssetStatus* now = status(today, step.asset_id);
        if (now == nullptr || serviceOf(now->status) != Service::on) {
            return false;
        }
        if (what->kind == ActionKind::repair || what->kind == ActionKind::replace) {
            return true;
        }
        return now->observation &&
               std::chrono::floor<std::chrono::days>(
                   scenario_.observations[*now->observation].observed_at) >= step.last;
    }
    /// Did anybody report the asset working since the step was to be finished? What is out again is
    /// new damage then.
    bool workedSince(const EarlierStep& step) const
    {
        return std::ranges::any_of(scenario_.observations, [&](const Observation& seen) {
            return seen.asset_id == step.asset_id && serviceOf(seen.status) == Service::on &&
                   std::chrono::floor<std::chrono::days>(seen.observed_at) >= step.last;
        });
    }
    /// Should be finished before the day, but nobody reports the asset working since.
    bool late(const Statuses& today, const EarlierStep& step, geo::Date day) const
    {
        return step.last < day && !over(today, step, day) && !workedSince(step);
    }
    /// "out_of_service, reported by Operator A on 2026-11-20"; of the report that counts.
    std::string said(const AssetStatus& status) const
    {
        std::string out{text(status.status)};
        if (status.observation) {
            const Observation& seen = scenario_.observations[*status.observation];
            out +=
                fmt::format(", reported{} on {}", seen.source.empty() ? "" : " by " + seen.source,
                            geo::text(std::chrono::floor<std::chrono::days>(seen.observed_at)));
        }
        return out;
    }

private:
    const Scenario& scenario_;
    AssetIndex assets_;
    std::map<std::string, std::uint32_t> actions_;
};

class Comparison {
public:
    Comparison(const EarlierPlan& earlier, const Scenario& scenario, const Statuses& then,
               const Statuses& today, const RestorationPlan& plan)
        : earlier_{earlier}, scenario_{scenario}, then_{then}, today_{today}, plan_{plan},
          world_{scenario}
    {
        for (const EarlierStep& step : earlier.steps) {
            was_.emplace(step.action_id, &step);
        }
        for (const PlanStep& step : plan.steps) {
            is_.emplace(scenario.actions[step.action].action_id, &step);
        }
    }

    std::vector<PlanChange> run() const
    {
        std::vector<PlanChange> out;
        for (const EarlierStep& step : earlier_.steps) {
            out.push_back(changeOf(step));
        }
        for (const PlanStep& step : plan_.steps) {
            const Action& action = scenario_.actions[step.action];
            if (!was_.contains(action.action_id)) {
                out.push_back({ChangeKind::added, action.action_id, action.asset_id, std::nullopt,
                               dateOf(step.last_day), whyAdded(action, step)});
            }
        }
        return out;
    }

private:
    geo::Date dateOf(int day) const { return plan_.request.start + std::chrono::days{day - 1}; }

    PlanChange changeOf(const EarlierStep& step) const
    {
        PlanChange out{ChangeKind::same, step.action_id, step.asset_id, step.last, {}, {}};
        const auto now = is_.find(step.action_id);
        if (now != is_.end()) {
            out.is = dateOf(now->second->last_day);
        }
        const bool past = step.last < plan_.request.start;
        if (now == is_.end()) {
            leave(step, past, out);
        } else if (world_.late(today_, step, plan_.request.start)) {
            out.kind = ChangeKind::late;
            out.why = fmt::format("was to be finished by {}, but is not reported as working: taken "
                                  "to need one more day",
                                  geo::text(step.last));
        } else if (past) {
            out.kind = ChangeKind::added;
            const AssetStatus* status = world_.status(today_, step.asset_id);
            out.why = "it worked since, but its asset is " +
                      (status == nullptr ? std::string{"out again"} : world_.said(*status));
        } else if (begunOf(plan_.request, scenario_.actions[now->second->action]) != nullptr) {
            out.kind = ChangeKind::goes_on;
            out.why = step.first >= plan_.request.start
                          ? fmt::format("begun before, goes on from {}",
                                        geo::text(dateOf(now->second->first_day)))
                          : fmt::format(
                                "under way since {}{}", geo::text(step.first),
                                now->second->crew.empty() ? "" : " with crew " + now->second->crew);
        } else if (*out.is != step.last) {
            out.kind = *out.is < step.last ? ChangeKind::earlier : ChangeKind::later;
            out.why = whyMoved(step, *now->second, out.kind);
        }
        return out;
    }

    void leave(const EarlierStep& step, bool past, PlanChange& out) const
    {
        const AssetStatus* status = world_.status(today_, step.asset_id);
        if (world_.over(today_, step, plan_.request.start)) {
            out.kind = past ? ChangeKind::done : ChangeKind::not_needed;
            const Action* work = world_.action(step.action_id);
            out.why = work != nullptr && work->kind == ActionKind::clear
                          ? "the way was to be clear by " + geo::text(step.last)
                      : status == nullptr ? "its asset is no longer in the workspace"
                                          : "its asset is " + world_.said(*status);
            return;
        }
        out.kind = ChangeKind::dropped;
        out.why = "the best plan found does without it";
        for (const UndoneAction& undone : plan_.undone) {
            if (undone.action && scenario_.actions[*undone.action].action_id == step.action_id) {
                out.why = undone.why;
                out.kind = undone.reason == Undone::not_needed ? ChangeKind::not_needed : out.kind;
            }
        }
    }

    std::string whyAdded(const Action& action, const PlanStep& step) const
    {
        const AssetStatus* now = world_.status(today_, action.asset_id);
        const AssetStatus* then = world_.status(then_, action.asset_id);
        if (now != nullptr && then != nullptr && now->status != then->status) {
            return fmt::format("its asset is {}; it was {}", world_.said(*now), text(then->status));
        }
        const std::vector<std::string> lost = lostSince();
        const std::string since =
            lost.empty()
                ? "it fits now"
                : fmt::format("it was left out before; since then {}{} {} out", lost.front(),
                              lost.size() > 1 ? fmt::format(" and {} more", lost.size() - 1) : "",
                              lost.size() > 1 ? "are" : "is");
        return step.why.empty() ? since : since + ": " + step.why;
    }

    /// Assets that worked when the earlier plan was made and are reported out since.
    std::vector<std::string> lostSince() const
    {
        std::vector<std::string> lost;
        for (const Observation& seen : scenario_.observations) {
            const AssetStatus* now = world_.status(today_, seen.asset_id);
            const AssetStatus* then = world_.status(then_, seen.asset_id);
            if (seen.observed_at > earlier_.as_of && now != nullptr && then != nullptr &&
                serviceOf(now->status) == Service::off && serviceOf(then->status) == Service::on &&
                std::ranges::find(lost, seen.asset_id) == lost.end()) {
                lost.push_back(seen.asset_id);
            }
        }
        return lost;
    }

    /// Of the same skill, the work that now goes before, or no longer does.
    std::string whyMoved(const EarlierStep& step, const PlanStep& now, ChangeKind kind) const
    {
        if (kind == ChangeKind::later) {
            for (const PlanStep& other : plan_.steps) {
                const Action& action = scenario_.actions[other.action];
                const auto was = was_.find(action.action_id);
                const bool before = other.first_day < now.first_day && action.skill == step.skill;
                const bool newHere = was == was_.end() || was->second->first > step.first ||
                                     was->second->last < plan_.request.start;
                if (before && was != was_.end() && action.action_id != step.action_id &&
                    world_.late(today_, *was->second, plan_.request.start)) {
                    return fmt::format("{}, which goes before it, is late", action.action_id);
                }
                if (before && newHere && action.action_id != step.action_id) {
                    return fmt::format("{} goes before it now", action.action_id);
                }
            }
            return "the works before it take longer";
        }
        for (const EarlierStep& other : earlier_.steps) {
            if (other.skill != step.skill || other.first > step.first ||
                other.action_id == step.action_id) {
                continue;
            }
            const auto is = is_.find(other.action_id);
            if (other.last >= plan_.request.start &&
                (is == is_.end() || is->second->first_day > now.first_day)) {
                return fmt::format("{} no longer goes before it", other.action_id);
            }
        }
        return "a crew is free sooner";
    }

    const EarlierPlan& earlier_;
    const Scenario& scenario_;
    const Statuses& then_;
    const Statuses& today_;
    const RestorationPlan& plan_;
    World world_;
    std::map<std::string, const EarlierStep*> was_;
    std::map<std::string, const PlanStep*> is_;
};

} // namespace

std::string_view text(ChangeKind kind)
{
    static constexpr std::array<std::string_view, 9> words{
        "goes on", "done", "late", "not needed", "added", "dropped", "earlier", "later", "same"};
    return words.at(static_cast<std::size_t>(kind));
}

void goOn(const EarlierPlan& earlier, const Scenario& scenario, const Statuses& today,
          PlanRequest& request)
{
    constexpr double lateDays = 1; // what is late is taken to need so much more
    const World world{scenario};
    const std::set<std::string> paid(earlier.begun.begin(), earlier.begun.end());
    request.spent = earlier.spent;
    request.under_way.clear();
    std::vector<UnderWay> late; // a crew first ends what it stands at
    for (const EarlierStep& step : earlier.steps) {
        if (step.first >= request.start && !paid.contains(step.action_id)) {
            continue;
        }
        if (!paid.contains(step.action_id)) {
            request.spent["money_usd"] += step.cost_usd;
            if (const Action* action = world.action(step.action_id)) {
                for (const auto& [name, amount] : useOf(*action)) {
                    if (name != "money_usd" && !isCrewWork(name)) {
                        request.spent[name] += amount;
                    }
                }
            }
        }
        if (world.late(today, step, request.start)) {
            late.push_back({step.action_id, step.crew, lateDays});
        } else if (step.last >= request.start && !world.over(today, step, request.start)) {
            // Of what waits for its crew there, no day has passed yet.
            const auto left = (step.last - std::max(step.first, request.start)).count() + 1;
            request.under_way.push_back({step.action_id, step.crew, static_cast<double>(left)});
        }
    }
    request.under_way.insert(request.under_way.end(), late.begin(), late.end());
}

std::vector<PlanChange> changesSince(const EarlierPlan& earlier, const Scenario& scenario,
                                     const Statuses& then, const Statuses& today,
                                     const RestorationPlan& plan)
{
    return Comparison{earlier, scenario, then, today, plan}.run();
}

} // namespace planning
