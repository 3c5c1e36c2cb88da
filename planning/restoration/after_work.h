#pragma once
// The state of the network once some repairs are finished: what a plan has mended counts as
// working, and places it brought power to as powered.
#include "planning/network/power_state.h"
#include "planning/scenario/status.h"

#include <span>

namespace planning {

/// One finished action, by what it was done to.
struct FinishedWork {
    AssetRef asset;
    ActionKind kind = ActionKind::repair;
};

struct StateAfter {
    Statuses statuses;
    PowerState power;
};

/// `before` and its power are of `asOf`; tanks stay as they were then, and so do batteries but for
/// those that are a place's last and run out within `later_h` hours (battery_end.h). A reported
/// lack of power ends with a power action on the place itself or when its grid node comes back; a
/// reported lack of backhaul that what is broken explains ends when that is mended. `unknownWorks`:
/// what is unknown counts as working.
StateAfter stateAfter(const Scenario& scenario, const Statuses& before, geo::Time asOf,
                      std::span<const FinishedWork> finished, bool unknownWorks = false,
                      double later_h = 0);

/// The status of any asset.
AssetStatus& statusOf(Statuses& statuses, AssetRef asset);
const AssetStatus& statusOf(const Statuses& statuses, AssetRef asset);

} // namespace planning
