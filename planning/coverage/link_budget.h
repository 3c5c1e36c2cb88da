#pragma once
// From EIRP to the received level that is compared with a threshold, per technology.
#include "planning/scenario/scenario.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace planning {

/// Received levels that count as covered: outdoors, at half of the places, receiver 1.5 m above
/// ground. Common planning values, not a regulator's. 2G: level of the carrier; 3G: RSCP of the
/// pilot; 4G, 5G: power of one resource element (RSRP, SS-RSRP).
inline constexpr std::array<double, technologyCount> defaultThresholds_dbm{-95, -100, -110, -110};
inline constexpr double defaultReceiverHeight_m = 1.5;
/// Bandwidth of a 4G or 5G cell that names none.
inline constexpr double defaultBandwidth_mhz = 10;
/// The 3G pilot channel has a tenth of the power.
inline constexpr double pilotBelowEirp_db = 10;

struct Thresholds {
    std::array<double, technologyCount> level_dbm = defaultThresholds_dbm;

    double operator[](Technology t) const { return level_dbm[static_cast<std::size_t>(t)]; }
    double& operator[](Technology t) { return level_dbm[static_cast<std::size_t>(t)]; }
};

/// "2G=-95" changes one threshold. The reason when the text cannot be used; levels from -150 to
/// 0 dBm.
std::optional<std::string> setThreshold(Thresholds& thresholds, std::string_view text);

/// Resource blocks of 12 subcarriers: 3GPP TS 36.101 table 5.6-1 for 4G; TS 38.101-1 table 5.3.2-1
/// for 5G with 15 kHz subcarriers below 3 GHz up to 50 MHz, else 30 kHz. Bandwidths outside the
/// tables: 90 % of the width is used. At least one block.
int resourceBlocks(Technology technology, double bandwidth_mhz, double frequency_mhz);

/// Width of one subcarrier (4G, 5G) or of the carrier, in Hz: what the reference level's noise is
/// counted over.
double referenceWidth_hz(Technology technology, double bandwidth_mhz, double frequency_mhz);

/// dB by which the reference signal lies under the cell's EIRP.
double referenceOffset_db(Technology technology, MaybeNumber bandwidth_mhz, double frequency_mhz);

} // namespace planning
