#pragma once
// What is wrong with an instance, what can be done at all, and why the rest cannot.
#include "planning/restoration/instance.h"

namespace planning::restoration {

struct Review {
    std::vector<char> possible; // per part: intact and sound, or can be mended within the periods
    // Per part: first period in which its mending can be finished; 0 for intact parts, the number
    // of periods when impossible.
    std::vector<int> release;
    std::vector<char> on_at_start; // per part
    std::vector<char> on_at_best;  // per part, when everything possible is mended
    std::vector<Unreachable> unreachable;
    geo::Problems problems;
};

/// Throws geo::Error for what leaves nothing to plan: no periods, a supply of the wrong length or
/// below zero, positions outside the lists. Everything else is listed and planned around.
Review review(const Instance& instance);

/// A part as messages name it: its id in quotes.
std::string quoted(const Instance& instance, std::uint32_t part);

/// One cycle of the relation, as positions with the first repeated at the end; empty when none.
/// `next` lists who is reached from whom; parts with skip set are left out.
std::vector<std::uint32_t> findCycle(const std::vector<std::vector<std::uint32_t>>& next,
                                     const std::vector<char>& skip);

} // namespace planning::restoration
