#pragma once
// Plans made before, as calendars of today.
#include "planning/restoration/build_instance.h"
#include "planning/restoration/dispatch.h"

#include <functional>

namespace planning {

/// The works of a saved plan that today's problem still knows, each on its day; those under way
/// come first, days before day 1 become day 1. Actions are matched by id.
std::vector<Appointment> appointmentsOf(const SavedPlan& saved, const Scenario& scenario,
                                        const PlanInstance& problem, const PlanRequest& request);

/// Each of request.saved as a calendar: on its days and with its crews as far as that is possible,
/// packed in the same order, and on its days with `others` of today in what it leaves free.
void forEachSaved(
    Dispatcher& office, const Scenario& scenario, const PlanInstance& problem,
    const PlanRequest& request, const std::vector<std::uint32_t>& others,
    const std::function<void(const SavedPlan&, const std::vector<Appointment>&, Dispatch)>& found);

} // namespace planning
