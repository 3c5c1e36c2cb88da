#pragma once
// Recommendation ITU-R P.452-18: interference between stations on the surface of the Earth, across
// borders and for small percentages of time, 100 MHz to 50 GHz. Its diffraction, ducting and path
// geometry are those of P.1812; gases, troposcatter and the use of clutter differ.
#include "planning/propagation/p526.h"
#include "planning/propagation/path_geometry.h"
#include "planning/propagation/radio_climate.h"

#include <string>
#include <vector>

namespace planning::propagation {

struct P452Ranges {
    Range frequency{"frequency", "GHz", 0.1, 50};
    Range distance{"path length", "km", 0.25, 10000};
    Range time{"time percentage", "%", 0.001, 50};
};
inline constexpr P452Ranges p452Ranges{};

struct P452Request {
    double f_ghz = 0;
    double time_percent = 50; // basic transmission loss is not exceeded for this share of the time
    double tx_height_m = 0;   // above ground
    double rx_height_m = 0;
    double tx_gain_dbi = 0; // towards the horizon along the path
    double rx_gain_dbi = 0;
    Polarisation polarisation = Polarisation::vertical;
    double latitude_deg = 0; // of the path's centre
    double dn = 45;          // lapse of refractivity in the lowest km, N-units
    double n0 = 325;         // sea-level surface refractivity, N-units
    double pressure_hpa = 1013;
    double temperature_c = 15;
    double tx_coast_km = 500; // terminal to coast along the path
    double rx_coast_km = 500;
};

/// The loss and what it was made of, by the Recommendation's names; all losses in dB.
struct P452Result {
    double Lb_db = 0; // basic transmission loss
    PathGeometry path;
    ZoneLengths zones;
    RadioClimate climate;
    double Lbfsg_db = 0; // free space and gases
    double Lb0p_db = 0;
    double Lb0b_db = 0;
    double Ldsph_db = 0; // spherical Earth at the median radius
    double Ld50_db = 0;
    double Ldp_db = 0;
    double Lbs_db = 0; // troposcatter
    double Lba_db = 0; // ducting
};

/// Throws geo::Error for what cannot be computed; outside p452Ranges it computes.
P452Result p452(const PathProfile& profile, const P452Request& request);

std::vector<std::string> p452Warnings(const PathProfile& profile, const P452Request& request);

} // namespace planning::propagation
