#pragma once
// How the zones along a path and the latitude set the share of anomalous propagation: ITU-R P.1812
// sections 3.2 to 3.5, P.452 section 3.2.1.
#include "planning/propagation/path_profile.h"

namespace planning::propagation {

struct ZoneLengths {
    double dtm_km = 0; // longest continuous section over land, inland and coastal
    double dlm_km = 0; // longest continuous section inland
    double sea_fraction = 0;
};
/// A section reaches half a step beyond its first and last point.
ZoneLengths zoneLengths(const PathProfile& profile);

struct RadioClimate {
    double tau = 0;
    double beta0_percent = 0; // time that anomalous propagation is to be expected
    double ae_km = 0;         // median effective Earth radius
};
/// Effective Earth radius for anomalous propagation, exceeded for beta0 percent of the time.
inline constexpr double anomalousRadius_km = 3 * 6371.0;

/// `dn`: N-unit lapse in the lowest km (positive); it must be below 157.
RadioClimate radioClimate(const ZoneLengths& zones, double latitude_deg, double dn);

} // namespace planning::propagation
