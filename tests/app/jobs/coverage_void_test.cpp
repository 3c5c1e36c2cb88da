// Receivers that cannot be computed: the elevation has no data on the way.
#include "coverage_world.h"
#include "geo/raster/raster_file.h"
#include "geo/raster/write_raster.h"
#include "geo/terrain/dem.h"

#include <catch2/catch.hpp>

using namespace app;
namespace world = coverage_world;

TEST_CASE("behind a void of the elevation nothing is known, rather than not covered",
          "[coverage][job]")
{ // Rough land 20 km across by 100 m; without data from 450 to 650 m east of the mast, all the way
  // from north to south. Near lies 0.7 to 1.3 km east.
    const TempFolder folder;
    geo::FloatGrid drawn{geo::GridFrame{590000, 3510000, 100, 200, 200}};
    for (int row = 0; row < 200; ++row) {
        for (int col = 0; col < 200; ++col) {
            drawn(col, row) = col == 105 || col == 106
                                  ? geo::noData
                                  : static_cast<float>(50 + (col * 7 + row * 13) % 3);
        }
    }
    geo::writeRaster(folder / "dem.tif", drawn, {.crs = world::crsCode});
    auto workspace = world::workspaceOf(folder, world::scenario());
    REQUIRE(geo::importElevation(workspace, {.files = {folder / "dem.tif"}}));
    for (const char* model : {"p1812", "itm"}) {
        INFO(model);
        CoverageRequest request = world::freeSpace();
        request.model = model;
        request.rasters = true;
        const auto report = runCoverage(workspace, request);
        REQUIRE(report);
        // Of the disc of 5 km the part more than 450 m east: 25 acos(0.09) - 0.45 4.97971 =
        // 34.776 km2, by cells of a hectare, within one column.
        constexpr double beyond = 3478;
        CHECK(report->voids == Approx(beyond).margin(100));
        for (const char* name : {"covered_2G", "servers_2G", "server_2G", "technology"}) {
            INFO(name);
            const auto values =
                geo::valueRange(folder / ("w.files/coverage/" + std::string{name} + ".tif"));
            REQUIRE(values);
            CHECK(values->without == report->voids);
            CHECK(values->least == 0); // beyond the radius and the reach: not covered, for sure
            CHECK(values->greatest >= 1);
        }
        // Near is out of sight for the calculation; Far, beyond the radius, is not covered.
        CHECK(report->counts[0].people.any == 0);
        CHECK(report->people_not_known == Approx(400).epsilon(1e-6));
        CHECK(asJson(*report)["people"]["not_known"].get<double>() == Approx(400).epsilon(1e-6));
        CHECK_THAT(asText(*report), Catch::Contains("400 people live where it is not known"));
    }
}
