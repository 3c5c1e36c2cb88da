#pragma once
// What the extended Hata model reads from a terrain profile, and the corrections it draws from it
// (Okumura et al. 1968, section 4; NTIA TR-15-517, appendix A).
#include <cstdint>
#include <span>

namespace planning::propagation {

/// NTIA's reference implementation changed after its test set was made. In the release of 2017 the
/// average ground, not the antenna's height over it, was scaled down between 3 and 15 km, so that
/// effective heights there grew with height above the sea; and a ridge could bring a gain. Both are
/// mended since. The old one is kept to check against the test set.
enum class EhataEdition : std::uint8_t { current, release_2017 };

enum class SeaEnd : std::uint8_t { mobile, base, both };

struct EhataTerrain {
    double d_km = 0;
    double base_effective_m = 0;
    double mobile_effective_m = 0;
    double mobile_ground_m = 0;
    double h10_m = 0, h50_m = 0, h90_m = 0; // heights that a tenth, half, nine tenths exceed
    double delta_h_m = 0;
    double slope_mrad = 0; // of the ground at the mobile, Okumura's sign
    double sea_fraction = 0;
    SeaEnd sea_end = SeaEnd::both;
    bool single_horizon = false;
    double mobile_horizon_km = 0;
    double base_horizon_km = 0;
    double ridge_m = 0; // of a single horizon, above the line between the antennas
};

/// Mobile first, base station last; at least three heights.
EhataTerrain ehataTerrain(std::span<const double> height_m, double step_m, double base_height_m,
                          double mobile_height_m, EhataEdition edition = EhataEdition::current);

/// To be subtracted from the median loss, dB.
double ehataTerrainCorrection_db(const EhataTerrain& terrain,
                                 EhataEdition edition = EhataEdition::current);

} // namespace planning::propagation
