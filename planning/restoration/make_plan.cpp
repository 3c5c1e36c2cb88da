#include "planning/network/battery_end.h"
#include "planning/restoration/build_instance.h"
#include "planning/restoration/calendar_limits.h"
#include "planning/restoration/dispatch.h"
#include "planning/restoration/early_days.h"
#include "planning/restoration/explain.h"
#include "planning/restoration/fit_calendar.h"
#include "planning/restoration/floors.h"
#include "planning/restoration/left_undone.h"
#include "planning/restoration/plan_bound.h"
#include "planning/restoration/plan_effects.h"
#include "planning/restoration/plan_notes.h"
#include "planning/restoration/replay.h"
#include "planning/restoration/saved_plans.h"
#include "planning/restoration/solve.h"

#include <algorithm>
#include <utility>

namespace planning {

namespace {

constexpr int floorRounds = 8; // of raising what people of areas below their floor count for
constexpr std::int64_t laterEffort = 20; // of such a round, unless stated

/// One try: an order of works as a calendar, and what it brings.
struct Attempt {
    Dispatch done;
    std::vector<std::uint32_t> order;
    restoration::Schedule schedule;
    PlanInstance problem;
    std::vector<double> areaWeight; // per area; empty: 1
    double worth = 0;               // weighted, without floors
    Shortfall shortfall;
    std::string taken_from; // the saved plan whose works these are
    double gained = 0;      // worth beyond what the search found, then
};

class Planner {
public:
    Planner(const Scenario& scenario, const Statuses& statuses, const Cover& cover, geo::Time asOf,
            const PlanRequest& request)
        : world_{scenario}, statuses_{statuses}, cover_{cover}, asOf_{asOf}, request_{request},
          now_{powerAt(scenario, statuses, asOf)},
          power_{afterBatteries(scenario, now_, hoursToEnd(asOf, request.start, request.days))},
          graph_{scenario}, byDay_{byDay({})}, today_{byDay_.lasting()}
    {
    }

    RestorationPlan plan(const Feedback& feedback)
    {
        refuseImpossible(world_, graph_, request_);
        areas_ = AreaIndex{world_.areas, cover_.frame};
        const PlaceGroups places =
            areas_.cells().empty()
                ? PlaceGroups{std::vector<std::size_t>(world_.areas.size() + 1, 0), {}, {}}
                : groupsOfPlaces(cover_, areas_.cells(), world_.areas.size());
        office_.emplace(world_, request_);
        floors_.emplace(world_, areas_, places, request_);
        Attempt best = attempt(places, {}, 0, feedback.stage(0, 0.6));
        double bound = best.schedule.upper_bound;
        std::vector<double> boundCurve = best.schedule.bound_curve;
        if (best.problem.instance.anyWork()) { // else the bound is what happens
            const std::vector<double> early =
                earlyBounds(world_, statuses_, now_, graph_, cover_, asOf_, request_, byDay_);
            bound =
                boundWithEarlyDays(bound, boundCurve, early, servedInTheDark(), request_.discount);
            std::ranges::copy(early.begin(),
                              early.begin() + static_cast<std::ptrdiff_t>(
                                                  std::min(early.size(), boundCurve.size())),
                              boundCurve.begin());
        }
        const std::vector<char> attainable = attainableGroups(best.problem, cover_);
        const double without_floors = best.worth;
        raiseFloors(best, places, attainable, feedback.stage(0.6, 0.95));
        competeWithSaved(best, places);

        RestorationPlan out = written(best.done);
        out.assumptions = std::move(best.problem.assumptions);
        out.undone.insert(out.undone.end(), best.problem.undone.begin(), best.problem.undone.end());
        nameLeftUndone(world_, best.problem, best.order, endOf(best.done), out);
        setBound({bound, std::move(boundCurve)}, best.worth, without_floors, out);
        out.taken_from = best.taken_from;
        out.beyond_search_days = best.gained;
        noteCrews(world_, *office_, out);
        noteUnknown(world_, statuses_, out);
        if (request_.budget_usd == 0) {
            out.problems.push_back(
                {geo::Severity::warning,
                 "the budget is 0 dollars: only what costs nothing is done",
                 "Give --budget above 0, or leave it out to use the workspace's supply",
                 {},
                 "supply",
                 "money_usd"});
        }
        addEffects(world_, statuses_, cover_, graph_, asOf_, areas_, attainable, best.areaWeight,
                   out);
        setLimits(world_, endOf(best.done), out);
        explain(world_, statuses_, out, today_);
        feedback.progress(1);
        return out;
    }

private:
    /// Weight served once the batteries are empty and nothing is done.
    double servedInTheDark() const
    {
        return request_.facility_weight.empty()
                   ? today_.served()
                   : byDay(groupWeights(world_, cover_, request_, {}, {})).lasting().served();
    }
    bool late() const
    {
        return request_.seconds > 0 && request_.clock && request_.clock() >= request_.seconds;
    }

