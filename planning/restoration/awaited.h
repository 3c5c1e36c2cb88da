#pragma once
// Works that must still wait, and whether another one would take the crew they will need.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace planning {

struct Awaited {
    int ready = 0; // the day from which on it needs only a crew
    int days = 1;  // for so long
};

struct CrewDays {
    int free_from = 1;                                // day
    const std::vector<std::uint8_t>* there = nullptr; // per day, from day 1
};

/// Whether one of these works begins later when a crew is free only from day `until` on.
bool keepsWaiting(std::vector<Awaited> works, std::vector<CrewDays> crews, std::size_t crew,
                  int until);

} // namespace planning
