#pragma once
// One world out of many that fit the reports.
#include "planning/restoration/doubt.h"

namespace planning {

struct DrawnWorld {
    Scenario scenario;
    Statuses statuses;
};

/// The `number`-th world of the seed: the same on every machine, whatever the other numbers.
DrawnWorld drawWorld(const Scenario& scenario, const Statuses& statuses,
                     const DoubtRequest& request, std::uint64_t number);

} // namespace planning
