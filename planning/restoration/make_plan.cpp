#include "geo/error.h"
#include "planning/restoration/build_instance.h"
#include "planning/restoration/dispatch.h"
#include "planning/restoration/explain.h"
#include "planning/restoration/replay.h"
#include "planning/restoration/solve.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace planning {
namespace {

/// Small own generator: the same numbers on every platform (splitmix64, public domain constants).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed} {}
    std::uint32_t below(std::uint32_t n)
    {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return static_cast<std::uint32_t>((z ^ (z >> 31U)) % n);
    }

private:
    std::uint64_t state_;
};

class Planner {
public:
    Planner(const Scenario& scenario, const Statuses& statuses, const Cover& cover, geo::Time asOf,
            const PlanRequest& request)
        : world_{scenario}, statuses_{statuses}, cover_{cover}, request_{request},
          power_{powerAt(scenario, statuses, asOf)}, graph_{scenario},
          today_{scenario, statuses, power_, graph_, cover, request.unknown_works}
    {
    }

    RestorationPlan plan(const Feedback& feedback)
    {
        refuseTheImpossible();
        PlanInstance problem = buildInstance(world_, statuses_, power_, graph_, cover_, request_);
        restoration::SolveRequest solve;
        solve.seed = request_.seed;
        solve.effort = request_.effort;
        solve.seconds = request_.seconds * 0.8; // the rest is for the calendar
        solve.clock = request_.clock;
        solve.threads = request_.threads;
        const bool anyWork = std::ranges::any_of(
            problem.instance.parts, [](const restoration::Part& p) { return p.damaged; });
        restoration::Schedule schedule;
        if (anyWork) {
            schedule = restoration::solve(problem.instance, solve,
                                          feedback.stage(0, 0.8, "Finding the best order"));
        } else {
            schedule.upper_bound = today_.served() * request_.days;
        }
        std::vector<std::uint32_t> order;
        for (const restoration::ScheduledWork& work : schedule.works) {
            order.push_back(problem.actionOf[work.part]);
        }
        improve(order, feedback.stage(0.8, 0.95, "Fitting the crews' calendar"));

        RestorationPlan out = written(dispatch(world_, order, request_), order);
        out.assumptions = std::move(problem.assumptions);
        out.undone.insert(out.undone.end(), problem.undone.begin(), problem.undone.end());
        nameTheRest(problem, order, out);
        setBound(out, schedule);
        explain(world_, statuses_, out, today_);
        feedback.progress(1);
        return out;
    }

private:
    void refuseTheImpossible() const
    {
        if (graph_.cores().empty()) {
            throw geo::Error{
                "the workspace has no core node, so nobody can be connected to anything",
                "Import the transport nodes with at least one of kind 'core'"};
        }
        if (request_.days < 1 || request_.days > 3650) {
            throw geo::Error{fmt::format("a plan of {} days cannot be made", request_.days),
                             "Give between 1 and 3650 days"};
        }
        for (const Action& action : world_.actions) {
            if (action.cost_usd < 0 || action.crew_days < 0) {
                throw geo::Error{
                    fmt::format("action '{}' has a negative cost or crew days", action.action_id),
                    "Correct the action; `sila check` lists all such rows"};
            }
        }
    }

    /// Person-days over the horizon when the works are done as dispatched.
    double worth(const Dispatch& done) const
    {
        Replay replay = today_;
        double sum = 0;
        int day = 0;
        for (const std::size_t i : byLastDay(done)) {
            const int last = done.works[i].last_day;
            sum += replay.served() * (last - 1 - day);
            day = last - 1;
            replay.finish(done.works[i].action);
        }
        return sum + replay.served() * (request_.days - day);
    }

