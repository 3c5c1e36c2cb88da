#pragma once
// What a link loses on its way: free space, diffraction and gases for a hop, P.1812 for a cell.
#include "app/jobs/link_job.h"

namespace app {

/// The profile as the loss models want it, with zones and clutter.
struct LossProfile {
    std::vector<double> distance_km, clutter_m;
    std::vector<planning::propagation::RadioZone> zone;
};
LossProfile lossProfile(const geo::Profile& profile, const Terrain& terrain,
                        const LinkReport& report);

bool isStation(const LinkEnd& end);          // site, cell or node
double latitudeOf(const LinkReport& report); // of the middle

/// P.525, P.526 and P.676 with antennas at these heights.
planning::HopLoss lossOf(const planning::propagation::PathProfile& path, const LinkReport& report,
                         planning::HopHeights heights);
/// Fills report.p1812_db, or says why not.
void addP1812(LinkReport& report, const planning::propagation::PathProfile& path);
/// Fills report.reception when one end is a cell and the other no station.
void addReception(LinkReport& report, const planning::Scenario& world);

} // namespace app
