#pragma once
// How much weaker an antenna radiates aside from its main direction.
#include "planning/scenario/scenario.h"

#include <array>
#include <string>

namespace planning {

/// 3GPP TR 36.814, table A.2.1.1-2.
inline constexpr double sectorBeamwidth_deg = 70;
inline constexpr double sectorVerticalBeamwidth_deg = 10;
inline constexpr double sectorFrontToBack_db = 25;
inline constexpr double sectorVerticalFloor_db = 20;

/// Two measured cuts through an antenna's pattern: dB under the strongest direction, per degree.
/// Horizontal clockwise from the main direction; vertical from the horizon in front downwards (90
/// is straight down, 180 the horizon behind).
struct AntennaPattern {
    std::string name;
    MaybeNumber gain_dbi, frequency_mhz, electrical_tilt_deg;
    std::array<float, 360> horizontal_db{};
    std::array<float, 360> vertical_db{};
};

/// One cell's antenna as it hangs: where it points, how it is tilted.
class Antenna {
public:
    /// Radiates the same everywhere: what a cell without azimuth and tilt is.
    Antenna() = default;
    /// The 3GPP sector: horizontal part only when `azimuth_deg` is given, vertical part when
    /// azimuth or tilt is given. `tilt_deg` below the horizon, the same in all directions
    /// (electrical).
    static Antenna sector(MaybeNumber azimuth_deg, MaybeNumber beamwidth_deg, MaybeNumber tilt_deg);
    /// A measured pattern; `tilt_deg` is mechanical, on top of what the pattern has already.
    /// Without azimuth the horizontal cut is not used. `pattern` must outlive the antenna.
    static Antenna measured(const AntennaPattern& pattern, MaybeNumber azimuth_deg,
                            MaybeNumber tilt_deg);

    bool isotropic() const { return !horizontal_ && !vertical_ && pattern_ == nullptr; }
    /// dB, not negative. `bearing_deg` clockwise from true north, `down_deg` below the horizontal
    /// (negative: above), as the wave leaves the antenna.
    float attenuation_db(float bearing_deg, float down_deg) const;

private:
    float sectorAttenuation_db(float aside_deg, float down_deg) const;
    float measuredAttenuation_db(float aside_deg, float down_deg) const;

    const AntennaPattern* pattern_ = nullptr;
    bool horizontal_ = false, vertical_ = false;
    float azimuth_deg_ = 0, tilt_deg_ = 0;
    float perBeamwidth_ = 0; // 1 / beamwidth
};

} // namespace planning
