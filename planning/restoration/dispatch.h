#pragma once
// From an order of work to a calendar: which crew does what from which day to which, without
// overspending a stock on any day or working in a closed zone.
#include "planning/restoration/supply.h"

namespace planning {

struct DispatchedWork {
    std::uint32_t action = 0;
    std::string crew;                // "fibre 1"; empty when the action needs no crew
    int first_day = 1, last_day = 1; // inclusive
};

struct Dispatch {
    std::vector<DispatchedWork> works; // by first day, then by rank in the order given
    std::vector<UndoneAction> undone;
};

/// Works through the days: each day the first works in `order` that may start do start. A work
/// holds one crew of its skill for its crew days (or its duration, if longer) on consecutive days,
/// is paid and takes its parts and fuel on its first day, and starts after everything in its
/// after_ids is finished. A later work may overtake an earlier one only if it leaves enough in
/// stock for it.
Dispatch dispatch(const Scenario& scenario, const std::vector<std::uint32_t>& order,
                  const PlanRequest& request);

/// Days a work holds its crew: crew days or duration, whichever is longer, rounded up; at least 1.
int daysOf(const Action& action);

} // namespace planning
