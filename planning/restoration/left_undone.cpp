#include "planning/restoration/left_undone.h"

#include "planning/restoration/action_limits.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <numeric>
#include <set>

namespace planning {
namespace {

// Works that only help together are looked for among so many, with so many replays in all.
constexpr std::size_t mostCompanions = 200;
constexpr int mostReplays = 4000;
constexpr std::size_t mostNamed = 4;

class LeftUndone {
public:
    LeftUndone(const Scenario& scenario, const PlanInstance& problem,
               const std::vector<std::uint32_t>& order, const Replay& end, RestorationPlan& plan)
        : world_{scenario}, assets_{indexOfAssets(scenario)}, problem_{problem}, end_{end},
          plan_{plan}, limits_{scenario, assets_, plan.request}, named_(order.begin(), order.end())
    {
        for (const PlanStep& step : plan.steps) {
            done_.insert(step.action);
            for (const auto& [name, amount] : useOf(world_.actions[step.action], plan.request)) {
                spent_[name] += amount;
            }
        }
        for (const UndoneAction& undone : plan.undone) {
            if (undone.action) {
                named_.insert(*undone.action);
            }
        }
    }

    void run()
    {
        for (const std::vector<Mend>& ways : problem_.ways) {
            const auto taken = std::ranges::find_if(
                ways, [this](const Mend& way) { return done_.contains(way.choice); });
            for (const Mend& way : ways) {
                if (taken != ways.end()) {
                    name(way.choice, Undone::not_needed, instead(taken->choice));
                }
            }
        }
        std::set<std::uint32_t> needless;
        for (const UndoneAction& undone : plan_.undone) {
            if (undone.action && undone.reason == Undone::not_needed) {
                needless.insert(*undone.action);
            }
        }
        for (const std::uint32_t action : problem_.actionOf) {
            if (action != none && !done_.contains(action) && !needless.contains(action)) {
                left_.insert(action);
            }
        }
        for (const std::uint32_t action : problem_.actionOf) {
            if (action != none) {
                weigh(action);
            }
        }
        for (const auto& [action, by] : problem_.outdone) {
            name(action, Undone::not_needed,
                 done_.contains(by) ? instead(by)
                                    : fmt::format("'{}' does as much and takes no more",
                                                  world_.actions[by].action_id));
        }
    }

private:
    std::string instead(std::uint32_t action) const
    {
        return fmt::format("not needed: '{}' is done instead", world_.actions[action].action_id);
    }

    void name(std::uint32_t action, Undone reason, std::string why)
    {
        if (named_.insert(action).second) {
            plan_.undone.push_back(
                {action, world_.actions[action].asset_id, reason, std::move(why)});
        }
    }

    void weigh(std::uint32_t action)
    {
        if (named_.contains(action)) {
            return;
        }
        Replay with = end_;
        const double people = with.finish(action);
        if (people < leastPeople) {
            weighTogether(action);
            return;
        }
        if (const auto lack = shortOf({action})) {
            name(action, Undone::supply,
                 fmt::format("would bring {:.0f} people back, but takes {} of {}, and the plan "
                             "leaves {}",
                             people, lack->takes, lack->stock, lack->left));
            return;
        }
        const Action& what = world_.actions[action];
        const auto at = assets_.find(what.asset_id);
        const auto open =
            openDays(world_, what, at == assets_.end() ? std::nullopt : std::optional{at->second},
                     plan_.request);
        const int last = open.empty() ? plan_.request.days : open.back().second;
        name(action, Undone::not_worth,
             last == plan_.request.days
                 ? fmt::format("would bring {:.0f} people back after the plan, but others bring "
                               "more with what is at hand",
                               people)
                 : fmt::format("would bring {:.0f} people back if done by {}, its last day, but "
                               "others bring more until then",
                               people,
                               geo::text(plan_.request.start + std::chrono::days{last - 1})));
    }

