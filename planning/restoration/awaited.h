#pragma once
// Works that must still wait, and whether another one would take the crew they will need.
#include <cstddef>
#include <vector>

namespace planning {

struct Awaited {
    int ready = 0; // the day from which on it needs only a crew
    int days = 1;  // for so long
};

/// Whether one of these works begins later when a crew is free only from day `until` on.
/// `free_from`: the day from which each crew is free.
bool keepsWaiting(std::vector<Awaited> works, std::vector<int> free_from, std::size_t crew,
                  int until);

} // namespace planning
