#pragma once
// Specific attenuation by rain: Recommendation ITU-R P.838-3.
#include "planning/propagation/range.h"

#include <string>
#include <vector>

namespace planning::propagation {

struct P838Ranges {
    Range frequency{"frequency", "GHz", 1, 1000};
};
inline constexpr P838Ranges p838Ranges{};

struct RainCoefficients {
    double k = 0;
    double alpha = 0;
    /// dB/km at a rain rate of R mm/h, eq. (1).
    double gamma_db_km(double rain_mm_h) const;
};

/// `tilt_deg`: polarisation from horizontal; 0 horizontal, 90 vertical, 45 circular. Eq. (2…5).
RainCoefficients rainCoefficients(double f_ghz, double elevation_deg, double tilt_deg);

std::vector<std::string> p838Warnings(double f_ghz);

} // namespace planning::propagation
