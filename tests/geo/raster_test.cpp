#include "geo/crs/crs.h"
#include "geo/error.h"
#include "geo/files/checksum.h"
#include "geo/raster/raster_file.h"
#include "geo/raster/write_raster.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fstream>
#include <functional>

namespace fs = std::filesystem;

namespace {

const fs::path shared{SILA_SHARED};

bool haveShared()
{
    if (fs::exists(shared / "data/nasty/raster")) {
        return true;
    }
    WARN("the shared data is absent: not checked");
    return false;
}

std::string failure(const std::function<void()>& act)
{
    try {
        act();
    } catch (const geo::Error& error) {
        return error.what();
    }
    return "nothing failed";
}

/// Info, every cell, and a warp: all that is ever done to a raster.
std::string all(const fs::path& file, const geo::RasterReading& reading = {})
{
    return failure([&] {
        const geo::RasterInfo info = geo::rasterInfo(file, reading);
        geo::valueRange(file, reading);
        const std::string crs =
            info.lonlat.empty() ? "EPSG:32636" : geo::pickWorkingCrs(info.lonlat);
        const geo::Box box = info.lonlat.empty() ? geo::Box{0, 0, 1000, 1000}
                                                 : geo::WorkingCrs{crs}.project(info.lonlat);
        const double cell = std::max(box.width(), box.height()) / 50;
        geo::warpedOnto({file}, geo::alignedFrame(box, cell), crs, geo::Resampling::bilinear,
                        reading);
    });
}

} // namespace

TEST_CASE("each hard or broken raster is read or refused in words that name it", "[raster]")
{
    if (!haveShared()) {
        return;
    }
    const fs::path nasty = shared / "data/nasty/raster";
    // What must be said; "nothing failed" for files that are odd but readable.
    const auto [name, said] = GENERATE(table<std::string, std::string>({
        {"WGS_1984_Web_Mercator_Auxiliary_Sphere.tif", "nothing failed"},
        {"byte_nogeoref.tif", "does not say where on Earth"},
        {"byte_point.tif", "nothing failed"},
        {"byte_truncated.tif", "cells cannot be read"},
        {"corrupted_gtiff_tags.tif", "cannot be read"},
        {"ehdr11.flt", "does not say in which CRS"},
        {"empty_nodata.tif", "does not say where on Earth"},
        {"huge-number-strips.tif", "claims 100000 × 1632895392 cells, but has only 192 bytes"},
        {"idat_broken.png", "cannot be read"},
        {"idontexist.vrt", "cannot be read"},
        {"n43.dt0", "nothing failed"},
        {"n43_bad_crc.dt0", "read checksum that do not match"},
        {"nan32_nodata.tif", "nothing failed"},
        {"negative_scaley.tif", "nothing failed"},
        {"nodata_float.asc", "does not say in which CRS"},
        {"pixel_per_line_comma.asc", "does not say in which CRS"},
        {"stats_nodata_neginf.tif", "does not say where on Earth"},
        {"test_esri_wkt.tif", "nothing failed"},
        {"truncated_hgt/N31E034.hgt",
         "is not a whole SRTM tile: it has 120000 bytes where 2884802"},
        {"uint33.tif", "is not a raster that can be read"},
        {"missing.tif", "there is no such file"},
    }));
    INFO(name);
    const std::string message = all(nasty / name);
    INFO(message);
    CHECK_THAT(message, Catch::Contains(said));
    if (said != "nothing failed") {
        CHECK_THAT(message, Catch::Contains(name));
    }
}

TEST_CASE("a raster says what it is", "[raster]")
{
    if (!haveShared()) {
        return;
    }
    // Goldens: gdalinfo 3.6.2 on the same files; metres a degree from GeographicLib's GeodSolve.
    const geo::RasterInfo hgt = geo::rasterInfo(shared / "data/dem/palestine/N31E034.hgt");
    CHECK(hgt.format == "SRTMHGT");
    CHECK(hgt.cols == 1201);
    CHECK(hgt.crs == "EPSG:4326");
    CHECK(hgt.nodata == -32768);
    CHECK(hgt.lonlat.min_x == Approx(33.9995833));
    CHECK(hgt.lonlat.max_y == Approx(32.0004167));
    // At 31.5° a degree is 110 863 m north and 94 990 m east: 3" cells of 92.39 m by 79.16 m.
    CHECK(hgt.resolution_m == Approx(std::sqrt(92.39 * 79.16)).epsilon(1e-3));
    const geo::RasterInfo asc =
        geo::rasterInfo(shared / "data/dem/ukraine/hoverla_nasadem_1as.asc");
    CHECK(asc.crs == "EPSG:4326");
    CHECK(asc.cols == 483);
    CHECK(asc.rows == 277);
    const geo::RasterInfo land =
        geo::rasterInfo(shared / "data/population/sao_miguel/clc2018_v2020_20u1.tif");
    CHECK(land.cols == 3840);
    CHECK(land.rows == 1920);
    const geo::RasterInfo zipped = geo::rasterInfo(shared / "data/dem/other/N43E007.hgt.zip");
    CHECK(zipped.cols == 1201);
}

