#pragma once
// The cheapest set of things to do that reaches a goal which more done never spoils. Looked for
// with sets of which one thing at least must be done: the cheapest choice that meets all of them
// found so far costs no more than the answer, and is the answer as soon as it reaches the goal.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace planning {

/// Whether the goal is reached with what is flagged as done; if not, fills `missing` with things
/// not done of which one at least is needed. None: nothing can help.
using GoalReached =
    std::function<bool(const std::vector<char>& done, std::vector<std::uint32_t>& missing)>;

struct CheapestSet {
    // Cheaper than the price known, every one of them needed; nothing when none was found.
    std::optional<std::vector<std::uint32_t>> better;
    bool proven = false; // nothing costs less than `better`, or than the price known without it
};

/// `price` of each thing, none below zero; `known` is the price of a set that reaches the goal.
/// Takes its steps, and `reached` its own, from `left`; stops at none with what is found by then.
CheapestSet cheapestSet(std::span<const double> price, double known, const GoalReached& reached,
                        std::size_t& left);

/// Takes steps away.
inline void take(std::size_t& left, std::size_t steps)
{
    left -= std::min(left, steps);
}

} // namespace planning
