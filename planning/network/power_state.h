#pragma once
// Who has power at an instant: the grid, then solar, generator and battery of each place.
#include "planning/network/service.h"

namespace planning {

/// Power of one place at the instant asked for.
struct PlacePower {
    Service powered = Service::on;
    bool grid = true;       // the grid feeds it
    MaybeNumber hours_left; // without grid: until battery and fuel are used up; of a battery with a
                            // tank behind it that nobody measured: at least so long
    // "grid", "solar", "generator", "battery", "reported", "not stated", "unknown", "nothing"
    std::string on;
    bool run_out = false; // its battery ended after the instant asked for (battery_end.h)
};

struct PowerState {
    std::vector<Service> grid_nodes; // energised
    std::vector<PlacePower> sites, nodes;
};

/// A grid node is energised when it works and, where grid lines are given, reaches a working source
/// over working lines. A place whose grid node is down lives on solar that covers its load, then on
/// its battery, counted from when the grid was lost (grid_loss.h), then on its generator, if
/// that is not smaller than the load, while the fuel on hand lasts. One that was reported working
/// after its battery must have been empty is fed by somebody ("reported"). A place without grid
/// node and without any power data counts as powered, since nobody said otherwise. Where the grid
/// is down and nobody says what stands behind it, or how much is in the generator's tank, nobody
/// knows whether there is power. A status with cause `power` overrules all of this.
PowerState powerAt(const Scenario& scenario, const Statuses& statuses, geo::Time asOf);

/// Works, is out, or nobody knows: what a status says about the asset itself.
Service serviceOf(Status status);

} // namespace planning
