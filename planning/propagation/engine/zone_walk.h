#pragma once
// Land, sea and coast along a path that grows point by point: what zoneLengths() and
// coastDistances() find in a whole profile.
#include "planning/propagation/engine/kernels.h"
#include "planning/propagation/path_profile.h"

#include <algorithm>

namespace planning::propagation::engine {

class ZoneWalk {
public:
    void start(RadioZone zone)
    {
        *this = {};
        zone_ = zone;
        if (zone == RadioZone::sea) {
            first_sea_km_ = 0;
        }
    }
    /// To the next point. A point's zone reaches half way to its neighbours.
    void step(double length_km, RadioZone zone)
    {
        const double half_km = length_km / 2;
        const bool was_sea = zone_ == RadioZone::sea;
        const bool is_sea = zone == RadioZone::sea;
        land_km_ = was_sea ? 0 : land_km_ + half_km;
        longest_land_km_ = std::max(longest_land_km_, land_km_);
        land_km_ = is_sea ? 0 : land_km_ + half_km;
        longest_land_km_ = std::max(longest_land_km_, land_km_);
        inland_km_ = zone_ == RadioZone::inland ? inland_km_ + half_km : 0;
        longest_inland_km_ = std::max(longest_inland_km_, inland_km_);
        inland_km_ = zone == RadioZone::inland ? inland_km_ + half_km : 0;
        longest_inland_km_ = std::max(longest_inland_km_, inland_km_);
        sea_km_ += (was_sea ? half_km : 0) + (is_sea ? half_km : 0);
        if (is_sea && !was_sea && first_sea_km_ == none_km) {
            first_sea_km_ = length_km_ + half_km;
        }
        if (was_sea && !is_sea) {
            left_sea_km_ = length_km_ + half_km;
        }
        length_km_ += length_km;
        zone_ = zone;
    }
    /// To a point `count` steps further on, all of them in one zone.
    void steps(int count, double length_km, RadioZone zone)
    {
        step(length_km, zone);
        const double more_km = (count - 1) * length_km;
        length_km_ += more_km;
        if (zone == RadioZone::sea) {
            sea_km_ += more_km;
            return;
        }
        land_km_ += more_km;
        longest_land_km_ = std::max(longest_land_km_, land_km_);
        if (zone == RadioZone::inland) {
            inland_km_ += more_km;
            longest_inland_km_ = std::max(longest_inland_km_, inland_km_);
        }
    }
    /// As receiver `k` of the arrays.
    void put(const ReceiverArrays& r, int k) const
    {
        r.dtm[k] = static_cast<float>(longest_land_km_);
        r.dlm[k] = static_cast<float>(longest_inland_km_);
        r.sea_fraction[k] = static_cast<float>(sea_km_ / length_km_);
        r.coast_t[k] = static_cast<float>(first_sea_km_);
        r.coast_r[k] = static_cast<float>(rxCoastKm());
        r.on_land[k] = zone_ == RadioZone::sea ? 0.0F : 1.0F;
    }

private:
    double rxCoastKm() const
    {
        if (zone_ == RadioZone::sea) {
            return 0;
        }
        return first_sea_km_ == none_km ? none_km : length_km_ - left_sea_km_;
    }

    static constexpr double none_km = 500;
    RadioZone zone_ = RadioZone::inland;
    double length_km_ = 0, land_km_ = 0, inland_km_ = 0, sea_km_ = 0;
    double longest_land_km_ = 0, longest_inland_km_ = 0;
    double first_sea_km_ = none_km, left_sea_km_ = 0;
};

} // namespace planning::propagation::engine
