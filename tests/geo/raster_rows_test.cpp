#include "geo/raster/raster_rows.h"
#include "geo/raster/write_raster.h"
#include "temp_folder.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

using namespace geo;

TEST_CASE("a raster in the working CRS is read as it is", "[raster]")
{
    const TempFolder folder;
    Grid<float> grid{{600000, 3500000, 100, 3, 2}};
    std::iota(grid.values.begin(), grid.values.end(), 1.0F);
    grid(2, 1) = noData;
    writeRaster(folder.path() / "people.tif", grid, {.crs = "EPSG:32636"});
    const WorkingCrs crs{"EPSG:32636"};
    const RasterRows rows{folder.path() / "people.tif", crs};
    REQUIRE(rows.cols() == 3);
    REQUIRE(rows.rows() == 2);
    CHECK(rows.values(0) == std::vector<double>{1, 2, 3});
    CHECK(rows.values(1)[1] == 5);
    CHECK(std::isnan(rows.values(1)[2]));
    const auto corners = rows.corners(1);
    REQUIRE(corners.size() == 4);
    CHECK(distance_m(corners[3], {600300, 3499900}) < 1e-6);
    const auto cell = rows.cellAt(crs.unproject(XY{600150, 3499850}));
    REQUIRE(cell);
    CHECK(cell->x_m == Approx(1.5));
    CHECK(cell->y_m == Approx(1.5));
}

TEST_CASE("the sum of a population raster in degrees is kept, its corners are where PROJ says",
          "[raster]")
{
    const std::filesystem::path file =
        SILA_SHARED "/data/population/sao_miguel/gpw_v411_2020_count_2020.tif";
    if (!std::filesystem::exists(file)) {
        WARN("shared data is absent; nothing tested");
        return;
    }
    const WorkingCrs crs{"EPSG:32626"};
    const RasterRows rows{file, crs};
    double sum = 0;
    for (int row = 0; row < rows.rows(); ++row) {
        for (const double v : rows.values(row)) {
            sum += std::isnan(v) ? 0 : v;
        }
    }
    // gdalinfo -stats: mean times valid cells, no-data left out.
    CHECK(sum == Approx(valueRange(file)->sum).epsilon(1e-12));
    const auto corners = rows.corners(48);
    for (const int col : {0, 1, 37, 95, 96}) {
        // 1/120 degree cells from 25.9 W, 38 N.
        const XY there = crs.project(LonLat{-25.9 + col * 0.8 / 96, 38 - 48 * 0.4 / 48});
        CHECK(distance_m(corners[static_cast<std::size_t>(col)], there) < 0.1);
    }
}
