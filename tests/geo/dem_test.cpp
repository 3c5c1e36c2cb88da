#include "geo/files/checksum.h"
#include "geo/raster/raster_file.h"
#include "geo/raster/write_raster.h"
#include "geo/terrain/dem.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <fmt/format.h>
#include <fstream>
#include <functional>

namespace fs = std::filesystem;
using geo::Access;
using geo::Workspace;

namespace {

const fs::path shared{SILA_SHARED};

bool haveShared()
{
    if (fs::exists(shared / "data/dem")) {
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

std::size_t filesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

/// Elevation of a few kilometres around a position.
geo::Elevation around(const Workspace& w, geo::LonLat place, double cell_m, double reach_m = 3000)
{
    const geo::WorkingCrs crs{w.crs()};
    const geo::XY xy = crs.project(place);
    geo::Box box;
    box.add(xy.x_m, xy.y_m);
    return *geo::loadElevation(w, crs, box.grown(reach_m), cell_m);
}

double heightAt(const Workspace& w, geo::LonLat place, double cell_m = 30)
{
    const auto height = around(w, place, cell_m).heightAt(geo::WorkingCrs{w.crs()}.project(place));
    return height.value_or(std::nan(""));
}

} // namespace

TEST_CASE("a folder of SRTM tiles is one elevation model", "[terrain]")
{
    if (!haveShared()) {
        return;
    }
    const TempFolder folder;
    const fs::path tiles = shared / "data/dem/palestine";
    const std::string before = geo::fileChecksum(tiles / "N31E034.hgt");
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32636");
    const auto made = geo::importElevation(w, {.files = {tiles}});
    REQUIRE(made);
    CHECK(made->files == 4);
    CHECK(made->cols == 2401); // two tiles of 1201 that share a column
    CHECK(made->rows == 2401);
    CHECK(made->cells == 2401UL * 2401);
    CHECK(made->void_cells == 0);
    CHECK(made->problems.empty());
    CHECK(made->sea_cells == Approx(1811876).epsilon(0.001)); // see sea_test.cpp
    CHECK(made->least_m == -457);
    CHECK(made->greatest_m == 1301);
    CHECK(made->elevation.source == "SRTM (NASA)");
    CHECK(geo::fileChecksum(tiles / "N31E034.hgt") == before);
    CHECK(geo::fileChecksum(folder / made->elevation.path) == made->elevation.checksum);
    CHECK(filesIn(folder / "w.files") == 2);
    CHECK(geo::elevationResolution_m(w) == Approx(85.3).margin(1));

    // Goldens: gdallocationinfo -wgs84 on the tiles at centres of their cells.
    const std::vector<std::pair<geo::LonLat, double>> known{
        {{35.2341667, 31.7766667}, 736},  // Jerusalem, old city
        {{35.2133333, 31.7683333}, 779},  // Jerusalem, on the ridge
        {{35.1000000, 31.5325000}, 948},  // Hebron
        {{35.4500000, 31.5000000}, -415}, // Dead Sea shore
        {{35.4600000, 31.8558333}, -250}, // Jericho
    };
    for (const auto& [place, height] : known) {
        CHECK(heightAt(w, place, 10) == Approx(height).margin(2.5));
    }
    CHECK(heightAt(w, {34.2000, 31.5000}) == 0); // the sea off Gaza

    const geo::Elevation gaza = around(w, {34.44, 31.53}, 90);
    REQUIRE_FALSE(gaza.sea.empty());
    std::size_t sea = 0;
    for (std::size_t i = 0; i < gaza.sea.size(); ++i) {
        sea += gaza.sea[i];
        REQUIRE(gaza.height_m.values[i] > -6); // no sea bed, no cell dragged down by it
        REQUIRE((gaza.sea[i] == 0 || gaza.height_m.values[i] == 0));
    }
    CHECK(sea > gaza.sea.size() / 10);
    CHECK(sea < gaza.sea.size() * 9 / 10);
    CHECK(around(w, {35.45, 31.5}, 90).sea.empty()); // the Dead Sea is none
}

TEST_CASE("elevation of a country loads in seconds, the same on each run", "[terrain]")
{
    if (!haveShared()) {
        return;
    }
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32636");
    geo::importElevation(w, {.files = {shared / "data/dem/palestine"}});
    const geo::WorkingCrs crs{"EPSG:32636"};
    const geo::Box box = crs.project(geo::Box{34.2, 31.2, 35.6, 32.6});
    const auto start = std::chrono::steady_clock::now();
    const auto one = geo::loadElevation(w, crs, box, 90);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    CHECK(took.count() < 5);
    const auto two = geo::loadElevation(w, crs, box, 90);
    REQUIRE(one);
    CHECK(one->height_m.values == two->height_m.values);
    CHECK(one->sea == two->sea);
    CHECK(one->source == "Terrain: SRTM (NASA)");
    CHECK(std::ranges::none_of(one->height_m.values, [](float h) { return std::isnan(h); }));
    CHECK_FALSE(geo::loadElevation(w, crs, box, 90, [](double) { return false; }));
    CHECK_THAT(failure([&] { geo::loadElevation(w, crs, box, 0.001); }),
               Catch::Contains("too large"));
}

TEST_CASE("models without sea get none", "[terrain]")
{
    if (!haveShared()) {
        return;
    }
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32635");
    const fs::path dem = shared / "data/dem";
    const auto hoverla =
        geo::importElevation(w, {.files = {dem / "ukraine/hoverla_nasadem_1as.tif"}});
    REQUIRE(hoverla);
    CHECK(hoverla->sea_cells == 0);
    CHECK_FALSE(hoverla->sea);
    CHECK(hoverla->least_m == Approx(881).margin(0.5));
    CHECK(hoverla->greatest_m == Approx(2045).margin(0.5));
    CHECK(heightAt(w, {24.5003, 48.1602}) > 2000);
    // The grid in text, with its CRS in a .prj beside it, is the same model.
    const auto text = geo::importElevation(w, {.files = {dem / "ukraine/hoverla_nasadem_1as.asc"}});
    REQUIRE(text);
    CHECK(text->greatest_m == Approx(hoverla->greatest_m).margin(0.06));
    CHECK(w.rasters("elevation").size() == 1); // the later one replaced the earlier
    CHECK(filesIn(folder / "w.files") == 1);

    // Swellendam: 106 658 zeros around the edge, left by a reprojection, beside hills of 250 m.
    const auto cape = geo::importElevation(w, {.files = {dem / "other/srtm_41_19_4326.tif"}});
    REQUIRE(cape);
    CHECK(cape->sea_cells == 0);
    CHECK(cape->collar_cells == 106658);
    CHECK(cape->greatest_m == 1699);
    REQUIRE(cape->problems.size() == 1);
    CHECK_THAT(cape->problems[0].what, Catch::Contains("taken as without data"));
}

TEST_CASE("a zipped coastal tile has its sea, voids stay voids", "[terrain]")
{
    if (!haveShared()) {
        return;
    }
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32632");
    const auto nice =
        geo::importElevation(w, {.files = {shared / "data/dem/other/N43E007.hgt.zip"}});
    REQUIRE(nice);
    // 1 060 406 cells are exactly 0 in the tile, nearly all of them the Ligurian Sea; 1595 voids.
    CHECK(nice->sea_cells > 1060000);
    CHECK(nice->sea_cells < 1060500);
    CHECK(nice->void_cells == 1595);
    CHECK(nice->greatest_m == 2064);
}

TEST_CASE("a sea left out of a file is said, and taken when asked for", "[terrain]")
{
    if (!haveShared()) {
        return;
    }
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32626");
    const fs::path azores = shared / "data/population/sao_miguel/eu_dem_v11.tif";
    const auto automatic = geo::importElevation(w, {.files = {azores}, .dry_run = true});
    REQUIRE(automatic);
    CHECK(automatic->sea_cells < 100);
    CHECK(automatic->void_cells == 56162);
    REQUIRE(automatic->problems.size() == 1);
    CHECK_THAT(automatic->problems[0].fix, Catch::Contains("--sea voids"));
    CHECK_FALSE(fs::exists(folder / "w.files")); // a dry run writes nothing
    CHECK(w.rasters().empty());
    const auto asked = geo::importElevation(w, {.files = {azores}, .sea = geo::SeaRule::voids});
    REQUIRE(asked);
    CHECK(asked->void_cells == 0);
    CHECK(asked->sea_cells >= 56162);
    // The municipalities as land: the same but for cells their generalised coast cuts off.
    const auto land =
        geo::importElevation(w, {.files = {azores},
                                 .sea = geo::SeaRule::landLayer,
                                 .sea_file = shared / "data/population/sao_miguel/concelhos.gpkg"});
    REQUIRE(land);
    CHECK(land->sea_cells == Approx(56162).epsilon(0.02));
}

TEST_CASE("broken elevation files are named and leave nothing behind", "[terrain]")
{
    if (!haveShared()) {
        return;
    }
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32636");
    const auto importing = [&](const fs::path& file) {
        return failure([&] { geo::importElevation(w, {.files = {file}}); });
    };
    const fs::path nasty = shared / "data/nasty/raster";
    CHECK_THAT(importing(nasty / "truncated_hgt"),
               Catch::Contains("N31E034.hgt") && Catch::Contains("2884802"));
    CHECK_THAT(importing(nasty / "byte_truncated.tif"), Catch::Contains("cannot be read"));
    CHECK_THAT(importing(nasty / "nodata_float.asc"), Catch::Contains("--crs EPSG:n"));
    CHECK_THAT(importing(nasty / "idontexist.vrt"), Catch::Contains("idontexist.vrt"));
    CHECK_THAT(importing(folder / "none"), Catch::Contains("there is no such file"));
    fs::create_directory(folder / "empty");
    CHECK_THAT(importing(folder / "empty"), Catch::Contains("holds no elevation tiles"));
    // One broken tile among good ones: the whole import stops and names it.
    fs::create_directory(folder / "mixed");
    fs::copy(shared / "data/dem/palestine/N31E035.hgt", folder / "mixed");
    fs::copy(nasty / "truncated_hgt/N31E034.hgt", folder / "mixed");
    CHECK_THAT(importing(folder / "mixed"), Catch::Contains("N31E034.hgt: is not a whole SRTM"));
    CHECK(w.rasters().empty());
    if (fs::exists(folder / "w.files")) {
        CHECK(filesIn(folder / "w.files") == 0);
    }
    CHECK_FALSE(geo::importElevation(w, {.files = {shared / "data/dem/palestine"}},
                                     [](double done) { return done < 0.5; }));
    CHECK(filesIn(folder / "w.files") == 0);
    CHECK(w.rasters().empty());
}

TEST_CASE("a workspace without elevation, or without its file, says what to do", "[terrain]")
{
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32636");
    const geo::WorkingCrs crs{"EPSG:32636"};
    const geo::Box box{700000, 3500000, 710000, 3510000};
    CHECK_THAT(failure([&] { geo::loadElevation(w, crs, box, 100); }),
               Catch::Contains("sila import WORKSPACE elevation"));
    geo::FloatGrid hill{{699000, 3511000, 100, 120, 120}, 50.0F};
    geo::writeRaster(folder / "hill.tif", hill, {.crs = "EPSG:32636"});
    const auto made = geo::importElevation(w, {.files = {folder / "hill.tif"}});
    REQUIRE(made);
    CHECK(made->resolution_m == 100);
    CHECK(geo::loadElevation(w, crs, box, 100)->heightAt({705000, 3505000}) == 50);
    // Renamed with its folder, or copied without: the elevation is found.
    fs::create_directory(folder / "moved");
    fs::copy(folder / "w.gpkg", folder / "moved" / "other.gpkg");
    fs::copy(folder / "w.files", folder / "moved" / "other.files");
    const Workspace moved = Workspace::open(folder / "moved" / "other.gpkg", geo::Access::read);
    CHECK(geo::loadElevation(moved, crs, box, 100)->heightAt({705000, 3505000}) == 50);
    {
        // A copy in the same folder reads the elevation of the first, and never takes it away.
        fs::copy(folder / "w.gpkg", folder / "copy.gpkg");
        Workspace copy = Workspace::open(folder / "copy.gpkg", geo::Access::write);
        CHECK(geo::importElevation(copy, {.files = {folder / "hill.tif"}, .replace = true}));
        CHECK(geo::loadElevation(w, crs, box, 100)->heightAt({705000, 3505000}) == 50);
    }
    fs::remove(folder / made->elevation.path);
    CHECK_THAT(failure([&] { geo::loadElevation(w, crs, box, 100); }),
               Catch::Contains("w.files") && Catch::Contains("missing"));
}

TEST_CASE("a finer model lies on top of a coarser one", "[terrain]")
{
    const TempFolder folder;
    Workspace w = Workspace::create(folder / "w.gpkg", "EPSG:32636");
    const geo::WorkingCrs crs{"EPSG:32636"};
    geo::FloatGrid country{{700000, 3510000, 100, 100, 100}, 0.0F}; // all sea
    geo::FloatGrid island{{704000, 3506000, 10, 200, 200}, 30.0F};
    geo::writeRaster(folder / "country.tif", country, {.crs = "EPSG:32636"});
    geo::writeRaster(folder / "island.tif", island, {.crs = "EPSG:32636"});
    geo::importElevation(w, {.files = {folder / "country.tif"}});
    geo::importElevation(w, {.files = {folder / "island.tif"}, .replace = false});
    CHECK(w.rasters("elevation").size() == 2);
    const auto both = geo::loadElevation(w, crs, country.frame.box(), 100);
    REQUIRE(both);
    CHECK(both->height_m(50, 50) == 30);
    CHECK_FALSE(both->isSea(50, 50));
    CHECK(both->height_m(10, 10) == 0);
    CHECK(both->isSea(10, 10));
}

TEST_CASE("the sea rule is spelled in one way", "[terrain]")
{
    geo::ElevationRequest request;
    geo::setSea(request, "land:areas.gpkg");
    CHECK(request.sea == geo::SeaRule::landLayer);
    CHECK(request.sea_file == "areas.gpkg");
    geo::setSea(request, "voids");
    CHECK(request.sea == geo::SeaRule::voids);
    CHECK_THROWS_AS(geo::setSea(request, "ocean"), geo::Error);
    CHECK_THROWS_AS(geo::setSea(request, "sea:"), geo::Error);
}
