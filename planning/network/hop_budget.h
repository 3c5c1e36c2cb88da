#pragma once
// What arrives at the far end of a microwave hop, what it needs, and how often it has that.
#include "planning/propagation/p676.h"

#include <array>
#include <optional>
#include <string_view>

namespace planning {

/// Equipment of a common long-haul radio of the 6 to 8 GHz bands with dishes of 0.9 m. Figures are
/// planning values, not a maker's.
inline constexpr double defaultHopFrequency_ghz = 7.5;
struct HopEquipment {
    double power_dbm = 27;
    std::optional<double> from_gain_dbi, to_gain_dbi; // absent: of the dish
    double from_dish_m = 0.9, to_dish_m = 0.9;        // diameters
    double feeder_db = 1;                             // at each end
    double bandwidth_mhz = 28;
    double noise_figure_db = 6;
    int modulation = 256; // points of the QAM constellation; see modulations
};

/// Gain of a dish with 55 % of its area effective.
double dishGain_dbi(double diameter_m, double frequency_ghz);

/// A constellation and the signal-to-noise ratio at which a bit in a million is wrong without
/// coding (Gray-coded square QAM, Proakis).
struct Modulation {
    int points;
    std::string_view name;
    double uncoded_db;
};
inline constexpr std::array<Modulation, 5> modulations{{{4, "QPSK", 13.54},
                                                        {16, "16-QAM", 20.42},
                                                        {64, "64-QAM", 26.56},
                                                        {256, "256-QAM", 32.55},
                                                        {1024, "1024-QAM", 38.50}}};
inline constexpr double codingGain_db = 5;
/// Share of the channel's symbols left when guard, pilots and code are taken off.
inline constexpr double symbolShare = 0.85;

/// Throws geo::Error when it is none of `modulations`.
const Modulation& modulationOf(int points);
/// Level at which the modulation still works: thermal noise, noise figure, signal-to-noise ratio.
double neededLevel_dbm(const HopEquipment& equipment, const Modulation& modulation);
double capacity_mbps(const HopEquipment& equipment, const Modulation& modulation);

/// Losses in dB.
struct HopLoss {
    double free_space_db = 0;  // P.525
    double diffraction_db = 0; // P.526, delta-Bullington
    double gases_db = 0;       // P.676
    double total_db() const { return free_space_db + diffraction_db + gases_db; }
};

struct HopBudget {
    double from_gain_dbi = 0, to_gain_dbi = 0;
    double received_dbm = 0;
    double needed_dbm = 0; // of the equipment's modulation
    double margin_db = 0;
    double capacity_mbps = 0; // of that modulation
    /// The fastest modulation the received level suffices for, without any fade.
    std::optional<Modulation> fastest;
    double fastest_mbps = 0;
};
/// Throws geo::Error for equipment that cannot be.
HopBudget hopBudget(const HopEquipment& equipment, double frequency_ghz, const HopLoss& loss);

/// Where climate maps are not at hand (they are the ITU's and not ours to pass on), these figures
/// stand in: a temperate to subtropical inland place. Give the real ones.
struct HopClimate {
    double geoclimatic_k = 1e-5; // P.530 section 1.1
    double dn75 = 50;            // P.530 section 1.1, N-units
    double rain_mm_h = 30;       // exceeded for 0.01 % of the year, P.837
    propagation::Air air;        // P.676
};

struct HopPath {
    double frequency_ghz = 0;
    double d_km = 0;
    double from_m = 0, to_m = 0; // antennas above sea level
    double terrain_m = 0;        // mean ground along the path, above sea level
    double latitude_deg = 0;
    bool vertical = true; // polarisation
};

/// Percentages of time.
struct HopAvailability {
    double rain_001_db = 0;                         // attenuation exceeded for 0.01 % of the year
    double multipath_month = 0, multipath_year = 0; // P.530 section 2.3: outage by fading
    double rain_month = 0, rain_year = 0;           // P.530 section 2.4: outage by rain
    bool rain_at_limit = false; // the year's figure lies beyond the range of P.530 eq. (34)
    double worst_month() const;
    double year() const;
};
/// For a hop in line of sight with a margin above 0 dB. Multipath counts from 5 km on. The year's
/// rain becomes the worst month's by P.841: p = 0.30 pw^1.15.
HopAvailability hopAvailability(const HopPath& path, const HopClimate& climate, double margin_db);

} // namespace planning
