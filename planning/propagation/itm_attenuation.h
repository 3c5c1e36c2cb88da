#pragma once
// ITM's reference attenuation: line of sight, diffraction and forward scatter, and where each
// rules.
#include "planning/propagation/itm_terrain.h"

#include <complex>

namespace planning::propagation {

struct ItmMedium {
    double f_mhz = 0;
    double a_e_m = 0; // effective Earth radius
    double N_s = 301;
    std::complex<double> Z_g; // ground impedance
    bool area_mode = false;
};

struct ItmReference {
    double A_ref_db = 0; // over free space, never negative
    ItmMode mode = ItmMode::line_of_sight;
};
/// Adds to `warnings`. Throws geo::Error where the model is not defined.
ItmReference itmReferenceAttenuation(const ItmGeometry& geometry, const ItmMedium& medium,
                                     std::uint16_t& warnings);

/// Interdecile range over a path of length d from its asymptotic value.
double itmRoughness_m(double d_m, double delta_h_m);

} // namespace planning::propagation