    static std::vector<std::size_t> byLastDay(const Dispatch& done)
    {
        std::vector<std::size_t> order(done.works.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return done.works[i].last_day; });
        return order;
    }

    /// The solver lets several crews share one work; a calendar does not. Moves single works
    /// forward or back while that serves more person-days. The number of tries depends on the size
    /// alone, so that the same input gives the same plan.
    void improve(std::vector<std::uint32_t>& order, const Feedback& feedback) const
    {
        if (order.size() < 2) {
            return;
        }
        const double size = static_cast<double>(order.size()) * request_.days +
                            static_cast<double>(graph_.vertices() + graph_.edges().size() +
                                                cover_.group_layers.size());
        const int tries = std::clamp(static_cast<int>(2e8 / size), 20, 3000);
        Dice dice{request_.seed};
        double best = worth(dispatch(world_, order, request_));
        const auto count = static_cast<std::uint32_t>(order.size());
        for (int i = 0; i < tries && !feedback.cancelled(); ++i) {
            std::vector<std::uint32_t> other = order;
            const std::uint32_t from = dice.below(count);
            const std::uint32_t to = dice.below(count);
            const std::uint32_t moved = other[from];
            other.erase(other.begin() + from);
            other.insert(other.begin() + to, moved);
            const double now = worth(dispatch(world_, other, request_));
            if (now > best) {
                best = now;
                order = std::move(other);
            }
            feedback.progress(static_cast<double>(i) / tries);
        }
    }

    RestorationPlan written(const Dispatch& done, const std::vector<std::uint32_t>& order) const
    {
        RestorationPlan out;
        out.request = request_;
        out.people = cover_.totalPeople();
        out.undone = done.undone;
        std::unordered_map<std::uint32_t, std::size_t> rank;
        for (std::size_t i = 0; i < order.size(); ++i) {
            rank.emplace(order[i], i);
        }
        for (const DispatchedWork& work : done.works) {
            PlanStep step;
            step.action = work.action;
            step.crew = work.crew;
            step.first_day = work.first_day;
            step.last_day = work.last_day;
            out.money_usd += world_.actions[work.action].cost_usd;
            out.crew_days += world_.actions[work.action].crew_days;
            out.steps.push_back(std::move(step));
        }
        Replay replay = today_;
        out.served.assign(static_cast<std::size_t>(request_.days) + 1, replay.served());
        for (const std::size_t i : byLastDay(done)) {
            PlanStep& step = out.steps[i];
            step.people_back = replay.finish(step.action);
            for (auto day = static_cast<std::size_t>(step.last_day); day < out.served.size();
                 ++day) {
                out.served[day] = replay.served();
            }
        }
        return out;
    }

    /// Repairs that could be done but are not in the plan, each with a reason.
    void nameTheRest(const PlanInstance& problem, const std::vector<std::uint32_t>& order,
                     RestorationPlan& out) const
    {
        for (const std::uint32_t action : problem.actionOf) {
            const auto isThis = [action](const UndoneAction& u) { return u.action == action; };
            if (action != none && std::ranges::find(order, action) == order.end() &&
                std::ranges::none_of(out.undone, isThis)) {
                out.undone.push_back(
                    {action, world_.actions[action].asset_id,
                     "others bring more people back with what is at hand, or it brings none"});
            }
        }
    }

    void setBound(RestorationPlan& out, const restoration::Schedule& schedule) const
    {
        const double served = std::accumulate(out.served.begin() + 1, out.served.end(), 0.0);
        out.binding = schedule.binding;
        std::map<std::string, int> days;
        for (const std::string& name : schedule.binding) {
            ++days[name];
        }
        int most = 0;
        for (const auto& [name, count] : days) {
            if (!name.empty() && count > most) {
                most = count;
                out.scarcest = name;
            }
        }
        if (request_.facility_weight.empty()) {
            out.upper_bound_days = std::max(schedule.upper_bound, served);
            out.gap_percent = out.upper_bound_days > 0
                                  ? 100 * (out.upper_bound_days - served) / out.upper_bound_days
                                  : 0;
        } else {
            // The bound is on weighted people: the gap is that of the weighted plan.
            out.upper_bound_days = schedule.upper_bound;
            out.gap_percent = schedule.gapPercent();
            out.assumptions.emplace_back("the gap counts facilities by their weights");
        }
    }

    const Scenario& world_;
    const Statuses& statuses_;
    const Cover& cover_;
    const PlanRequest& request_;
    PowerState power_;
    TransportGraph graph_;
    Replay today_;
};

} // namespace

RestorationPlan makePlan(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                         geo::Time asOf, const PlanRequest& request, const Feedback& feedback)
{
    return Planner{scenario, statuses, cover, asOf, request}.plan(feedback);
}

} // namespace planning
