#pragma once
// Availability of terrestrial line-of-sight links: Recommendation ITU-R P.530-18, multipath fading
// (sections 2.3.1, 2.3.2, 2.3.4) and rain (section 2.4.1).
//
// Where published programs disagree, the distance factor r is limited to 2.5 as the Recommendation
// says; the conversion to the average year is there both ways, see YearRule.
#include "planning/propagation/range.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace planning::propagation {

struct P530Ranges {
    Range multipath_frequency{"frequency", "GHz", 0.25, 45}; // from 15/d GHz on
    Range multipath_distance{"path length", "km", 5, 1000};
    Range rain_frequency{"frequency", "GHz", 1, 100};
    Range rain_distance{"path length", "km", 0, 60};
    Range rain_time{"time percentage", "%", 0.001, 1};
};
inline constexpr P530Ranges p530Ranges{};

/// Section 2.3.4, from the worst month to the average year.
enum class YearRule : std::uint8_t {
    recommendation,    // the conversion is 10.8 dB at most: a year has at least a twelfth of the
                       // fading of its worst month
    published_programs // 10.8 dB at least, and the curve of section 2.3.2 at all depths: what the
                       // programs of OFCOM and CRC do
};

struct MultipathRequest {
    double K = 0;    // geoclimatic factor
    double dN75 = 0; // refractivity gradient statistic of section 1.1, N-units
    double f_ghz = 0;
    double d_km = 0;
    double tx_m = 0; // antennas above sea level
    double rx_m = 0;
    double terrain_m = 0; // mean terrain along the path, above sea level
    double latitude_deg = 0;
    double fade_db = 0;
    YearRule year = YearRule::recommendation;
};

/// Percentages of time for which the fade is exceeded.
struct MultipathFading {
    double pw_single = 0;            // worst month, large fades (section 2.3.1)
    std::optional<double> pw_all;    // worst month, all fades (2.3.2)
    double pyear_single = 0;         // average year (2.3.4)
    std::optional<double> pyear_all; // absent, as pw_all, where section 2.3.2 is not defined: when
                                     // the transition fade is exceeded all of the time
};
/// Throws geo::Error for values that cannot be used.
MultipathFading multipathFading(const MultipathRequest& request);

struct RainRequest {
    double f_ghz = 0;
    double d_km = 0;
    double elevation_deg = 0;
    double tilt_deg = 0;  // polarisation: 0 horizontal, 90 vertical
    double R001_mm_h = 0; // rain rate exceeded for 0.01 % of the year
    double time_percent = 0.01;
};
/// Attenuation in dB exceeded for the percentage of the year.
double rainAttenuation_db(const RainRequest& request);

/// Radius of the first Fresnel ellipsoid by section 2.2.1's rounded formula, m.
double p530FresnelRadius_m(double d1_km, double d_km, double f_ghz);

} // namespace planning::propagation
