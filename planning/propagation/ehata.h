#pragma once
// The extended Hata model of NTIA Technical Report TR-15-517 (2015): Hata's formulas carried to 3
// GHz and 100 km after Okumura et al. 1968, with corrections for the terrain profile. Written anew;
// the figures read from Okumura's curves are those of NTIA's public-domain reference
// implementation.
#include "planning/propagation/ehata_terrain.h"
#include "planning/propagation/range.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace planning::propagation {

struct EhataRanges {
    Range frequency{"frequency", "MHz", 100, 3000};
    Range distance{"distance", "km", 1, 100};
    Range base{"base station height", "m", 30, 200};
    Range mobile{"mobile height", "m", 1, 10};
};
inline constexpr EhataRanges ehataRanges{};

enum class EhataEnvironment : std::uint8_t { urban, suburban, rural };

struct EhataRequest {
    double f_mhz = 0;
    double base_height_m = 0; // above ground
    double mobile_height_m = 0;
    EhataEnvironment environment = EhataEnvironment::urban;
    EhataEdition edition = EhataEdition::current;
};

struct EhataResult {
    double L_db = 0;      // median basic transmission loss with terrain corrections
    double median_db = 0; // without them
    double base_effective_m = 0;
    double mobile_effective_m = 0;
    double delta_h_m = 0;
    double sea_fraction = 0;
    bool single_horizon = false;
};

/// Equally spaced heights above sea level, the mobile first, the base station last; 0 means sea, as
/// in the reference implementation. Throws geo::Error for fewer than three heights or bad values.
EhataResult ehata(std::span<const double> height_m, double step_m, const EhataRequest& request);

std::vector<std::string> ehataWarnings(double d_km, const EhataRequest& request);

} // namespace planning::propagation
