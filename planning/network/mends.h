#pragma once
// Which actions mend which asset: the cheapest choice among a scenario's actions, with everything
// that must come before it.
#include "planning/scenario/scenario.h"

#include <map>

namespace planning {

struct Mend {
    std::uint32_t choice = 0;           // the action that mends
    std::vector<std::uint32_t> actions; // positions in Scenario::actions, first things first
    double cost_usd = 0, crew_days = 0; // of all of them
};

bool givesPower(ActionKind kind); // power, fuel

class Mends {
public:
    explicit Mends(const Scenario& scenario);
    /// The cheapest power action (power, fuel) or physical action (repair, replace, build) of an
    /// asset; nothing when there is none whose preconditions are all known and free of cycles.
    std::optional<Mend> cheapest(AssetRef asset, bool power) const;
    const AssetIndex& assets() const { return assets_; }
    std::optional<std::uint32_t> find(const std::string& action_id) const;

private:
    const Scenario& scenario_;
    AssetIndex assets_;
    std::map<AssetRef, std::vector<std::uint32_t>> actionsOf_;
    Index actionIndex_;
};

/// What a mend costs as a length of way: money, then crew days, then the number of pieces.
double priceOf(const Mend& mend);

} // namespace planning
