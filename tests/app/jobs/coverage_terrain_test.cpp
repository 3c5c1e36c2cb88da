#include "app/jobs/coverage_terrain.h"
#include "coverage_world.h"
#include "geo/raster/write_raster.h"
#include "geo/terrain/dem.h"

#include <catch2/catch.hpp>

using namespace app;

TEST_CASE("land beside the sea stays land, with its height", "[coverage][terrain]")
{ // 10 x 10 km at 100 m: 4 km of smooth sea bed in the west, rough low land in the east.
    const TempFolder folder;
    const geo::WorkingCrs crs{coverage_world::crsCode};
    geo::FloatGrid drawn{geo::GridFrame{600000, 3510000, 100, 100, 100}};
    for (int row = 0; row < 100; ++row) {
        for (int col = 0; col < 100; ++col) {
            drawn(col, row) = col < 40 ? -30.0F : static_cast<float>(8 + (col * 7 + row * 13) % 11);
        }
    }
    geo::writeRaster(folder / "dem.tif", drawn, {.crs = coverage_world::crsCode});
    auto workspace = geo::Workspace::create(folder / "w.gpkg", coverage_world::crsCode);
    const auto made = geo::importElevation(workspace, {.files = {folder / "dem.tif"}});
    REQUIRE(made);
    REQUIRE(made->sea_cells > 3900);

    const geo::Box box{601000, 3501000, 609000, 3509000};
    const auto terrain = loadTerrain(workspace, crs, box, ClutterCode::none, {}, 500);
    REQUIRE(terrain);
    const geo::GridFrame& f = terrain->elevation.height_m.frame;
    const auto seaAt = [&](double x_m, double y_m) {
        return terrain->elevation.isSea(f.colOf(x_m), f.rowOf(y_m));
    };
    CHECK(seaAt(602000, 3505000));
    CHECK(seaAt(603000, 3502000));
    CHECK_FALSE(seaAt(606000, 3505000));
    CHECK_FALSE(seaAt(608500, 3508500));
    CHECK(terrain->elevation.heightAt({602050, 3505050}) == 0.0);
    const auto land_m =
        terrain->elevation.heightAt({606050, 3505050}); // col 60, row 49: 8 + 1057 % 11
    REQUIRE(land_m);
    CHECK(*land_m == Approx(8 + (60 * 7 + 49 * 13) % 11).margin(0.01));

    const auto sea = seaOn(geo::alignedFrame(box, 500), workspace, crs);
    REQUIRE(sea.size() == 256);
    CHECK(std::count(sea.begin(), sea.end(), 1) == Approx(256 * 0.375).margin(16));
}
