#pragma once
// One receiver at a time in double precision: an own straight profile over the terrain, then
// p1812(). What the fast engine is measured against.
#include "planning/propagation/engine/area_loss.h"

#include <vector>

namespace planning::propagation {

/// Steps of a profile of its own: about `step_m` long, four at least.
int profileSteps(double length_m, double step_m);

/// Over ground; nearer than half a cell counts as half a cell.
double pathLength_m(const AreaLossRequest& request, double east_m, double north_m);

/// km along the path to the middle of the first step that crosses the coast, seen from the first
/// zone and from the last; 0 for a terminal at sea, 500 when there is no sea.
struct CoastDistances {
    double tx_km = 500;
    double rx_km = 500;
};
CoastDistances coastDistances(const PathProfile& profile);

class ScalarPath {
public:
    /// The terrain must outlive it. `zones` may be null: inland everywhere.
    ScalarPath(const AreaTerrain& terrain, const RadioZones* zones, const AreaLossRequest& request);
    enum class State { computed, onVoid, outside }; // a void on the way; off the terrain
    struct Answer {
        State state = State::computed;
        double loss_db = 0;
        double theta_t_mrad = 0; // horizon of the transmitter, P.1812 eq. (76, 77)
    };
    Answer compute(geo::XY receiver);

private:
    const geo::Elevation* elevation_;
    const geo::FloatGrid* clutter_;
    const RadioZones* zones_;
    AreaLossRequest request_;
    std::vector<double> distance_km_, height_m_, clutter_m_;
    std::vector<RadioZone> zone_;
};

} // namespace planning::propagation
