#pragma once
// Instances and schedules as JSON text (docs/instance.md). Reading and writing files is the
// caller's affair.
#include "planning/restoration/instance.h"

#include <string_view>

namespace planning::restoration {

/// Parses an instance. References to unknown ids, and other faults of one part, become problems
/// and Part::fault; what leaves no instance (not JSON, no periods, two parts with one id) throws
/// geo::Error. `file` is how messages name the text.
Instance parseInstance(std::string_view json, const std::string& file, geo::Problems& problems);

std::string writeInstance(const Instance& instance);

/// Reads {"schedule":[{"id","period"}…]} or the bare list. Unknown ids throw geo::Error.
std::vector<ScheduledWork> parseSchedule(std::string_view json, const Instance& instance,
                                         const std::string& file);

} // namespace planning::restoration
