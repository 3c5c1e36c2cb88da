#include "geo/import/elsewhere.h"

#include "geo/crs/crs.h"

#include <algorithm>
#include <fmt/format.h>

namespace geo {

void refuseElsewhere(const Box& lonlat, const Box& where, const std::string& where_is,
                     const Place& place)
{
    if (lonlat.empty() || where.empty() || lonlat.touches(where)) {
        return;
    }
    // The corner of one that is nearest to the other, and what there is nearest to it.
    const auto between = [](double at, double least, double greatest) {
        return std::clamp(at, least, greatest);
    };
    const LonLat there{between((where.min_x + where.max_x) / 2, lonlat.min_x, lonlat.max_x),
                       between((where.min_y + where.max_y) / 2, lonlat.min_y, lonlat.max_y)};
    const LonLat here{between(there.lon_deg, where.min_x, where.max_x),
                      between(there.lat_deg, where.min_y, where.max_y)};
    const double away_km = geodesic_m(there, here) / 1000;
    if (away_km > elsewhere_km) {
        throw Error{fmt::format("lies outside {}, {:.0f} km away", where_is, away_km),
                    "Check that it is the right file and that its CRS is right (--crs); data of "
                    "another country belong into a workspace of their own",
                    place};
    }
}

} // namespace geo
