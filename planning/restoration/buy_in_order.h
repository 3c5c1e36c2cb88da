#pragma once
// What money buys of a known order of repairs. Costs in US dollars, people newly served.
#include "planning/restoration/best_first.h"
#include "planning/restoration/fund.h"

#include <functional>

namespace planning {

/// The repairs of purchases one after the other, money from 0, from a state on.
std::vector<FundStep> stepsOf(const std::vector<RepairPurchase>& purchases, const Scenario& world,
                              Replay state);

/// What a sum buys of an order, from a state on, when purchases it does not pay for are left out. A
/// purchase is the repairs up to one that brings somebody back, with what must come first and was
/// left out before; `people_back` is what each repair brings in this order.
std::vector<RepairPurchase> affordable(double usd, const std::vector<std::uint32_t>& order,
                                       const std::vector<double>& people_back, const Replay& state,
                                       const std::function<double(std::uint32_t)>& costOf_usd);
/// The same, done from a state on.
std::vector<RepairPurchase> affordable(double usd, const std::vector<std::uint32_t>& order,
                                       const Scenario& world, const Replay& state);

/// Without the repairs whose people the others bring back as well, the dearest first.
std::vector<FundStep> leanest(std::vector<FundStep> bought, const Scenario& world,
                              const Replay& before);

std::vector<std::uint32_t> actionsOf(std::span<const FundStep> steps);

} // namespace planning