    Attempt attempt(const PlaceGroups& places, std::vector<double> areaWeight, int round,
                    const Feedback& feedback)
    {
        const bool first = round == 0;
        Attempt out;
        out.areaWeight = std::move(areaWeight);
        const std::vector<double> weights =
            groupWeights(world_, cover_, request_, places, out.areaWeight);
        out.problem = buildInstance(world_, statuses_, power_, graph_, cover_, request_, weights);
        restoration::SolveRequest solve;
        solve.seed = request_.seed;
        solve.threads = request_.threads;
        solve.bound = first;
        solve.effort = first                  ? request_.effort
                       : request_.effort == 0 ? laterEffort
                                              : std::max<std::int64_t>(1, request_.effort / 4);
        // By the clock every round ends at its own time; the rest is for the calendar.
        solve.seconds =
            request_.seconds * (floorsAsked(request_) ? 0.5 + 0.4 * round / floorRounds : 0.8);
        solve.clock = request_.clock;
        const WorldByDay start = byDay(weights);
        if (out.problem.instance.anyWork()) {
            out.schedule = restoration::solve(out.problem.instance, solve,
                                              feedback.stage(0, 0.8, "Finding the best order"));
        } else {
            out.schedule.upper_bound = worthOf({}, start, request_);
        }
        for (const UnderWay& begun : request_.under_way) {
            const auto at = std::ranges::find(world_.actions, begun.action_id, &Action::action_id);
            if (at != world_.actions.end()) {
                out.order.push_back(static_cast<std::uint32_t>(at - world_.actions.begin()));
            }
        }
        for (const restoration::ScheduledWork& work : out.schedule.works) {
            const std::uint32_t action = out.problem.actionOf[work.part];
            if (begunOf(request_, world_.actions[action]) == nullptr) {
                out.order.push_back(action);
            }
        }
        CalendarFit fit = fitTo(start);
        fit.keepOneWay(out.order, out.problem.ways);
        fit.tryOtherWays(out.order, out.problem.ways);
        fit.improve(out.order, feedback.stage(0.8, 0.9, "Fitting the crews' calendar"));
        if (fit.exchange(out.order, leftOut(out.problem, out.order, office_->run(out.order)),
                         out.problem.ways, feedback.stage(0.9, 0.95))) {
            fit.improve(out.order, feedback.stage(0.95, 1));
        }
        fit.tryOtherWays(out.order, out.problem.ways);
        fit.keepOneWay(out.order, out.problem.ways);
        fit.dropIdle(out.order);
        out.done = office_->run(out.order);
        if (out.areaWeight.empty()) {
            out.worth = worthOf(out.done, start, request_);
            return out;
        }
        out.worth = worthOf(out.done, unweighted(places), request_);
        return out;
    }

    CalendarFit fitTo(const WorldByDay& start)
    {
        return {*office_, request_, start,
                graph_.vertices() + graph_.edges().size() + cover_.group_layers.size(),
                [this] { return late(); }};
    }

