#pragma once
// An order of works fitted to the calendar of crews: what it is worth, and small changes that make
// it worth more.
#include "planning/feedback.h"
#include "planning/restoration/dispatch.h"
#include "planning/restoration/replay.h"

#include <functional>

namespace planning {

/// Served weight summed over the days, discounted as asked for, when the works are done as
/// dispatched; `start` is the state before day 1.
double worthOf(const Dispatch& done, const Replay& start, const PlanRequest& request);

/// Positions in Dispatch::works by last day.
std::vector<std::size_t> byLastDay(const Dispatch& done);

class CalendarFit {
public:
    /// `size` is what one replay takes, in elementary steps: fewer tries are made in large worlds.
    /// `late` ends the search early. All must outlive it.
    CalendarFit(Dispatcher& office, const PlanRequest& request, const Replay& start,
                std::size_t size, std::function<bool()> late);

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
    double worth(const std::vector<std::uint32_t>& order);

    Dispatcher& office_;
    const PlanRequest& request_;
    const Replay& start_;
    std::size_t size_;
    std::function<bool()> late_;
};

} // namespace planning
