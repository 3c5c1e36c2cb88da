#pragma once
// Repairs put together to purchases, each of which brings people back, the most for their money
// first.
#include "planning/restoration/replay.h"

#include <span>
#include <vector>

namespace planning {

/// Repairs that bring people back only together, in the order they are done.
using RepairPurchase = std::vector<std::uint32_t>;

/// The same repairs in purchases of their own, sorted by people per dollar as each comes; those
/// that help nobody, alone or with what follows, are left out. `order` holds positions of the
/// world's actions; where `today` heeds what must come first, that is bought with the first repair
/// that waits for it, named or not. The result is the best order among neighbours, not proven the
/// best: purchases may need or spare one another.
std::vector<RepairPurchase> bestFirst(std::span<const std::uint32_t> order, const Replay& today,
                                      const Scenario& world);

/// A purchase with what must come first and is not finished in a state, without what is.
RepairPurchase wholeOf(const RepairPurchase& purchase, const Replay& state);

/// The first purchases, of which people read the names, with a cheaper repair in their place where
/// a single one of `spare` (positions of the world's actions) brings as many back and the rest of
/// the list as well.
std::vector<RepairPurchase> cheaperOfEquals(std::vector<RepairPurchase> purchases,
                                            std::vector<std::uint32_t> spare, const Replay& today,
                                            const Scenario& world);

} // namespace planning
