#pragma once
// Ducting and layer reflection: ITU-R P.1812 section 4.5, P.452 section 4.4.
#include "planning/propagation/path_geometry.h"
#include "planning/propagation/radio_climate.h"

namespace planning::propagation {

struct DuctingRequest {
    double f_ghz = 0;
    double time_percent = 50;
    double tx_coast_km = 500, rx_coast_km = 500; // from each terminal to the coast along the path
};
/// Basic transmission loss in dB, without gaseous absorption; P.1812 eq. (46).
double ductingLoss_db(const PathGeometry& path, const ZoneLengths& zones,
                      const RadioClimate& climate, const DuctingRequest& request);

} // namespace planning::propagation