    WorldByDay byDay(const std::vector<double>& weights) const
    {
        return {world_, statuses_,      now_,          graph_, cover_, request_.unknown_works,
                asOf_,  request_.start, request_.days, weights};
    }
    /// With no area's people counting for more than others.
    WorldByDay unweighted(const PlaceGroups& places) const
    {
        return byDay(groupWeights(world_, cover_, request_, places, {}));
    }

    /// Once all these works are finished.
    Replay endOf(const Dispatch& done) const
    {
        Replay end = today_;
        for (const DispatchedWork& work : done.works) {
            end.finish(work.action);
        }
        return end;
    }

    Shortfall shortfallOf(const Dispatch& done) const { return floors_->shortfallOf(endOf(done)); }

    /// People of areas below their floor count for more and more, until the floors are met or
    /// nothing helps. The best attempt is kept: most floors met, then fewest people missing, then
    /// most people served. It and the plan without floors are then bettered work by work, by the
    /// same order of wishes.
    void raiseFloors(Attempt& best, const PlaceGroups& places, const std::vector<char>& attainable,
                     const Feedback& feedback)
    {
        if (!floorsAsked(request_) || areas_.cells().empty()) {
            return;
        }
        best.shortfall = shortfallOf(best.done);
        if (best.shortfall.floors == 0) {
            return;
        }
        Shortfall lacking = best.shortfall; // of the latest attempt
        const Attempt plain = best;
        RaisedWeights weights{*floors_, attainable};
        for (int round = 0; round < floorRounds && !feedback.cancelled() && !late(); ++round) {
            if (!weights.raise(lacking)) {
                break;
            }
            Attempt next = attempt(
                places, weights.perArea(), round + 1,
                feedback.stage(0.7 * round / floorRounds, 0.7 * (round + 1.0) / floorRounds));
            next.shortfall = shortfallOf(next.done);
            lacking = next.shortfall;
            if (isBetter(next, best)) {
                best = std::move(next);
            }
        }
        Attempt other = plain;
        easeFloors(other, places, feedback.stage(0.7, 0.85));
        easeFloors(best, places, feedback.stage(0.85, 1));
        if (isBetter(other, best)) {
            best = std::move(other);
        }
    }

    bool isBetter(const Attempt& a, const Attempt& b) const
    {
        return std::pair{floors_->burdenOf(a.shortfall), -a.worth} <
               std::pair{floors_->burdenOf(b.shortfall), -b.worth};
    }

    /// What the weight of some people hid, and what it could not reach: works moved, exchanged or
    /// added, by what that does for the floors, then by people in plain numbers.
    void easeFloors(Attempt& attempt, const PlaceGroups& places, const Feedback& feedback)
    {
        std::vector<std::uint32_t> order = attempt.order;
        const WorldByDay start = unweighted(places);
        CalendarFit fit = fitTo(start);
        fit.lessFirst([&](const Dispatch& done) { return floors_->burdenOf(shortfallOf(done)); });
        fit.exchange(order, leftOut(attempt.problem, order, attempt.done), attempt.problem.ways,
                     feedback.stage(0, 0.6));
        fit.improve(order, feedback.stage(0.6, 1));
        fit.tryOtherWays(order, attempt.problem.ways);
        fit.keepOneWay(order, attempt.problem.ways);
        fit.dropIdle(order);
        Attempt eased = attempt;
        eased.done = office_->run(order);
        eased.order = std::move(order);
        eased.worth = worthOf(eased.done, start, request_);
        eased.shortfall = shortfallOf(eased.done);
        if (isBetter(eased, attempt)) {
            attempt = std::move(eased);
        }
    }

