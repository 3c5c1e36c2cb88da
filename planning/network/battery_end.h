#pragma once
// Places that live on a battery alone: no fuel keeps them up, so a plan must not count on them.
#include "planning/network/power_state.h"

#include <limits>

namespace planning {

/// Powered by what is left in a battery, which the grid does not charge and no generator follows.
/// Not where nobody stated what charges it (onlyBattery in power_timeline.h).
bool livesOnBattery(const PowerSupply& supply, const PlacePower& power);

constexpr double onceAllAreEmpty = std::numeric_limits<double>::infinity();

/// The same power `after_h` hours later (0 and more): places whose battery alone was to last for
/// less are without power, marked `run_out`; where nobody knows whether the grid feeds them, nobody
/// knows. Tanks count as refilled.
PowerState afterBatteries(const Scenario& scenario, PowerState power, double after_h);

/// powerAt() once all batteries are empty that nothing charges: what a plan builds on.
PowerState lastingPower(const Scenario& scenario, const Statuses& statuses, geo::Time asOf);

/// Hours left to each place that lives on a battery alone, ascending.
std::vector<double> batteryEnds_h(const Scenario& scenario, const PowerState& power);

} // namespace planning
