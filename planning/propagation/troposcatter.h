#pragma once
// Tropospheric scatter. The editions differ in small constants, hence one function each.

namespace planning::propagation {

/// P.1812 eq. (44, 45): basic transmission loss in dB not exceeded for `time_percent` (up to 50).
double troposcatterLossP1812_db(double f_ghz, double d_km, double theta_mrad, double n0,
                                double time_percent);

/// P.452 eq. (45) without its gaseous absorption; gains in dBi towards the path's horizon.
double troposcatterLossP452_db(double f_ghz, double d_km, double theta_mrad, double n0,
                               double time_percent, double gains_dbi);

} // namespace planning::propagation
