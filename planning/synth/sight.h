#pragma once
#include "planning/synth/land.h"

namespace planning::synth {

/// Least height of the straight ray between two antennas over the ground, metres, with the earth
/// bulging as under 4/3 refraction. Below zero: blocked. Nothing without terrain on the way.
std::optional<double> clearance_m(const Land& land, geo::XY from, double fromAntenna_m, geo::XY to,
                                  double toAntenna_m, double step_m);

/// Least clearance in radii of the first Fresnel zone; 0.6 is free of diffraction loss.
std::optional<double> clearanceInFresnel(const Land& land, geo::XY from, double fromAntenna_m,
                                         geo::XY to, double toAntenna_m, double f_ghz);

} // namespace planning::synth
