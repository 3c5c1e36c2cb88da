#include "app/jobs/coverage_refusals.h"
#include "coverage_world.h"
#include "geo/raster/write_raster.h"
#include "geo/terrain/dem.h"

#include <catch2/catch.hpp>

using namespace app;
namespace world = coverage_world;

TEST_CASE("a site off the elevation stops the run, unless it is left out", "[coverage][job]")
{ // Site A stands in the middle of 20 x 20 km of flat land, B 30 km east of it.
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    planning::Site far = drawn.sites[0];
    far.site_id = "B";
    far.at = world::at(geo::WorkingCrs{world::crsCode}, world::mast.x_m + 30000, world::mast.y_m);
    drawn.sites.push_back(far);
    drawn.cells.push_back(world::cell("B1", "B", 50));
    auto workspace = world::workspaceOf(folder, drawn);
    geo::FloatGrid flat{geo::GridFrame{590000, 3510000, 100, 200, 200}};
    flat.values.assign(flat.values.size(), 50.0F);
    geo::writeRaster(folder / "dem.tif", flat, {.crs = world::crsCode});
    REQUIRE(geo::importElevation(workspace, {.files = {folder / "dem.tif"}}));

    CoverageRequest request = world::freeSpace(2000);
    request.model = "p1812";
    CHECK_THROWS_WITH(runCoverage(workspace, request),
                      Catch::Contains("1 of 2 sites lie outside the elevation model") &&
                          Catch::Contains("the first, B") && Catch::Contains("--leave-out-sites") &&
                          Catch::Contains("w.gpkg"));
    CHECK_FALSE(workspace.hasTable("results_coverage"));

    request.leave_out_sites = true;
    const auto report = runCoverage(workspace, request);
    REQUIRE(report);
    CHECK(report->left_out == 1);
    CHECK(report->sites_left_out == 1);
}

TEST_CASE("a run that the disk cannot hold is refused before it computes", "[coverage][job]")
{
    const TempFolder folder;
    CoverageEstimate estimate;
    estimate.disk_mb = 0.001;
    CHECK_NOTHROW(requireRoom(folder / ".", estimate));
    estimate.disk_mb = 1e15;
    CHECK_THROWS_WITH(requireRoom(folder / ".", estimate), Catch::Contains("MB are free"));
}
