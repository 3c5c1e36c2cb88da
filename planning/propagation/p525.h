#pragma once
// Free space: Recommendation ITU-R P.525.

namespace planning::propagation {

/// Basic transmission loss in dB, P.525-4 eq. (3) with the exact speed of light. Both above 0.
double freeSpaceLoss_db(double d_km, double f_mhz);

} // namespace planning::propagation
