#include "planning/restoration/calendar_limits.h"

#include "planning/restoration/crews.h"
#include "planning/restoration/dispatch.h"
#include "planning/restoration/least_people.h"
#include "planning/restoration/supply.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

namespace planning {
namespace {

class Limits {
public:
    Limits(const Scenario& scenario, const RestorationPlan& plan)
        : world_{scenario}, plan_{plan}, days_{plan.request.days}, assets_{indexOfAssets(scenario)}
    {
        for (std::uint32_t i = 0; i < scenario.actions.size(); ++i) {
            actions_.emplace(scenario.actions[i].action_id, i);
        }
        for (const PlanStep& step : plan.steps) {
            const Action& action = world_.actions[step.action];
            firstDay_[action.action_id] = step.first_day;
            lastDay_[action.action_id] = step.last_day;
            for (const auto& [name, amount] : useOf(action, plan.request)) {
                if (isCrewWork(name)) {
                    for (int day = step.first_day; day <= std::min(step.last_day, days_); ++day) {
                        busy_[name][day].insert(step.crew);
                    }
                } else {
                    spent_[name][step.first_day] += amount;
                }
            }
        }
    }

    std::vector<std::string> days(Replay end)
    {
        std::vector<std::map<std::string, double>> held(static_cast<std::size_t>(days_));
        const std::vector<double> people = broughtBack();
        for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
            wait(plan_.steps[i].action, plan_.steps[i].first_day, people[i], held);
        }
        std::vector<std::uint32_t> wanted;
        double more = 0;
        for (const UndoneAction& undone : plan_.undone) {
            if (undone.action && !isTooLong(*undone.action) &&
                (undone.reason == Undone::supply || undone.reason == Undone::time ||
                 undone.reason == Undone::not_worth)) {
                wanted.push_back(*undone.action);
                more += end.finish(*undone.action);
            }
        }
        for (const UndoneAction& undone : plan_.undone) {
            if (undone.action && undone.reason == Undone::closed) { // no way in on any day
                for (auto& votes : held) {
                    votes["access"] += 1;
                }
            }
        }
        for (const std::uint32_t action : wanted) {
            if (more >= leastPeople) { // else nobody waits for them
                wait(action, days_ + 1, 1, held);
            }
        }
        std::vector<std::string> out;
        for (const auto& votes : held) {
            const auto most = std::ranges::max_element(
                votes, [](const auto& a, const auto& b) { return a.second < b.second; });
            out.push_back(most == votes.end() ? std::string() : most->first);
        }
        return out;
    }

private:
    /// People each step brings back; one that brings nobody by itself those of the next to be
    /// finished that does.
    std::vector<double> broughtBack() const
    {
        std::vector<std::size_t> finished(plan_.steps.size());
        std::iota(finished.begin(), finished.end(), std::size_t{0});
        std::ranges::stable_sort(finished, {},
                                 [&](std::size_t i) { return plan_.steps[i].last_day; });
        std::vector<double> people(plan_.steps.size(), 1);
        double next = 1;
        for (auto i = finished.rbegin(); i != finished.rend(); ++i) {
            next = plan_.steps[*i].people_back > 0 ? plan_.steps[*i].people_back : next;
            people[*i] = next;
        }
        return people;
    }

    /// Longer than the whole plan: nothing that could be supplied would help.
    bool isTooLong(std::uint32_t index) const
    {
        return daysOf(world_.actions[index], plan_.request) > days_;
    }

    /// What keeps the action from going on that day.
    std::set<std::string> holds(std::uint32_t index, int day)
    {
        const Action& action = world_.actions[index];
        for (const std::string& before : action.after_ids) {
            const auto first = actions_.find(before);
            const auto last = lastDay_.find(before);
            if (first == actions_.end() || (last != lastDay_.end() && last->second < day)) {
                continue;
            }
            const auto begins = firstDay_.find(before);
            std::set<std::string> why;
            if (begins == firstDay_.end() || begins->second > day) {
                why = holds(first->second, day); // sound actions come in no circles
            }
            return why.empty() ? std::set<std::string>{"access"} : why;
        }
        const auto& open = windows(index);
        if (std::ranges::none_of(open, [day](const auto& window) {
                return window.first <= day && day <= window.second;
            })) {
            return {"access"};
        }
        std::set<std::string> why;
        for (const auto& [name, amount] : useOf(action, plan_.request)) {
            if (isCrewWork(name) ? crewsFree(name, day) < 1 : stock(name, day) < amount) {
                why.insert(name);
            }
        }
        return why;
    }

