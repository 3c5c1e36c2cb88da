#include "app/jobs/calibrate_job.h"
#include "app/jobs/coverage.h"
#include "coverage_world.h"
#include "geo/raster/raster_file.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>

using namespace app;
namespace world = coverage_world;

namespace {

/// The level of cell A1 in free space at a grid cell `east_m` east of the mast, by hand: EIRP
/// 5 dBm, 900 MHz, 30 m between the antennas' heights.
double modelled_dbm(double east_m)
{
    const double d_km = std::hypot(east_m, 30) / 1000;
    return 5 - (32.4478 + 20 * std::log10(900) + 20 * std::log10(d_km));
}

std::string row(double east_m, double error_db, const char* cell = "A1")
{
    const geo::WorkingCrs crs{world::crsCode};
    const geo::LonLat at = crs.unproject(geo::XY{world::mast.x_m + east_m, world::mast.y_m});
    return fmt::format("{},{:.6f},{:.6f},{:.4f}\n", cell, at.lon_deg, at.lat_deg,
                       modelled_dbm(east_m) + error_db);
}

geo::Workspace computed(const TempFolder& folder)
{
    auto workspace = world::workspaceOf(folder, world::scenario());
    REQUIRE(runCoverage(workspace, world::freeSpace(8000)));
    return workspace;
}

void write(const std::filesystem::path& file, const std::string& text)
{
    std::ofstream{file, std::ios::binary} << text;
}

} // namespace

TEST_CASE("errors laid into measurements come out again", "[calibration]")
{ // +1, +2, +3 and +6 dB over free space by hand: mean 3, deviation 2.160 (calibration_test).
    const TempFolder folder;
    auto workspace = computed(folder);
    const std::string before = workspace.fingerprint({"results_coverage"});
    write(folder / "drive.csv", "cell_id,lon,lat,RSRP\n" + row(1000, 2) + row(2000, 6) +
                                    row(3000, 1) + row(4000, 3) + row(500, 0, "nobody") +
                                    "A1,35,91,-80\nA1,35,31,12\nA1,36.9,31.6,-80\n");
    const CalibrateReport report =
        calibrate(workspace, {.files = {folder / "drive.csv"}, .columns = {}});
    CHECK(report.all.count == 4);
    CHECK(report.all.mean_db == Approx(3).margin(0.01)); // losses are kept to 0.01 dB
    CHECK(report.all.deviation_db == Approx(2.160).margin(0.01));
    CHECK(report.all.median_db == Approx(2.5).margin(0.01));
    REQUIRE(report.left_out.size() == 4);
    CHECK(report.left_out[0].reason == "is no latitude");
    CHECK_FALSE(report.fitted);
    storeCalibration(workspace, report);
    CHECK(workspace.count("results_calibration_points") == 4);
    CHECK(workspace.count("results_calibration") == 4); // all, 2G, the ground, A1
    CHECK(workspace.fingerprint({"results_coverage"}) == before);
}

TEST_CASE("a fit finds offset and slope and is kept apart", "[calibration]")
{ // 4 dB at 1 km and 6 dB more a decade.
    const TempFolder folder;
    auto workspace = computed(folder);
    std::string text = "Cell;Lat;Long;Signal (dBm)\n";
    const geo::WorkingCrs crs{world::crsCode};
    for (int i = 1; i <= 12; ++i) {
        const double east_m = 500 * i;
        const geo::LonLat at = crs.unproject(geo::XY{world::mast.x_m + east_m, world::mast.y_m});
        const double level_dbm = modelled_dbm(east_m) + 4 + 6 * std::log10(east_m / 1000);
        std::string line =
            fmt::format("A1;{:.7f};{:.7f};{:.4f}\n", at.lat_deg, at.lon_deg, level_dbm);
        std::replace(line.begin(), line.end(), '.', ','); // as spreadsheets here write it
        text += line;
    }
    write(folder / "phones.csv", text);
    CalibrateReport report = calibrate(
        workspace,
        {.files = {folder / "phones.csv"}, .columns = {"level=Signal (dBm)"}, .fit = true});
    REQUIRE(report.classes.size() == 1);
    REQUIRE(report.classes[0].fit);
    CHECK(report.classes[0].fit->sloped);
    CHECK(report.classes[0].fit->offset_db == Approx(4).margin(0.02));
    CHECK(report.classes[0].fit->slope_db == Approx(6).margin(0.05));
    REQUIRE(report.fitted);
    CHECK(report.fitted->rms_db < 0.01);
    CHECK(report.all.rms_db > 4);
    CHECK(asJson(report)["classes"][0]["fit"]["sloped"] == true);
    const std::string before = workspace.fingerprint({"results_coverage"});
    REQUIRE(writeCalibrated(workspace, report, 2));
    storeCalibration(workspace, report);
    REQUIRE(report.layers.size() == 1);
    { // called by a bare name in the current folder, as a shell does
        const std::filesystem::path home = std::filesystem::current_path();
        std::filesystem::current_path(folder.path());
        const auto here = geo::Workspace::open("w.gpkg", geo::Access::read);
        CalibrateReport again = report;
        again.layers.clear();
        const bool made = writeCalibrated(here, again, 1);
        std::filesystem::current_path(home);
        REQUIRE(made);
        CHECK(again.layers.at(0).path == "w.files/calibration/calibrated_2G.tif");
    }
    // At the mast 58.3 m away; nearest measured at 500 m: 4 + 6 lg 0.5 = 2.19 dB.
    const auto level = geo::valueRange(folder.path() / report.layers[0].path);
    REQUIRE(level);
    CHECK(level->greatest == Approx(5 - 66.85 + 2.19).margin(0.05));
    CHECK(workspace.fingerprint({"results_coverage"}) == before);
    // A technology nobody measured has no corrected level, nor keeps one of an earlier time.
    const auto layer = folder.path() / report.layers[0].path;
    CalibrateReport other = report;
    other.technologies = {{"5G", report.all}};
    other.layers.clear();
    REQUIRE(writeCalibrated(workspace, other, 1));
    CHECK(other.layers.empty());
    CHECK_FALSE(std::filesystem::exists(layer));
}

TEST_CASE("files without what is needed are refused by name", "[calibration]")
{
    const TempFolder folder;
    auto workspace = computed(folder);
    const auto says = [&](const std::string& text, const char* words) {
        write(folder / "m.csv", text);
        std::string told = "nothing failed";
        try {
            calibrate(workspace, {.files = {folder / "m.csv"}, .columns = {}});
        } catch (const geo::Error& fault) {
            told = fault.what();
        }
        INFO(told);
        CHECK(told.find(words) != std::string::npos);
    };
    says("cell_id,lon,lat,loudness\nA1,35,31,-80\n", "to hold the level");
    says("cell_id,lon,lat,rsrp\nZZ,35,31,-80\n", "none of the 1 measurements can be compared");
    says("", "m.csv");
}
