#pragma once
// Coordinate reference systems and transformations. Axis order is settled here, once: x (easting,
// longitude) before y (northing, latitude), whatever the authority says.
#include "geo/crs/position.h"

#include <memory>
#include <string>

namespace geo {

/// A working CRS by its code, for example "EPSG:32636". Projected, in metres, north up.
/// Throws Error when the code is unknown to PROJ, not projected, or not in metres.
class WorkingCrs {
public:
    explicit WorkingCrs(const std::string& code);
    const std::string& code() const { return code_; }
    std::string name() const;
    /// Throws Error when the position has no image (for example latitude 91).
    XY project(LonLat position) const;
    LonLat unproject(XY position) const;
    /// Extent in the working CRS of a lon/lat extent (edges followed, not only corners).
    Box project(const Box& lonlat) const;
    Box unproject(const Box& xy) const;

private:
    struct Impl;
    std::string code_;
    std::shared_ptr<const Impl> impl_; // one PROJ object per thread inside
};

/// The UTM zone (WGS 84) of the middle of a lon/lat extent; UPS is not offered.
std::string pickWorkingCrs(const Box& lonlat);

/// Metres on the WGS 84 ellipsoid (geodesic).
double geodesic_m(LonLat a, LonLat b);
/// Degrees clockwise from north at `a` towards `b`, 0 to 360.
double bearing_deg(LonLat a, LonLat b);

} // namespace geo