    /// A plan made before that brings more is taken, with as much at hand or more as it is.
    void competeWithSaved(Attempt& best, const PlaceGroups& places)
    {
        if (request_.saved.empty()) {
            return;
        }
        const WorldByDay start = unweighted(places);
        const double searched = best.worth;
        std::vector<std::uint32_t> others = best.order;
        const std::vector<std::uint32_t> left = leftOut(best.problem, best.order, best.done);
        others.insert(others.end(), left.begin(), left.end());
        std::vector<Appointment> taken;
        const auto consider = [&](const std::string& name, const std::vector<Appointment>& works,
                                  const Dispatch& done, bool or_as_good) {
            Attempt other;
            other.worth = worthOf(done, start, request_);
            other.shortfall = floorsAsked(request_) ? shortfallOf(done) : Shortfall{};
            const double least = best.worth * (or_as_good ? 1 - 1e-12 : 1 + 1e-12);
            const double burden = floors_->burdenOf(other.shortfall);
            const double most = floors_->burdenOf(best.shortfall);
            if (burden > most || (burden == most && other.worth <= least)) {
                return;
            }
            best.worth = other.worth;
            best.shortfall = std::move(other.shortfall);
            best.areaWeight.clear();
            best.taken_from = name;
            best.gained = best.worth - searched;
            best.done = done;
            best.order = actionsOf(works);
            taken = works;
        };
        forEachSaved(*office_, world_, best.problem, request_, others,
                     [&](const SavedPlan& saved, const std::vector<Appointment>& works,
                         const Dispatch& done) { consider(saved.name, works, done, false); });
        if (best.taken_from.empty()) {
            return;
        }
        // Works that bring nothing today, and second ways to mend the same thing, are left out.
        std::vector<std::uint32_t> needed = best.order;
        CalendarFit fit = fitTo(start);
        fit.keepOneWay(needed, best.problem.ways);
        fit.dropIdle(needed);
        std::erase_if(taken, [&](const Appointment& work) {
            return std::ranges::find(needed, work.action) == needed.end();
        });
        for (Appointment& work : taken) {
            const auto done =
                std::ranges::find(best.done.works, work.action, &DispatchedWork::action);
            if (done != best.done.works.end()) {
                work.day = done->first_day;
                work.crew = done->crew;
            }
        }
        std::ranges::stable_sort(taken, {}, &Appointment::day);
        const std::string name = best.taken_from;
        consider(name, taken, office_->hold(taken), true);
    }

    RestorationPlan written(const Dispatch& done) const
    {
        RestorationPlan out;
        out.request = request_;
        out.people = cover_.totalPeople();
        out.undone = done.undone;
        for (const DispatchedWork& work : done.works) {
            PlanStep step;
            step.action = work.action;
            step.crew = work.crew;
            step.first_day = work.first_day;
            step.last_day = work.last_day;
            step.drive_h = work.drive_h;
            const Action& action = world_.actions[work.action];
            out.money_usd += begunOf(request_, action) == nullptr ? action.cost_usd : 0;
            const UnderWay* begun = begunOf(request_, action);
            out.crew_days += begun == nullptr       ? action.crew_days
                             : action.crew_days > 0 ? begun->days_left
                                                    : 0;
            out.steps.push_back(std::move(step));
        }
        Replay replay = today_;
        const std::vector<std::size_t> order = byLastDay(done);
        for (std::size_t i = 0; i < order.size(); ++i) {
            PlanStep& step = out.steps[order[i]];
            step.people_back = replay.finish(step.action);
            if (step.people_back <= 0 && step.last_day <= byDay_.lastEarlyDay()) {
                Replay early = byDay_.on(step.last_day);
                for (std::size_t before = 0; before < i; ++before) {
                    early.finish(out.steps[order[before]].action);
                }
                step.people_early = early.finish(step.action);
            }
        }
        out.served = servedByDay(done, byDay_, request_.days);
        return out;
    }

    const Scenario& world_;
    const Statuses& statuses_;
    const Cover& cover_;
    geo::Time asOf_;
    const PlanRequest& request_;
    PowerState now_;
    PowerState power_; // once the batteries are empty that end within the plan
    TransportGraph graph_;
    WorldByDay byDay_;
    const Replay& today_; // with that power
    AreaIndex areas_;
    std::optional<Dispatcher> office_;
    std::optional<Floors> floors_;
};

} // namespace

RestorationPlan makePlan(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                         geo::Time asOf, const PlanRequest& request, const Feedback& feedback)
{
    return Planner{scenario, statuses, cover, asOf, request}.plan(feedback);
}

} // namespace planning
