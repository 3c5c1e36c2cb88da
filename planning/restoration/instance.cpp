#include "planning/restoration/instance.h"

namespace planning::restoration {

std::string_view text(Objective objective)
{
    switch (objective) {
    case Objective::cheapestFull:
        return "cheapest_full";
    case Objective::net:
        return "net";
    case Objective::value:
        break;
    }
    return "value";
}

} // namespace planning::restoration
