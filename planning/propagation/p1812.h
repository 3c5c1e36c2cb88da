#pragma once
// Recommendation ITU-R P.1812: point-to-area loss over terrain with clutter, in double precision.
// Validated against the OFCOM reference set, whose numbers are the same for editions -6 to -8.
//
// A path over the terrain, free space on the 3-D distance, delta-Bullington diffraction,
// troposcatter and ducting, each for the wanted percentage of time, then the wanted percentage of
// locations.
#include "planning/propagation/mechanisms.h"
#include "planning/propagation/path_geometry.h"
#include "planning/propagation/radio_climate.h"

#include <array>
#include <string>
#include <vector>

namespace planning::propagation {

struct P1812Ranges {
    Range frequency{"frequency", "GHz", 0.03, 6};
    Range distance{"path length", "km", 0.25, 3000};
    Range time{"time percentage", "%", 1, 50};
    Range location{"location percentage", "%", 1, 99};
    Range antenna{"antenna height above ground", "m", 1, 3000};
};
inline constexpr P1812Ranges p1812Ranges{};

struct P1812Request {
    double f_ghz = 0;
    double time_percent = 50;     // the loss is not exceeded for this share of the time
    double location_percent = 50; // and of the locations
    double location_sigma_db = 0; // 0: no location variability
    double tx_height_m = 0;       // above ground
    double rx_height_m = 0;       // above ground
    Polarisation polarisation = Polarisation::vertical;
    double latitude_deg = 0;  // of the path's centre
    double dn = 45;           // lapse of refractivity in the lowest km, N-units
    double n0 = 325;          // sea-level surface refractivity, N-units
    double tx_coast_km = 500; // terminal to coast along the path; 500: not over the sea
    double rx_coast_km = 500;
};

/// The loss and what it was made of, by the Recommendation's names; all losses in dB.
struct P1812Result {
    double Lb_db = 0; // basic transmission loss, eq. (69)
    PathGeometry path;
    ZoneLengths zones;
    RadioClimate climate;
    double Fi = 0, Fj = 0; // eq. (40, 57)
    double Lbfs_db = 0;    // free space, eq. (8)
    double Lb0p_db = 0;    // with multipath for p %, eq. (10)
    double Lb0b_db = 0;    // for beta0 %, eq. (11)
    TimedDiffraction diffraction;
    double Lba_db = 0; // ducting, eq. (46)
    double Lbs_db = 0; // troposcatter, eq. (44)
    CombinedLoss combined;
};

/// Throws geo::Error for what cannot be computed: a bad profile (checkProfile), a frequency, height
/// or percentage outside what the equations bear, a dn of 157 or more. Outside p1812Ranges it
/// computes.
P1812Result p1812(const PathProfile& profile, const P1812Request& request);

/// One sentence for each input outside p1812Ranges.
std::vector<std::string> p1812Warnings(const PathProfile& profile, const P1812Request& request);

/// Standard deviation in dB of location variability over squares of `width_m`, section 4.8.
double locationSigma_db(double f_ghz, double width_m);

/// Field strength in dB(uV/m) for 1 kW e.r.p., eq. (70).
double fieldStrength_dbuv_m(double Lb_db, double f_ghz);

} // namespace planning::propagation
