#pragma once
// ITM's statistics over time, locations and situations (Algorithm section 5).
#include "planning/propagation/itm_terrain.h"

namespace planning::propagation {

/// Attenuation over free space in dB for the request's percentages. Adds to `warnings`.
double itmVariability_db(const ItmGeometry& geometry, const ItmRequest& request, double A_ref_db,
                         std::uint16_t& warnings);

} // namespace planning::propagation