TEST_CASE("every cell is read once for the range of values", "[raster]")
{
    if (!haveShared()) {
        return;
    }
    // Goldens: gdalinfo -stats (min, max), and the sum given in PROVENANCE.md.
    const auto dem = geo::valueRange(shared / "data/dem/palestine/N31E035.hgt");
    REQUIRE(dem);
    CHECK(dem->least == -457);
    CHECK(dem->greatest == 1301);
    CHECK(dem->without == 0);
    const auto people = geo::valueRange(shared / "data/population/ukraine/ukr_population_10km.tif");
    REQUIRE(people);
    CHECK(people->sum == Approx(43733760).epsilon(1e-6));
    CHECK(people->cells + people->without == 132 * 88);
    CHECK(people->without > 0);
    const auto cape = geo::valueRange(shared / "data/dem/other/srtm_41_19_4326.tif");
    REQUIRE(cape);
    CHECK(cape->greatest < 3000); // its no-data is 3.4e38
}

TEST_CASE("warping agrees with gdalwarp", "[raster]")
{
    if (!haveShared() || std::system("gdalwarp --version > /dev/null 2>&1") != 0) {
        return;
    }
    const TempFolder folder;
    const fs::path source = shared / "data/dem/palestine/N31E035.hgt";
    const geo::GridFrame frame = geo::alignedFrame({690000, 3500000, 710000, 3520000}, 100);
    const fs::path out = folder / "out.tif";
    const std::string command = fmt::format(
        "gdalwarp -q -r bilinear -t_srs EPSG:32636 -te {} {} {} {} -tr 100 100 -ot Float32 -et 0 "
        "{} {}",
        frame.box().min_x, frame.box().min_y, frame.box().max_x, frame.box().max_y, source.string(),
        out.string());
    REQUIRE(std::system(command.c_str()) == 0);
    const auto ours = geo::warpedOnto({source}, frame, "EPSG:32636", geo::Resampling::bilinear);
    const auto theirs = geo::warpedOnto({out}, frame, "EPSG:32636", geo::Resampling::nearest);
    REQUIRE(ours);
    REQUIRE(theirs);
    double worst = 0;
    for (std::size_t i = 0; i < frame.size(); ++i) {
        worst = std::max(worst, std::abs(double{ours->values[i]} - double{theirs->values[i]}));
    }
    CHECK(worst < 0.5); // a hundredth of a cell on a 50 % slope is 0.5 m
    CHECK(ours->values.size() == 200 * 200);
}

TEST_CASE("the seam between two tiles does not show", "[raster]")
{
    if (!haveShared()) {
        return;
    }
    const fs::path dem = shared / "data/dem/palestine";
    const geo::WorkingCrs crs{"EPSG:32636"};
    const geo::XY seam = crs.project(geo::LonLat{35.0, 31.5});
    const geo::GridFrame frame =
        geo::alignedFrame({seam.x_m - 2000, seam.y_m - 2000, seam.x_m + 2000, seam.y_m + 2000}, 90);
    const auto grid = geo::warpedOnto({dem / "N31E034.hgt", dem / "N31E035.hgt"}, frame, crs.code(),
                                      geo::Resampling::bilinear);
    REQUIRE(grid);
    for (const float height : grid->values) {
        REQUIRE_FALSE(std::isnan(height));
    }
    double worst = 0;
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 1; col < frame.cols; ++col) {
            worst = std::max(worst, std::abs(double{(*grid)(col, row)} - (*grid)(col - 1, row)));
        }
    }
    CHECK(worst < 90); // no cliff
}