    const std::vector<std::pair<int, int>>& windows(std::uint32_t index)
    {
        const auto [at, fresh] = windows_.try_emplace(index);
        if (fresh) {
            const Action& action = world_.actions[index];
            const auto asset = assets_.find(action.asset_id);
            at->second =
                openDays(world_, action,
                         asset == assets_.end() ? std::nullopt : std::optional{asset->second},
                         plan_.request);
        }
        return at->second;
    }

    /// Votes for what holds the action up on each day before `first`.
    void wait(std::uint32_t index, int first, double people,
              std::vector<std::map<std::string, double>>& held)
    {
        if (begunOf(plan_.request, world_.actions[index]) != nullptr) {
            return;
        }
        for (int day = 1; day < std::min(first, days_ + 1); ++day) {
            std::set<std::string> why = holds(index, day);
            if (why.empty() && first <= days_) {
                why = cannotFinish(index, day);
            }
            for (const std::string& name : why) {
                held[static_cast<std::size_t>(day) - 1][name] += people;
            }
        }
    }

    /// Of a work that could begin on that day, and is begun later: its crews are called for before
    /// it would be done, or its place or the roads there are closed by then.
    std::set<std::string> cannotFinish(std::uint32_t index, int day)
    {
        const Action& action = world_.actions[index];
        const int last = day + daysOf(action, plan_.request) - 1;
        const auto& open = windows(index);
        if (std::ranges::none_of(open, [&](const auto& window) {
                return window.first <= day && last <= window.second;
            })) {
            return {"access"};
        }
        for (const auto& [name, amount] : useOf(action, plan_.request)) {
            for (int d = day; isCrewWork(name) && d <= std::min(last, days_); ++d) {
                if (crewsFree(name, d) < 1) {
                    return {name};
                }
            }
        }
        return {"access"};
    }

    int crewsFree(const std::string& work, int day)
    {
        auto [at, fresh] = crews_.try_emplace(work);
        if (fresh) {
            at->second.assign(static_cast<std::size_t>(days_), 0);
            for (const Crew& crew : crewsOf(world_, plan_.request, *crewSkill(work))) {
                for (std::size_t d = 0; d < at->second.size(); ++d) {
                    at->second[d] += crew.there[d];
                }
            }
        }
        const auto& busy = busy_[work];
        const auto working = busy.find(day);
        return at->second[static_cast<std::size_t>(day) - 1] -
               (working == busy.end() ? 0 : static_cast<int>(working->second.size()));
    }

    /// What is left of it on that day; without end when nobody said how much there is.
    double stock(const std::string& name, int day)
    {
        const auto [at, fresh] = supply_.try_emplace(name);
        if (fresh) {
            at->second = supplyOf(world_, plan_.request, name);
        }
        if (!at->second.stated && name != "money_usd") {
            return std::numeric_limits<double>::infinity();
        }
        double left = 1e-6;
        for (int d = 1; d <= day; ++d) {
            left += at->second.per_day[static_cast<std::size_t>(d) - 1];
        }
        for (const auto& [first, amount] : spent_[name]) {
            left -= first <= day ? amount : 0;
        }
        return left;
    }

    const Scenario& world_;
    const RestorationPlan& plan_;
    int days_;
    AssetIndex assets_;
    std::map<std::string, std::uint32_t> actions_;
    std::map<std::string, int> firstDay_, lastDay_; // of the plan's steps, by action
    std::map<std::uint32_t, std::vector<std::pair<int, int>>> windows_;
    // Crew work → day → crews at work.
    std::map<std::string, std::map<int, std::set<std::string>>> busy_;
    std::map<std::string, std::map<int, double>> spent_; // stock → first day → amount
    std::map<std::string, std::vector<int>> crews_;      // crew work → crews there on each day
    std::map<std::string, ResourceSupply> supply_;
};

} // namespace

void setLimits(const Scenario& scenario, Replay end, RestorationPlan& plan)
{
    plan.binding = Limits{scenario, plan}.days(std::move(end));
    std::map<std::string, int> days;
    for (const std::string& name : plan.binding) {
        ++days[name];
    }
    int most = 0;
    for (const auto& [name, count] : days) {
        if (!name.empty() && count > most) {
            most = count;
            plan.scarcest = name;
        }
    }
}

} // namespace planning
