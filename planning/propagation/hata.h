#pragma once
// The Hata formulas for Okumura's curves and COST 231's extension to 2 GHz.
// Hata, "Empirical Formula for Propagation Loss in Land Mobile Radio Services", IEEE Trans. VT-29,
// 1980; COST 231 final report, section 4.4.1. Cheap enough to be called for every cell of a grid.
#include "planning/propagation/range.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planning::propagation {

struct HataRanges {
    Range frequency{"frequency", "MHz", 150, 1500};
    Range distance{"distance", "km", 1, 20};
    Range base{"base station height", "m", 30, 200};
    Range mobile{"mobile height", "m", 1, 10};
};
inline constexpr HataRanges hataRanges{};
inline constexpr HataRanges cost231Ranges{.frequency = {"frequency", "MHz", 1500, 2000}};

enum class HataEnvironment : std::uint8_t {
    large_city,  // urban, antenna correction of a large city; metropolitan centre in COST 231
    medium_city, // urban, small or medium city
    suburban,
    open // rural
};

struct HataRequest {
    double f_mhz = 0;
    double d_km = 0;
    double base_height_m = 0; // effective, above ground
    double mobile_height_m = 0;
    HataEnvironment environment = HataEnvironment::medium_city;
};

/// Basic transmission loss in dB. Throws geo::Error unless all values are finite and above 0.
double hataLoss_db(const HataRequest& request);
/// COST 231-Hata: suburban and open count as the small city, as in the report (C_m = 0).
double cost231HataLoss_db(const HataRequest& request);

std::vector<std::string> hataWarnings(const HataRanges& ranges, const HataRequest& request);

} // namespace planning::propagation
