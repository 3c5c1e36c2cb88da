#pragma once
// Power of a place through time: grid, then battery, then generator, then out.
#include "planning/network/power_state.h"

#include <span>

namespace planning {

enum class PowerSource { grid, solar, battery, generator, out, unknown };
std::string_view text(PowerSource source);

/// From `from_h` (hours after the start) on, until the next entry.
struct PowerSpell {
    double from_h = 0;
    PowerSource source = PowerSource::grid;
    friend bool operator==(const PowerSpell&, const PowerSpell&) = default;
};

/// Hours a place can go on without grid, full battery and the fuel on hand: battery_h + fuel /
/// burn of a generator that carries the load; infinite with solar that covers the load; nothing
/// when neither battery, generator nor solar is stated, or a generator without what is in its tank.
MaybeNumber autonomy_h(const PowerSupply& supply);
/// The same with a full tank.
MaybeNumber fullAutonomy_h(const PowerSupply& supply);

/// A battery, and nothing stated that charges it: no grid, no generator, no sun. Something must, so
/// nobody knows when such a place goes dark.
bool onlyBattery(const PowerSupply& supply);

/// A generator that can carry the place: not smaller than its load, where that is stated. One that
/// is smaller counts as no power, whatever its tank holds.
bool generatorCarries(const PowerSupply& supply);
bool generatorTooSmall(const PowerSupply& supply);

/// A generator that carries the place, and nobody says how much is in its tank.
bool tankUnknown(const PowerSupply& supply);

/// What feeds the place during `horizon_h` hours when the grid is lost at `gridLost_h` (may be
/// negative: lost before the start; nothing: never) and is back at `gridBack_h` (nothing: never).
/// The battery runs first and is recharged only by the grid; fuel is what is on hand, plus
/// deliveries.
struct FuelDelivery {
    double at_h = 0;
    double litres = 0;
};
std::vector<PowerSpell> powerTimeline(const PowerSupply& supply, MaybeNumber gridLost_h,
                                      MaybeNumber gridBack_h, double horizon_h,
                                      std::span<const FuelDelivery> deliveries = {});

/// Litres an hour, above 0: as stated (0 says nothing), or load × 0.33 l/kWh (a small diesel at
/// part load).
double burn_l_per_h(const PowerSupply& supply);

} // namespace planning
