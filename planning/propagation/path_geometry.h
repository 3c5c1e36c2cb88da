#pragma once
// Horizons, smooth-Earth heights and roughness of a path: ITU-R P.1812 Att. 1 to Annex 1, shared
// with P.452 Att. 2 (equation numbers below are P.1812's).
#include "planning/propagation/path_profile.h"

namespace planning::propagation {

/// Heights in m above sea level unless said, angles in mrad, distances in km.
struct PathGeometry {
    bool line_of_sight = false;
    double d_km = 0;
    double hts_m = 0, hrs_m = 0; // antennas
    double theta_t_mrad = 0, theta_r_mrad = 0, theta_mrad = 0;
    double dlt_km = 0, dlr_km = 0;   // to each terminal's horizon
    double hst_m = 0, hsr_m = 0;     // smooth surface, eq. (85, 86)
    double hstd_m = 0, hsrd_m = 0;   // the same for diffraction, eq. (89)
    double hst_n_m = 0, hsr_n_m = 0; // the same for ducting, eq. (90)
    double hte_m = 0, hre_m = 0;     // antennas above it, eq. (92)
    double hm_m = 0;                 // terrain roughness, eq. (93)
};

/// `ae_km`: effective Earth radius. The profile must have passed checkProfile. The terrain is bare:
/// clutter is ignored.
PathGeometry pathGeometry(const PathProfile& profile, double tx_height_m, double rx_height_m,
                          double ae_km, double lambda_m);

/// Latitude of the point half the profile's length from the transmitter, on the great circle to the
/// receiver (spherical Earth, 6371 km).
double pathCentreLatitude_deg(double tx_lon_deg, double tx_lat_deg, double rx_lon_deg,
                              double rx_lat_deg, double length_km);

} // namespace planning::propagation
