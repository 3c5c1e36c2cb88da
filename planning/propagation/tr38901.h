#pragma once
// Path loss of 3GPP TR 38.901 table 7.4.1-1 for rural (RMa) and urban macro cells (UMa), with the
// line-of-sight probability of table 7.4.2-1. For planning checks: no fast fading, no shadowing
// drawn.
#include "planning/propagation/range.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planning::propagation {

struct Tr38901Ranges {
    Range frequency{"frequency", "GHz", 0.5, 100};
    Range base_uma{"base station height", "m", 25, 25};
    Range base_rma{"base station height", "m", 10, 150};
    Range terminal_uma{"terminal height", "m", 1.5, 22.5};
    Range terminal_rma{"terminal height", "m", 1, 10};
    Range street{"street width", "m", 5, 50};
    Range building{"building height", "m", 5, 50};
    Range distance_uma{"distance", "km", 0.01, 5};
    Range distance_rma_los{"distance", "km", 0.01, 10};
    Range distance_rma_nlos{"distance", "km", 0.01, 5};
};
inline constexpr Tr38901Ranges tr38901Ranges{};

enum class MacroCell : std::uint8_t { rural, urban };

struct Tr38901Request {
    MacroCell scenario = MacroCell::urban;
    double f_ghz = 0;
    double d_km = 0; // horizontal
    double base_height_m = 25;
    double terminal_height_m = 1.5;
    double street_width_m = 20;   // RMa only
    double building_height_m = 5; // RMa only
};

struct Tr38901Result {
    double los_db = 0;
    double nlos_db = 0;
    double los_probability = 0;
    double los_sigma_db = 0; // shadow fading
    double nlos_sigma_db = 0;
};

/// The environment height of UMa is 1 m: for terminals of 13 m and more the report draws it at
/// random. Throws geo::Error unless all values are finite and above 0, UMa terminals above 1 m.
Tr38901Result tr38901(const Tr38901Request& request);

std::vector<std::string> tr38901Warnings(const Tr38901Request& request);

} // namespace planning::propagation
