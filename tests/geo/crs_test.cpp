#include "geo/crs/crs.h"
#include "geo/error.h"

#include <catch2/catch.hpp>

using namespace geo;

TEST_CASE("positions agree with cs2cs", "[crs]")
{
    // echo "35.1 31.5" | cs2cs -f %.3f OGC:CRS84 EPSG:32636   (PROJ 9.1.1)
    const XY p = WorkingCrs{"EPSG:32636"}.project(LonLat{35.1, 31.5});
    CHECK(p.x_m == Approx(699445.501).margin(0.001));
    CHECK(p.y_m == Approx(3486926.924).margin(0.001));
    const LonLat back = WorkingCrs{"EPSG:32636"}.unproject(p);
    CHECK(back.lon_deg == Approx(35.1).margin(1e-9));
}

TEST_CASE("a CRS that is not projected, not in metres or unknown is refused by name", "[crs]")
{
    CHECK_THROWS_WITH(WorkingCrs{"EPSG:4326"}, Catch::Contains("EPSG:4326"));
    CHECK_THROWS_WITH(WorkingCrs{"EPSG:2229"}, Catch::Contains("not in metres")); // US survey feet
    CHECK_THROWS_WITH(WorkingCrs{"EPSG:0"}, Catch::Contains("EPSG:0"));
}

TEST_CASE("the working CRS is the UTM zone of the middle", "[crs]")
{
    CHECK(pickWorkingCrs(Box{34.2, 31.2, 35.6, 32.6}) == "EPSG:32636");
    CHECK(pickWorkingCrs(Box{20.0, -34.3, 20.8, -33.7}) == "EPSG:32734");
}
