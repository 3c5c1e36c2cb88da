#include "planning/propagation/engine/area_loss.h"

namespace planning::propagation {

SiteGeodesy siteGeodesy(const geo::WorkingCrs& crs, geo::XY site)
{
    constexpr double reach_m = 1000; // far enough for digits, near enough to be local
    const geo::LonLat west = crs.unproject(geo::XY{site.x_m - reach_m, site.y_m});
    const geo::LonLat east = crs.unproject(geo::XY{site.x_m + reach_m, site.y_m});
    const geo::LonLat south = crs.unproject(geo::XY{site.x_m, site.y_m - reach_m});
    const geo::LonLat north = crs.unproject(geo::XY{site.x_m, site.y_m + reach_m});
    SiteGeodesy out;
    out.latitude_deg = crs.unproject(site).lat_deg;
    out.latitude_per_east_deg_m = (east.lat_deg - west.lat_deg) / (2 * reach_m);
    out.latitude_per_north_deg_m = (north.lat_deg - south.lat_deg) / (2 * reach_m);
    const double east_m = geo::geodesic_m(west, east);
    const double north_m = geo::geodesic_m(south, north);
    out.east_scale = 2 * reach_m / east_m;
    out.north_scale = 2 * reach_m / north_m;
    return out;
}

} // namespace planning::propagation
