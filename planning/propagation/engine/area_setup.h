#pragma once
// What every path from one transmitter shares, worked out once a call of areaLoss().
#include "planning/propagation/engine/area_loss.h"
#include "planning/propagation/engine/dispatch.h"

#include <vector>

namespace planning::propagation::engine {

/// Zones around the transmitter in the form ZoneView reads.
struct PackedZones {
    std::vector<std::int32_t> words;
    ZoneView shape; // without the words
    ZoneView view() const
    {
        ZoneView v = shape;
        v.words = words.data();
        return v;
    }
};
/// What zonesOnLine() gave, as a zone.
inline RadioZone zoneFrom(std::int32_t two_bits)
{
    return two_bits == 0 ? RadioZone::inland : static_cast<RadioZone>(two_bits);
}

struct AreaSetup {
    AreaTerrain terrain;
    const RadioZones* zones = nullptr; // null: inland everywhere
    AreaLossRequest request;           // step_m filled in
    const Kernels* kernels = nullptr;
    double base_m = 0; // ground at the transmitter
    ClosedForm form;
    double median_c = 0, anomalous_c = 0; // 500 over the effective Earth radii in km
    /// Grids seen from the cell of the transmitter, and where in it the transmitter lies.
    struct View {
        GridView grid;
        double col = 0, row = 0;
        double cells_per_m = 0;
        LineOfPoints line(double east_m, double north_m) const;
    };
    View ground;
    View clutter;       // only when there is clutter
    PackedZones packed; // only when there are zones and the method is exact
};

/// The terrain must have a height at the transmitter.
AreaSetup areaSetup(const AreaTerrain& terrain, const RadioZones* zones,
                    const AreaLossRequest& request);

/// Zone of the terrain's cell that holds a point, or of the nearest cell.
RadioZone zoneAt(const RadioZones& zones, const geo::GridFrame& frame, geo::XY at);

/// Length over ground of a stretch of the plane.
double groundLength_m(const SiteGeodesy& geodesy, double east_m, double north_m);
/// Longest path of a request over ground.
double groundReach_m(const AreaLossRequest& request);

} // namespace planning::propagation::engine
