#pragma once
// Which actions mend which asset: the choices among a scenario's actions, each with everything that
// must come before it, and the cheapest of them.
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
    /// The sound (action_faults.h) power actions (power, fuel) or physical actions (repair,
    /// replace, build) of an asset, the cheapest first.
    std::vector<Mend> choices(AssetRef asset, bool power) const;
    /// The first of them; nothing when there is none.
    std::optional<Mend> cheapest(AssetRef asset, bool power) const;
    /// Why there is no choice: no action is known, or what is wrong with those there are.
    std::string whyNone(AssetRef asset, bool power) const;
    const AssetIndex& assets() const { return assets_; }
    std::optional<std::uint32_t> find(const std::string& action_id) const;
    /// Per action what is wrong with it; empty for sound ones.
    const std::vector<std::string>& faults() const { return faults_; }

private:
    bool suits(std::uint32_t action, bool power) const;
    Mend mendBy(std::uint32_t choice) const;

    const Scenario& scenario_;
    std::vector<std::string> faults_;
    AssetIndex assets_;
    std::map<AssetRef, std::vector<std::uint32_t>> actionsOf_;
    Index actionIndex_;
};

/// What a mend costs as a length of way: money, then crew days, then the number of pieces.
double priceOf(const Mend& mend);
double priceOf(const Action& action); // without its piece
/// A piece that needs mending never comes free: of two ways of equal cost, fewer pieces win.
inline constexpr double pricePerPiece = 1e-3;

} // namespace planning
