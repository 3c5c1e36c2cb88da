#pragma once
// Whose people somebody counted.
#include "app/jobs/situation.h"

namespace app {

/// False for a settlement without a population where people come from settlements.
inline bool counted(const Situation& situation, const planning::Settlement& place)
{
    return place.population || situation.unknown_people == 0;
}

} // namespace app
