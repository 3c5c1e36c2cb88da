#pragma once
#include "planning/synth/invented_land.h"

namespace planning::synth {

/// The wind of the governorate's land borders.
Noise windingOf(std::uint64_t seed);
/// Does the governorate reach there?
bool governed(const InventedGround& ground, const Noise& winding, geo::XY p);
/// Towns and villages where people would settle: by the sea, in valleys, on gentle ground.
std::vector<Settlement> foundSettlements(const InventRequest& request, const InventedGround& ground,
                                         const geo::WorkingCrs& crs);

} // namespace planning::synth
