#pragma once
// The Irregular Terrain Model (Longley-Rice) of NTIA, point-to-point over a terrain profile and
// area mode from a roughness figure. Written anew from NTIA Report 82-100 (Hufford, Longley,
// Kissick), Hufford's "The ITS Irregular Terrain Model, version 1.2.2: the Algorithm", Tech Note
// 101 (here TN101), ESSA Technical Report ERL 79-ITS 67 (here ERL 79) and Vogler 1964; figures and
// edge behaviour follow NTIA's public-domain reference implementation 1.x, with thanks to the
// Institute for Telecommunication Sciences. 20 MHz to 20 GHz.
#include "planning/propagation/path_profile.h"
#include "planning/propagation/range.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace planning::propagation {

struct ItmRanges {
    Range frequency{"frequency", "MHz", 40, 10000};
    Range antenna{"antenna height above ground", "m", 1, 1000};
    Range distance{"path length", "km", 1, 1000};
    Range refractivity{"surface refractivity", "N-units", 250, 400};
};
inline constexpr ItmRanges itmRanges{};
/// Beyond these the model is not defined.
inline constexpr ItmRanges itmLimits{.frequency = {"frequency", "MHz", 20, 20000},
                                     .antenna = {"antenna height above ground", "m", 0.5, 3000},
                                     .refractivity = {"refractivity N_0", "N-units", 250, 400}};

enum class ItmClimate : std::uint8_t {
    equatorial = 1,
    continental_subtropical,
    maritime_subtropical,
    desert,
    continental_temperate,
    maritime_temperate_land,
    maritime_temperate_sea
};

/// Bits of ItmResult::warnings, as the reference implementation numbers them.
enum ItmWarning : std::uint16_t {
    itm_tx_height = 0x0001,
    itm_rx_height = 0x0002,
    itm_frequency = 0x0004,
    itm_distance_over_1000_km = 0x0008,
    itm_distance_over_2000_km = 0x0010,
    itm_distance_too_small_for_heights = 0x0020,
    itm_distance_under_1_km = 0x0040,
    itm_tx_horizon_angle = 0x0080,
    itm_rx_horizon_angle = 0x0100,
    itm_tx_horizon_too_near = 0x0200,
    itm_rx_horizon_too_near = 0x0400,
    itm_tx_horizon_too_far = 0x0800,
    itm_rx_horizon_too_far = 0x1000,
    itm_extreme_variability = 0x2000,
    itm_surface_refractivity = 0x4000
};

struct ItmRequest {
    double f_mhz = 0;
    double tx_height_m = 0; // above ground
    double rx_height_m = 0;
    Polarisation polarisation = Polarisation::vertical;
    ItmClimate climate = ItmClimate::continental_temperate;
    double n0 = 301;     // minimum monthly mean refractivity at sea level, N-units
    double ns = 0;       // the same at the terrain's height; 0: worked out from n0
    double epsilon = 15; // ground: relative permittivity
    double sigma_s_m = 0.005;
    int mdvar = 12; // 0 single message, 1 accidental, 2 mobile, 3 broadcast; +10 without location,
                    // +20 without situation variability
    double time_percent = 50;      // reliability in NTIA's other form
    double location_percent = 50;  // 50 in that form
    double situation_percent = 50; // confidence in that form
};

enum class ItmSiting : std::uint8_t { random, careful, very_careful };

struct ItmAreaRequest {
    ItmRequest path;
    double d_km = 0;
    double delta_h_m = 90; // interdecile terrain height
    ItmSiting tx_siting = ItmSiting::random;
    ItmSiting rx_siting = ItmSiting::random;
};

/// How the reference attenuation was found; says nothing about geometric visibility.
enum class ItmMode : std::uint8_t { line_of_sight = 1, diffraction, troposcatter };

struct ItmResult {
    double A_db = 0; // basic transmission loss
    std::uint16_t warnings = 0;
    double A_fs_db = 0;  // free space
    double A_ref_db = 0; // reference attenuation over free space
    ItmMode mode = ItmMode::line_of_sight;
    double d_km = 0;
    double delta_h_m = 0;
    double N_s = 0;
    std::array<double, 2> h_e_m{};   // effective antenna heights
    std::array<double, 2> d_hzn_m{}; // horizon distances
    std::array<double, 2> theta_hzn_rad{};
};

/// Equally spaced heights above sea level; transmitter first.
struct ItmTerrain {
    std::span<const double> height_m;
    double step_m = 0;
};

/// Both throw geo::Error for values outside itmLimits or a bad profile.
ItmResult itmPointToPoint(const ItmTerrain& terrain, const ItmRequest& request);
ItmResult itmArea(const ItmAreaRequest& request);

/// One sentence for each bit.
std::vector<std::string> itmWarningTexts(std::uint16_t warnings);

} // namespace planning::propagation
