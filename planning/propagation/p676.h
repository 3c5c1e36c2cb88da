#pragma once
// Attenuation by oxygen and water vapour: Recommendation ITU-R P.676-13, Annex 1, line by line.
#include "planning/propagation/range.h"

#include <string>
#include <vector>

namespace planning::propagation {

/// Annex 1 takes any pressure, temperature and humidity of the atmosphere; beyond these limits air
/// at the ground does not go, and a value is more likely in another unit.
struct P676Ranges {
    Range frequency{"frequency", "GHz", 1, 1000};
    Range temperature{"temperature", "K", 173, 333};
    Range pressure{"dry air pressure", "hPa", 1, 1100};
    Range vapour{"water vapour density", "g/m3", 0, 80};
    Range path{"path length", "km", 0, noUpperEnd};
};
inline constexpr P676Ranges p676Ranges{};

/// The pressure is that of the dry air alone: total minus water vapour.
struct Air {
    double dry_pressure_hpa = 1013.25;
    double temperature_k = 288.15;
    double vapour_g_m3 = 7.5;
};

struct GasAttenuation {
    double dry_db_km = 0;
    double wet_db_km = 0;
    double total_db_km() const { return dry_db_km + wet_db_km; }
};

/// Throws geo::Error unless frequency, pressure and temperature are above 0 and vapour 0 or more.
GasAttenuation gasAttenuation(double f_ghz, const Air& air);

/// Sentences on inputs outside p676Ranges.
std::vector<std::string> p676Warnings(double f_ghz, const Air& air);

} // namespace planning::propagation
