#pragma once
// Below this many people a work brings nobody: half a person, so that shares of people count.

namespace planning {

inline constexpr double leastPeople = 0.5;

} // namespace planning
