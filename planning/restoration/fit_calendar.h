#pragma once
// An order of works fitted to the calendar of crews: what it is worth, and small changes that make
// it worth more.
#include "planning/feedback.h"
#include "planning/network/mends.h"
#include "planning/restoration/dispatch.h"
#include "planning/restoration/served_by_day.h"

#include <functional>

namespace planning {

/// Served weight summed over the days, discounted as asked for, when the works are done as
/// dispatched.
double worthOf(const Dispatch& done, const WorldByDay& world, const PlanRequest& request);

/// Positions in Dispatch::works by last day.
std::vector<std::size_t> byLastDay(const Dispatch& done);

class CalendarFit {
public:
    /// `size` is what one replay takes, in elementary steps: fewer tries are made in large worlds.
    /// `late` ends the search early. All must outlive it.
    CalendarFit(Dispatcher& office, const PlanRequest& request, const WorldByDay& world,
                std::size_t size, std::function<bool()> late);

    /// From here on the calendar with the smaller burden is the better one, whatever both serve.
    void lessFirst(std::function<double(const Dispatch&)> burden) { burden_ = std::move(burden); }

    /// Of the actions that mend the same thing keeps the one that is finished first, and those that
    /// others in the order wait for.
    void keepOneWay(std::vector<std::uint32_t>& order, const std::vector<std::vector<Mend>>& ways);

    /// Takes another action for the same thing, with what must come before it, in its place or
    /// before all others, while that serves more, or as much for less money: the solver does not
    /// see drives, nor that one crew does a work from its first day to its last.
    void tryOtherWays(std::vector<std::uint32_t>& order,
                      const std::vector<std::vector<Mend>>& ways);

    /// Puts in works that are not listed, in place of others or beside them, where that serves
    /// more: what the solver took may not fit into the calendar, or leave room. `spare` are these
    /// works; those that could replace a listed one come by themselves. False when nothing is
    /// gained. The number of tries depends on the size alone.
    bool exchange(std::vector<std::uint32_t>& order, std::vector<std::uint32_t> spare,
                  const std::vector<std::vector<Mend>>& ways, const Feedback& feedback);

    /// The solver lets several crews share one work; a calendar does not. Moves single works
    /// forward or back while that serves more. The number of tries depends on the size alone, so
    /// that the same input gives the same plan.
    void improve(std::vector<std::uint32_t>& order, const Feedback& feedback);

    /// Takes out works that bring less than half a person (least_people.h) over the days, by
    /// themselves and through what waits for them: money and crews are not spent to have spent
    /// them. The number of tries depends on the size alone.
    void dropIdle(std::vector<std::uint32_t>& order);

private:
    int triesFor(std::size_t works) const;
    void insert(std::vector<std::uint32_t>& order, std::size_t at, std::uint32_t action);
    struct Score { // the lighter is better, then the one worth more
        double relief = 0, worth = 0;
        auto operator<=>(const Score&) const = default;
    };
    bool take(std::vector<std::uint32_t>& order, Score& best, std::vector<std::uint32_t> other,
              bool orAsGood);
    Score score(const std::vector<std::uint32_t>& order);

    Dispatcher& office_;
    const PlanRequest& request_;
    const WorldByDay& world_;
    std::size_t size_;
    std::function<bool()> late_;
    std::function<double(const Dispatch&)> burden_;
};

} // namespace planning
