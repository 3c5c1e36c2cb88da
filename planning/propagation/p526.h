#pragma once
// Diffraction of ITU-R P.526: single knife edge, Bullington construction, spherical Earth and their
// combination, delta-Bullington, which P.1812 (section 4.3) and P.452 (section 4.2) share.
#include "planning/propagation/path_profile.h"
#include "planning/propagation/range.h"

#include <array>

namespace planning::propagation {

/// P.526 itself gives no upper limit; below 10 MHz its spherical-Earth simplifications end.
inline constexpr std::array p526Ranges{Range{"frequency", "GHz", 0.01, 100}};

/// J(v), P.526 eq. (31): loss in dB of a knife edge; 0 for v <= -0.78.
double knifeEdgeLoss_db(double v);

/// v of an edge `clearance_m` above (positive) or below the line of sight, P.526 eq. (26).
double knifeEdgeParameter(double above_m, double d1_km, double d2_km, double lambda_m);

/// Radius of the n-th Fresnel zone in m, P.526 eq. (2).
double fresnelRadius_m(int zone, double d1_km, double d2_km, double f_ghz);

/// Height in m by which an Earth of effective radius `ae_km` stands above the chord.
constexpr double earthBulge_m(double d1_km, double d2_km, double ae_km)
{
    return 500 * d1_km * d2_km / ae_km;
}

/// Distance in km to which two antennas over a smooth Earth see one another, P.526 eq. (21).
double lineOfSightDistance_km(double h1_m, double h2_m, double ae_km);

/// Bullington over the profile with its clutter. Antenna heights in m above sea level.
double bullingtonLoss_db(const PathProfile& profile, double hts_m, double hrs_m, double ae_km,
                         double lambda_m);
/// The same over a profile of zero height at the same distances.
double smoothBullingtonLoss_db(const PathProfile& profile, double htep_m, double hrep_m,
                               double ae_km, double lambda_m);

struct Ground {
    double relative_permittivity = 22;
    double conductivity_s_m = 0.003;
};
inline constexpr Ground landGround{22, 0.003};
inline constexpr Ground seaGround{80, 5};

/// First term of the spherical-Earth residue series, P.526 eq. (13…18); may be negative (a gain).
double firstTermLoss_db(const Ground& ground, double d_km, double hte_m, double hre_m, double ae_km,
                        double f_ghz, Polarisation polarisation);

struct SphericalRequest {
    double d_km = 0;
    double hte_m = 0, hre_m = 0; // antennas above the smooth Earth
    double ae_km = 8500;
    double f_ghz = 0;
    double lambda_m = 0;
    double sea_fraction = 0;
    Polarisation polarisation = Polarisation::vertical;
};
/// Diffraction loss over a smooth spherical Earth, P.526 section 3.2, P.1812 section 4.3.2.
double sphericalEarthLoss_db(const SphericalRequest& request);

struct DeltaBullington {
    double Lbulla_db = 0; // profile
    double Lbulls_db = 0; // smooth profile
    double Ldsph_db = 0;  // spherical Earth
    double Ld_db = 0;     // what counts
};
struct DeltaBullingtonRequest {
    double hts_m = 0, hrs_m = 0;   // antennas above sea level
    double hstd_m = 0, hsrd_m = 0; // smooth surface below them, above sea level
    double ae_km = 8500;
    double f_ghz = 0;
    double lambda_m = 0;
    double sea_fraction = 0;
    Polarisation polarisation = Polarisation::vertical;
};
/// P.526 section 4.5.3, P.1812 eq. (37, 38).
DeltaBullington deltaBullington(const PathProfile& profile, const DeltaBullingtonRequest& request);

} // namespace planning::propagation