    /// Brings nobody back by itself: perhaps it does with others that are left out too.
    void weighTogether(std::uint32_t action)
    {
        std::set<std::uint32_t> with;
        double people = left_.size() <= mostCompanions ? gainBeside(left_, action) : 0;
        if (people >= leastPeople) {
            with = left_;
            with.erase(action);
            for (const std::uint32_t other : left_) {
                std::set<std::uint32_t> fewer = with;
                if (fewer.erase(other) == 0) {
                    continue;
                }
                if (const double gain = gainBeside(fewer, action); gain >= leastPeople) {
                    with = std::move(fewer);
                    people = gain;
                }
            }
        }
        if (people < leastPeople || replays_ < 0 || with.empty()) {
            name(action, Undone::no_gain, "brings nobody back by itself once the plan is done");
            return;
        }
        std::vector<std::string> names;
        for (const std::uint32_t other : with) {
            if (names.size() < mostNamed) {
                names.push_back(fmt::format("'{}'", world_.actions[other].action_id));
            }
        }
        const std::string others = fmt::format(
            "{}{}", fmt::join(names, ", "),
            with.size() > names.size() ? fmt::format(" and {} more", with.size() - names.size())
                                       : "");
        std::vector<std::uint32_t> all(with.begin(), with.end());
        all.push_back(action);
        if (const auto lack = shortOf(all)) {
            name(action, Undone::supply,
                 fmt::format("would bring {:.0f} people back together with {}, but they take {} of "
                             "{}, and the plan leaves {}",
                             people, others, lack->takes, lack->stock, lack->left));
        } else {
            name(action, Undone::not_worth,
                 fmt::format("would bring {:.0f} people back together with {}, but others bring "
                             "more with what is at hand",
                             people, others));
        }
    }

    bool sameThing(std::uint32_t a, std::uint32_t b) const
    {
        return std::ranges::any_of(problem_.ways, [&](const std::vector<Mend>& ways) {
            return std::ranges::find(ways, a, &Mend::choice) != ways.end() &&
                   std::ranges::find(ways, b, &Mend::choice) != ways.end();
        });
    }

    /// People whom the action brings back once the plan and these others are done.
    double gainBeside(const std::set<std::uint32_t>& others, std::uint32_t action)
    {
        if (--replays_ < 0) {
            return 0;
        }
        Replay with = end_;
        for (const std::uint32_t other : others) {
            if (other != action && !sameThing(other, action)) {
                with.finish(other);
            }
        }
        return with.finish(action);
    }

    struct Lack {
        std::string stock, takes, left;
    };

    /// A stock of which these works take more than the plan leaves.
    std::optional<Lack> shortOf(const std::vector<std::uint32_t>& actions)
    {
        std::map<std::string, double> use;
        for (const std::uint32_t action : actions) {
            for (const auto& [name, amount] : useOf(world_.actions[action], plan_.request)) {
                use[name] += amount;
            }
        }
        for (const auto& [name, amount] : use) {
            const ResourceSupply& supply = limits_.supplyNamed(name);
            if (!supply.stock || (!supply.stated && name != "money_usd")) {
                continue;
            }
            const double all = std::accumulate(supply.per_day.begin(), supply.per_day.end(), 0.0);
            const double left = std::max(0.0, all - spent_[name]);
            if (!suffices(left, amount)) {
                const auto [takes, there] = ActionLimits::apart(amount, left);
                return Lack{name, takes, there};
            }
        }
        return std::nullopt;
    }

    const Scenario& world_;
    AssetIndex assets_;
    const PlanInstance& problem_;
    const Replay& end_;
    RestorationPlan& plan_;
    ActionLimits limits_;
    std::set<std::uint32_t> named_, done_, left_; // left_: could be done and are not
    std::map<std::string, double> spent_;
    int replays_ = mostReplays;
};

} // namespace

std::vector<std::uint32_t> leftOut(const PlanInstance& problem,
                                   const std::vector<std::uint32_t>& order, const Dispatch& done)
{
    std::set<std::uint32_t> known(order.begin(), order.end());
    std::set<std::uint32_t> finished;
    for (const DispatchedWork& work : done.works) {
        finished.insert(work.action);
    }
    for (const std::vector<Mend>& same : problem.ways) {
        if (std::ranges::any_of(same,
                                [&](const Mend& way) { return finished.contains(way.choice); })) {
            std::ranges::for_each(same, [&](const Mend& way) { known.insert(way.choice); });
        }
    }
    std::vector<std::uint32_t> out;
    for (const std::uint32_t action : problem.actionOf) {
        if (action != none && known.insert(action).second) {
            out.push_back(action);
        }
    }
    return out;
}

void nameLeftUndone(const Scenario& scenario, const PlanInstance& problem,
                    const std::vector<std::uint32_t>& order, const Replay& end,
                    RestorationPlan& plan)
{
    LeftUndone{scenario, problem, order, end, plan}.run();
}

} // namespace planning
