#pragma once
// ITM's reading of a terrain profile: horizons, effective heights, roughness (Hufford 1982, section
// 3).
#include "planning/propagation/itm.h"

namespace planning::propagation {

struct ItmGeometry {
    double d_m = 0;
    double delta_h_m = 0;
    std::array<double, 2> h_m{};   // structural antenna heights
    std::array<double, 2> h_e_m{}; // effective ones
    std::array<double, 2> d_hzn_m{};
    std::array<double, 2> theta_hzn_rad{};
};

/// Average height of the middle 80 % of the path.
double itmMeanHeight_m(std::span<const double> height_m);

ItmGeometry itmGeometry(const ItmTerrain& terrain, double tx_height_m, double rx_height_m,
                        double a_e_m);
ItmGeometry itmAreaGeometry(const ItmAreaRequest& request, double a_e_m);

/// Least-squares line through the heights from `start_m` to `end_m`; its height at both path ends.
std::array<double, 2> itmLineFit(std::span<const double> height_m, double step_m, double start_m,
                                 double end_m);

} // namespace planning::propagation
