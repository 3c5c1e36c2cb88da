#pragma once
// A schedule of an instance as a plan of its model.
#include "planning/restoration/decode.h"

namespace planning::restoration {

/// Plan from a schedule of the model's instance: works keep their periods as far as that is
/// feasible, and go to the next possible one otherwise.
Plan planFrom(const Model& model, const std::vector<ScheduledWork>& works);

} // namespace planning::restoration
