#include "planning/network/power_timeline.h"

#include <algorithm>
#include <array>
#include <limits>

namespace planning {
namespace {

constexpr double litresPerKwh = 0.33;
constexpr double usualLoad_kw = 3.0;
constexpr double endless = std::numeric_limits<double>::infinity();

bool solarCovers(const PowerSupply& supply)
{
    // A load or a panel of 0 is a cell somebody left empty, not sun for ever.
    const double load_kw = supply.load_kw.value_or(usualLoad_kw);
    return load_kw > 0 && supply.solar_kw.value_or(0) >= load_kw;
}

MaybeNumber autonomyWith(const PowerSupply& supply, MaybeNumber fuel_l)
{
    if (solarCovers(supply)) {
        return endless;
    }
    if ((!supply.battery_h && !supply.generator_kw) || (generatorCarries(supply) && !fuel_l)) {
        return std::nullopt;
    }
    return supply.battery_h.value_or(0) +
           (generatorCarries(supply) ? *fuel_l / burn_l_per_h(supply) : 0);
}

} // namespace

std::string_view text(PowerSource source)
{
    static constexpr std::array<std::string_view, 6> words{"grid",      "solar", "battery",
                                                           "generator", "out",   "unknown"};
    return words[static_cast<std::size_t>(source)];
}

double burn_l_per_h(const PowerSupply& supply)
{
    if (supply.fuel_l_per_h.value_or(0) > 0) {
        return *supply.fuel_l_per_h;
    }
    const double load_kw = supply.load_kw.value_or(0) > 0 ? *supply.load_kw : usualLoad_kw;
    return load_kw * litresPerKwh;
}

bool generatorTooSmall(const PowerSupply& supply)
{
    return supply.generator_kw.value_or(0) > 0 && supply.load_kw.value_or(0) > *supply.generator_kw;
}

bool generatorCarries(const PowerSupply& supply)
{
    return supply.generator_kw.value_or(0) > 0 && !generatorTooSmall(supply);
}

bool tankUnknown(const PowerSupply& supply)
{
    return generatorCarries(supply) && !supply.fuel_on_hand_l;
}

bool onlyBattery(const PowerSupply& supply)
{
    return supply.grid_node_id.empty() && supply.generator_kw.value_or(0) <= 0 &&
           supply.solar_kw.value_or(0) <= 0;
}

MaybeNumber autonomy_h(const PowerSupply& supply)
{
    return autonomyWith(supply, supply.fuel_on_hand_l);
}

MaybeNumber fullAutonomy_h(const PowerSupply& supply)
{
    return autonomyWith(supply, supply.tank_l ? supply.tank_l : supply.fuel_on_hand_l);
}

std::vector<PowerSpell> powerTimeline(const PowerSupply& supply, MaybeNumber gridLost_h,
                                      MaybeNumber gridBack_h, double horizon_h,
                                      std::span<const FuelDelivery> deliveries)
{
    std::vector<PowerSpell> spells;
    const auto begin = [&spells, horizon_h](double at_h, PowerSource source) {
        const double from = std::max(0.0, at_h);
        if (from >= horizon_h) {
            return;
        }
        if (!spells.empty() && spells.back().from_h >= from) {
            spells.pop_back(); // it lasted no time
        }
        if (spells.empty() || spells.back().source != source) {
            spells.push_back({spells.empty() ? 0 : from, source});
        }
    };
    if (!gridLost_h) {
        begin(0, PowerSource::grid);
        return spells;
    }
    const double lost_h = *gridLost_h;
    const double back_h = gridBack_h.value_or(endless);
    if (lost_h > 0) {
        begin(0, PowerSource::grid);
    }
    if (solarCovers(supply)) {
        begin(lost_h, PowerSource::solar);
    } else if (!supply.battery_h && !supply.generator_kw && !supply.solar_kw) {
        begin(lost_h, PowerSource::unknown);
    } else {
        double now_h = lost_h;
        const double battery_h = supply.battery_h.value_or(0);
        if (battery_h > 0) {
            begin(now_h, PowerSource::battery);
            now_h += battery_h;
        }
        // Fuel on hand is what is there at the start; a generator that began before burnt other
        // fuel.
        now_h = std::max(now_h, 0.0);
        double fuel_l = generatorCarries(supply) ? supply.fuel_on_hand_l.value_or(0) : 0;
        const double burn = burn_l_per_h(supply);
        std::vector<FuelDelivery> due(deliveries.begin(), deliveries.end());
        std::ranges::stable_sort(due, {}, &FuelDelivery::at_h);
        std::size_t next = 0;
        while (now_h < std::min(back_h, horizon_h)) {
            while (next < due.size() && due[next].at_h <= now_h) {
                fuel_l += generatorCarries(supply) ? due[next].litres : 0;
                ++next;
            }
            if (fuel_l > 0) {
                begin(now_h, PowerSource::generator);
                const double until =
                    std::min(now_h + fuel_l / burn, next < due.size() ? due[next].at_h : endless);
                fuel_l = std::max(0.0, fuel_l - (until - now_h) * burn);
                if (fuel_l < 1e-9) {
                    fuel_l = 0;
                }
                now_h = until;
            } else {
                begin(now_h, tankUnknown(supply) ? PowerSource::unknown : PowerSource::out);
                if (next >= due.size()) {
                    break;
                }
                now_h = due[next].at_h;
            }
        }
    }
    while (!spells.empty() && spells.back().from_h >= back_h) {
        spells.pop_back();
    }
    begin(back_h, PowerSource::grid);
    return spells;
}

} // namespace planning