TEST_CASE("grids come back as they were written, the same bytes each time", "[raster]")
{
    const TempFolder folder;
    geo::FloatGrid levels{{700000, 3500000, 250, 700, 600}, -90.5F};
    levels(3, 4) = geo::noData;
    levels(5, 6) = -101.25F;
    const geo::RasterWriting writing{.crs = "EPSG:32636",
                                     .description = "received level, dBm",
                                     .unit = "dBm",
                                     .metadata = {{"MODEL", "p1812"}}};
    geo::writeRaster(folder / "a.tif", levels, writing);
    geo::writeRaster(folder / "b.tif", levels, writing);
    CHECK(geo::fileChecksum(folder / "a.tif") == geo::fileChecksum(folder / "b.tif"));
    CHECK_FALSE(fs::exists(folder / "a.tif.partial"));
    const geo::RasterInfo info = geo::rasterInfo(folder / "a.tif");
    CHECK(info.crs == "EPSG:32636");
    CHECK(info.resolution_m == 250);
    REQUIRE(info.nodata);
    CHECK(std::isnan(*info.nodata));
    auto back =
        geo::warpedOnto({folder / "a.tif"}, levels.frame, "EPSG:32636", geo::Resampling::nearest);
    REQUIRE(back);
    CHECK(std::isnan((*back)(3, 4)));
    (*back)(3, 4) = 0;
    levels(3, 4) = 0;
    CHECK(back->values == levels.values);

    geo::Grid<std::uint8_t> classes{{0, 1000, 10, 30, 20}, 1};
    classes(0, 0) = 2;
    geo::writeRaster(folder / "c.tif", classes,
                     {.crs = "EPSG:32636",
                      .nodata = 0,
                      .classes = {{1, 0, 128, 0, 255, "forest"}, {2, 0, 0, 255, 255, "water"}}});
    // GeoTIFF has no place for the names: they lie beside it, under its name.
    CHECK(fs::exists(folder / "c.tif.aux.xml"));
    CHECK_FALSE(fs::exists(folder / "c.tif.partial.aux.xml"));
    const auto range = geo::valueRange(folder / "c.tif");
    REQUIRE(range);
    CHECK(range->greatest == 2);
    geo::Grid<std::int16_t> heights{{0, 1000, 10, 30, 20}, -415};
    geo::writeRaster(folder / "d.tif", heights, {.crs = "EPSG:32636", .nodata = -32768});
    CHECK(geo::valueRange(folder / "d.tif")->least == -415);
}

TEST_CASE("a raster that cannot be written leaves the old one", "[raster]")
{
    const TempFolder folder;
    const geo::FloatGrid grid{{0, 100, 10, 10, 10}, 1.0F};
    CHECK_THAT(
        failure([&] { geo::writeRaster(folder / "none" / "a.tif", grid, {.crs = "EPSG:32636"}); }),
        Catch::Contains("does not exist"));
    std::ofstream{folder / "a.tif"} << "old";
    CHECK_THAT(failure([&] { geo::writeRaster(folder / "a.tif", grid, {.crs = "EPSG:1"}); }),
               Catch::Contains("'EPSG:1' is not a CRS"));
    CHECK(fs::file_size(folder / "a.tif") == 3);
}

TEST_CASE("no raster makes us open a socket", "[raster]")
{
    // A VRT that names an address: with the network open GDAL would call it.
    const TempFolder folder;
    std::ofstream{folder / "call.vrt"} << R"(<VRTDataset rasterXSize="2" rasterYSize="2">
        <SRS>EPSG:4326</SRS><GeoTransform>0,1,0,2,0,-1</GeoTransform>
        <VRTRasterBand dataType="Byte" band="1"><SimpleSource>
        <SourceFilename relativeToVRT="0">/vsicurl/http://127.0.0.1:9/a.tif</SourceFilename>
        <SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>)";
    CHECK_THAT(failure([&] { geo::valueRange(folder / "call.vrt"); }),
               Catch::Contains("cannot be read"));
    CHECK_THAT(failure([&] { geo::rasterInfo("/vsicurl/http://127.0.0.1:9/a.tif"); }),
               Catch::Contains("is not a raster that can be read"));
}

TEST_CASE("stopping a warp gives nothing", "[raster]")
{
    if (!haveShared()) {
        return;
    }
    const geo::GridFrame frame = geo::alignedFrame({690000, 3500000, 710000, 3520000}, 100);
    CHECK_FALSE(geo::warpedOnto({shared / "data/dem/palestine/N31E035.hgt"}, frame, "EPSG:32636",
                                geo::Resampling::bilinear, {}, [](double) { return false; }));
    CHECK_THROWS_AS(geo::warpedOnto({shared / "data/dem/palestine/N31E035.hgt"},
                                    {0, 0, 0.1, 2000000, 2000000}, "EPSG:32636",
                                    geo::Resampling::bilinear),
                    geo::Error);
}

TEST_CASE("people are shared out without being lost", "[raster]")
{
    if (!haveShared()) {
        return;
    }
    const fs::path file = shared / "data/population/ukraine/ukr_population_10km.tif";
    const geo::RasterInfo info = geo::rasterInfo(file);
    const geo::WorkingCrs crs{"EPSG:32636"};
    const geo::GridFrame frame = geo::alignedFrame(crs.project(info.lonlat).grown(10000), 2500);
    const auto people = geo::warpedOnto({file}, frame, crs.code(), geo::Resampling::sum);
    REQUIRE(people);
    double sum = 0;
    for (const float value : people->values) {
        sum += std::isnan(value) ? 0 : double{value};
    }
    CHECK(sum == Approx(43733760).epsilon(0.001));
}
