#pragma once
// A line of points outward from the transmitter, walked once: the geometry of the path to every
// receiver near it follows from running maxima, running sums and convex hulls of the points passed.
//
// The profile of a receiver is: the points of the radial that lie more than one step before it, a
// point of its own exactly one step before it, and its own position. Distances in km, heights in m
// above the ground at the transmitter, slopes in m per km.
#include "planning/propagation/engine/area_setup.h"
#include "planning/propagation/engine/closed_form.h"
#include "planning/propagation/engine/hull.h"
#include "planning/propagation/engine/zone_walk.h"

#include <vector>

namespace planning::propagation::engine {

/// One end of a path and the point before it.
struct PathEnd {
    double d_km = 0;
    double ground_m = 0;
    double before_ground_m = 0; // one step before
    double before_top_m = 0;    // with clutter
};

class Radial {
public:
    /// Room for `points` of them. The setup must outlive it.
    Radial(const AreaSetup& setup, int points);

    /// Samples points 0 to `points` - 1 in a direction of the plane.
    void sample(double east, double north, int points);
    /// Number of the first point on a void of the terrain; the number of points when there is none.
    int firstVoid() const { return first_void_; }

    /// At the transmitter again.
    void start();
    /// To point `i`, the one after the last. There is no void up to it.
    void advance(int i);
    /// Geometry of a receiver behind the point reached, as receiver `k` of the arrays.
    void geometry(const PathEnd& end, const ReceiverArrays& r, int k) const;
    /// Its zones.
    void zones(double d_km, RadioZone before, RadioZone at, const ReceiverArrays& r, int k) const;

private:
    double edge(const Hull& hull, double c, const PathEnd& end, double before_m,
                double receiver_m) const;

    const AreaSetup& setup_;
    double step_km_, tx_m_;
    bool clutter_, timed_;
    std::vector<double> d_km_, per_km_;
    std::vector<float> d_, ground_, top_, blocks_; // blocks_: highest ground in blocks
    std::vector<RadioZone> zone_;
    int points_ = 0, first_void_ = 0, reached_ = 0;
    double v1_ = 0, v2_ = 0; // eq. (83, 84) up to the point reached
    Hull flat_, median_, anomalous_, bare_;
    ZoneWalk walk_;
};

} // namespace planning::propagation::engine
