#include "planning/coverage/antenna.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace planning {
namespace {

/// -180 to 180.
float turned(float angle_deg)
{
    if (angle_deg >= -180.0F && angle_deg < 180.0F) {
        return angle_deg; // most are
    }
    return angle_deg - 360.0F * std::floor((angle_deg + 180.0F) / 360.0F);
}

/// Linear between whole degrees, around the circle.
float at(const std::array<float, 360>& cut, float angle_deg)
{
    const float a = angle_deg - 360.0F * std::floor(angle_deg / 360.0F);
    const auto i = static_cast<std::size_t>(a) % 360;
    const float part = a - std::floor(a);
    return cut[i] + part * (cut[(i + 1) % 360] - cut[i]);
}

} // namespace

Antenna Antenna::sector(MaybeNumber azimuth_deg, MaybeNumber beamwidth_deg, MaybeNumber tilt_deg)
{
    Antenna antenna;
    antenna.horizontal_ = azimuth_deg.has_value();
    antenna.vertical_ = azimuth_deg.has_value() || tilt_deg.has_value();
    antenna.azimuth_deg_ = static_cast<float>(azimuth_deg.value_or(0));
    antenna.tilt_deg_ = static_cast<float>(tilt_deg.value_or(0));
    antenna.perBeamwidth_ = static_cast<float>(1 / beamwidth_deg.value_or(sectorBeamwidth_deg));
    return antenna;
}

Antenna Antenna::measured(const AntennaPattern& pattern, MaybeNumber azimuth_deg,
                          MaybeNumber tilt_deg)
{
    Antenna antenna;
    antenna.pattern_ = &pattern;
    antenna.horizontal_ = azimuth_deg.has_value();
    antenna.vertical_ = true;
    antenna.azimuth_deg_ = static_cast<float>(azimuth_deg.value_or(0));
    antenna.tilt_deg_ = static_cast<float>(tilt_deg.value_or(0));
    return antenna;
}

float Antenna::attenuation_db(float bearing_deg, float down_deg) const
{
    const float aside_deg = horizontal_ ? turned(bearing_deg - azimuth_deg_) : 0.0F;
    return pattern_ == nullptr ? sectorAttenuation_db(aside_deg, down_deg)
                               : measuredAttenuation_db(aside_deg, down_deg);
}

float Antenna::sectorAttenuation_db(float aside_deg, float down_deg) const
{
    constexpr auto frontToBack_db = static_cast<float>(sectorFrontToBack_db);
    float sum_db = 0;
    if (horizontal_) { // A_H = -min(12 (phi / phi_3dB)^2, A_m)
        const float x = aside_deg * perBeamwidth_;
        sum_db += std::min(12 * x * x, frontToBack_db);
    }
    if (vertical_) { // A_V = -min(12 ((theta - theta_etilt) / theta_3dB)^2, SLA_v)
        const float x = (down_deg - tilt_deg_) / static_cast<float>(sectorVerticalBeamwidth_deg);
        sum_db += std::min(12 * x * x, static_cast<float>(sectorVerticalFloor_db));
    }
    return std::min(sum_db, frontToBack_db); // A = -min(-(A_H + A_V), A_m)
}

float Antenna::measuredAttenuation_db(float aside_deg, float down_deg) const
{
    // The two cuts are blended so that both are met exactly: in front the vertical cut counts from
    // the horizon downwards, behind it from the far side.
    const auto& h = pattern_->horizontal_db;
    const auto& v = pattern_->vertical_db;
    const float aside_rad = aside_deg * std::numbers::pi_v<float> / 180;
    const float level_deg = down_deg - tilt_deg_ * std::cos(aside_rad);
    if (!horizontal_) {
        return std::max(0.0F, at(v, level_deg));
    }
    const float behind = std::abs(aside_deg) / 180;
    const float loss_db = at(h, aside_deg) + (1 - behind) * (at(v, level_deg) - h[0]) +
                          behind * (at(v, 180 - level_deg) - h[180]);
    return std::max(0.0F, loss_db);
}

} // namespace planning
