#include "app/jobs/coverage.h"
#include "app/jobs/coverage_store.h"
#include "coverage_world.h"
#include "geo/files/checksum.h"
#include "geo/raster/raster_file.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <map>

using namespace app;
namespace world = coverage_world;
namespace fs = std::filesystem;

namespace {

CoverageRequest freeSpace()
{
    CoverageRequest request = world::freeSpace();
    request.rasters = true;
    request.threads = 2;
    return request;
}

std::vector<fs::path> lossFiles(const geo::Workspace& workspace)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{workspace.filesFolder() / "loss"}) {
        if (entry.path().extension() == ".loss") {
            files.push_back(entry.path());
        }
    }
    return files;
}

struct Ran {
    CoverageReport report;
    CoverageEstimate estimate;
};

Ran run(geo::Workspace& workspace, const CoverageRequest& request)
{
    Ran ran;
    auto report =
        runCoverage(workspace, request, {}, [&](const CoverageEstimate& e) { ran.estimate = e; });
    REQUIRE(report);
    ran.report = std::move(*report);
    return ran;
}

} // namespace

TEST_CASE("a village within the disc is covered, one beyond is not", "[coverage][job]")
{ // Radius by hand: see footprint_test; 400 people live 0.7 to 1.3 km away, 100 at 6 km.
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, world::scenario());
    const CoverageReport report = run(workspace, freeSpace()).report;
    const planning::ServedPeople& all = report.counts.at(0).people;
    CHECK(all.people == Approx(500).epsilon(1e-6));
    CHECK(all.any == Approx(400).epsilon(1e-6));
    CHECK(all[planning::Technology::gen2] == all.any);
    CHECK(all[planning::Technology::gen4] == 0);
    REQUIRE(report.counts.size() == 2);
    CHECK(report.counts[1].operator_name == "North");
    REQUIRE(report.areas.size() == 1);
    CHECK(report.areas[0].counts[0].people.any == Approx(400).epsilon(1e-6));
    CHECK(report.settlements[0].any == Approx(400));
    CHECK(report.settlements[1].any == 0);
    CHECK(report.facilities[0].received == planning::setOf(planning::Technology::gen2));
    CHECK(report.facilities[1].received == planning::noTechnology);
    CHECK(report.sites[0].reached == Approx(400));
    CHECK(report.left_out == 0);

    CHECK(workspace.count("results_coverage_settlements") == 2);
    CHECK(workspace.count("results_coverage") ==
          20); // country and area; all and North; any and 2G to 5G
    CHECK_FALSE(workspace.stale("results_coverage"));
    const auto json = asJson(report);
    CHECK(json["people"]["covered"].get<double>() == Approx(400).epsilon(1e-6));
    CHECK(asText(report).find("400 of 500 people are covered (80.0 %)") != std::string::npos);
}

TEST_CASE("rasters show the disc, with model and settings written into them", "[coverage][job]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, world::scenario());
    CoverageRequest request = freeSpace();
    request.date = "2026-11-22";
    const CoverageReport report = run(workspace, request).report;
    REQUIRE(report.rasters.size() == 7); // five of 2G, technology, throughput
    for (const MadeRaster& raster : report.rasters) {
        const fs::path file = folder.path() / raster.path;
        INFO(file.string());
        REQUIRE(fs::exists(file));
        CHECK(geo::rasterInfo(file).crs == world::crsCode);
    }
    // Cells with 2G: the disc's area, pi 2.6504^2 = 22.07 km2, by cells of a hectare.
    const auto covered = geo::valueRange(folder.path() / "w.files/coverage/servers_2G.tif");
    REQUIRE(covered);
    CHECK(covered->greatest == 1);
    CHECK(covered->sum == Approx(2207).margin(15));
    const auto level = geo::valueRange(folder.path() / "w.files/coverage/level_2G.tif");
    // Half a cell away, 30 m lower: 58.3 m: 5 - 66.85 dB.
    CHECK(level->greatest == Approx(5 - 66.85).margin(0.02));
    // Metadata of a GeoTIFF is plain text within it.
    std::ifstream in{folder.path() / "w.files/coverage/level_2G.tif", std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    for (const char* item : {"\"MODEL\">p525<", "\"MODEL_VERSION\">ITU-R P.525-4<",
                             "\"DATE\">2026-11-22<", "\"INPUTS\">sites ", "\"SOFTWARE\">sila "}) {
        INFO(item);
        CHECK(bytes.find(item) != std::string::npos);
    }
}

TEST_CASE("every model for areas says its edition", "[coverage][job]")
{
    for (const AreaModelInfo& model : areaModels()) {
        INFO(model.name);
        CHECK(model.edition.size() > 10);
    }
}

TEST_CASE("propagation is computed once: power and pattern changes use what is there",
          "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    auto workspace = world::workspaceOf(folder, drawn);
    CHECK(run(workspace, freeSpace()).estimate.cached == 0);
    const auto first = lossFiles(workspace);
    REQUIRE(first.size() == 1);
    const auto written = fs::last_write_time(first[0]);

    drawn.cells[0].eirp_dbm = 15; // 10 dB more: 3.16 times as far, both villages
    drawn.cells[0].tilt_deg = 0.0;
    world::replace(workspace, "cells", drawn);
    CoverageRequest wide = freeSpace();
    wide.radius_m = 5000;
    Ran ran = run(workspace, wide);
    CHECK(ran.estimate.cached == 1);
    CHECK(fs::last_write_time(first[0]) == written);
    CHECK(ran.report.counts[0].people.any == Approx(400)); // 6 km lies beyond the radius of 5 km
    wide.radius_m = 9000;
    ran = run(workspace, wide);
    CHECK(ran.estimate.cached == 0);
    CHECK(ran.report.counts[0].people.any == Approx(500).epsilon(1e-6));
    wide.thresholds[planning::Technology::gen2] = -80;
    ran = run(workspace, wide);
    CHECK(ran.estimate.cached == 1);
    CHECK(ran.report.counts[0].people.any < 401);
}

TEST_CASE("nothing but place, height, frequency and model makes a new loss raster",
          "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    auto workspace = world::workspaceOf(folder, drawn);
    run(workspace, freeSpace());
    const auto first = lossFiles(workspace);
    const auto keys = [&] {
        run(workspace, freeSpace());
        auto now = lossFiles(workspace);
        std::sort(now.begin(), now.end());
        return now;
    };
    planning::Cell& cell = drawn.cells[0];
    const auto changed = [&](const std::function<void()>& change) {
        change();
        world::replace(workspace, "cells", drawn);
        return keys() != first;
    };
    CHECK_FALSE(changed([&] { cell.azimuth_deg = 90; }));
    CHECK_FALSE(changed([&] { cell.beamwidth_deg = 33; }));
    CHECK_FALSE(changed([&] { cell.tilt_deg = 4; }));
    CHECK_FALSE(changed([&] { cell.bandwidth_mhz = 5; }));
    CHECK_FALSE(changed([&] { cell.antenna = "panel"; }));
    CHECK_FALSE(changed([&] { cell.technology = planning::Technology::gen3; }));
    planning::Observation seen;
    seen.asset_id = "A1";
    seen.asset_kind = planning::AssetKind::cell;
    seen.status = planning::Status::destroyed;
    seen.observed_at = *geo::parseTime("2026-11-22");
    seen.source = "test";
    drawn.observations = {seen};
    world::replace(workspace, "observations", drawn);
    CHECK(keys() == first);
    CHECK(changed([&] { cell.height_m = 40; }));
    CHECK(lossFiles(workspace).size() == 2);
}

TEST_CASE("a damaged loss raster is computed again, with the same outcome", "[coverage][job]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, world::scenario());
    run(workspace, freeSpace());
    const fs::path file = lossFiles(workspace).at(0);
    const auto read = [&] {
        std::ifstream in{file, std::ios::binary};
        return std::string{std::istreambuf_iterator<char>{in}, {}};
    };
    const std::string whole = read();
    fs::resize_file(file, whole.size() / 2);
    const Ran ran = run(workspace, freeSpace());
    CHECK(ran.estimate.cached == 0);
    CHECK(ran.report.counts[0].people.any == Approx(400).epsilon(1e-6));
    CHECK(read() == whole);
}

TEST_CASE("the cover is kept for other questions, and knows when it is old", "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    auto workspace = world::workspaceOf(folder, drawn);
    CHECK_FALSE(loadCover(workspace, loadScenario(workspace)));
    CHECK_THROWS_WITH(requireCover(workspace, loadScenario(workspace)),
                      Catch::Contains("sila coverage w.gpkg"));
    const CoverageReport report = run(workspace, freeSpace()).report;
    auto loaded = loadCover(workspace, loadScenario(workspace));
    REQUIRE(loaded);
    CHECK_FALSE(loaded->stale);
    CHECK(loaded->cover.group == report.cover.cover.group);
    CHECK(loaded->cover.layers == report.cover.cover.layers);

    // A report about a site changes nothing in the radio picture.
    planning::Observation seen;
    seen.asset_id = "A";
    seen.status = planning::Status::destroyed;
    seen.observed_at = *geo::parseTime("2026-11-22");
    seen.source = "test";
    drawn.observations = {seen};
    world::replace(workspace, "observations", drawn);
    CHECK_FALSE(loadCover(workspace, loadScenario(workspace))->stale);

    // A site put before: the cover is old, and its layer still belongs to A.
    planning::Site early = drawn.sites[0];
    early.site_id = "0";
    drawn.sites.insert(drawn.sites.begin(), early);
    world::replace(workspace, "sites", drawn);
    loaded = loadCover(workspace, loadScenario(workspace));
    REQUIRE(loaded);
    CHECK(loaded->stale);
    CHECK(loaded->cover.layers.at(0).site == 1);
    CHECK(loaded->lost_layers == 0);
}

TEST_CASE("cells that cannot be computed are named and counted, the others go on",
          "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    drawn.cells.push_back(world::cell("A2", "A", 50));
    drawn.cells.back().height_m = 0;
    auto workspace = world::workspaceOf(folder, drawn);
    const CoverageReport report = run(workspace, freeSpace()).report;
    CHECK(report.left_out == 1);
    CHECK(report.cells[1].reason.find("height above ground 0 m is outside") != std::string::npos);
    CHECK(report.counts[0].people.any == Approx(400).epsilon(1e-6));
    CHECK(asJson(report)["cells"]["left_out"] == 1);
    CHECK(asJson(report)["left_out"][0]["cell_id"] == "A2");

    CoverageRequest request = freeSpace();
    request.model = "p1812"; // and there is no elevation
    CHECK_THROWS_WITH(runCoverage(workspace, request), Catch::Contains("no elevation"));
    request.model = "magic";
    CHECK_THROWS_WITH(runCoverage(workspace, request), Catch::Contains("p1812, itm, ehata"));
}

TEST_CASE("where nobody lives there is nothing to count, unless maps are all that is wanted",
          "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    for (planning::Settlement& settlement : drawn.settlements) {
        settlement.population = 0;
    }
    auto workspace = world::workspaceOf(folder, drawn);
    CoverageRequest request = freeSpace();
    CHECK_THROWS_WITH(runCoverage(workspace, request), Catch::Contains("nobody lives"));
    drawn.settlements.clear();
    world::replace(workspace, "settlements", drawn);
    CHECK_THROWS_WITH(runCoverage(workspace, request),
                      Catch::Contains("no settlements") && Catch::Contains("w.gpkg"));
    CHECK_FALSE(workspace.hasTable("results_coverage"));
    CHECK_FALSE(fs::exists(coverPath(workspace)));
    request.without_people = true;
    const CoverageReport report = run(workspace, request).report;
    CHECK(report.counts[0].people.people == 0);
    CHECK(report.rasters.size() == 7);
}

TEST_CASE("a broken antenna file costs the cells that hang it, and one message names the missing",
          "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    for (const char* antenna : {"twelve", "p1", "p2", "p3", "p4"}) {
        drawn.cells.push_back(world::cell(std::string{"A-"} + antenna, "A", 5));
        drawn.cells.back().antenna = antenna;
    }
    auto workspace = world::workspaceOf(folder, drawn);
    std::ofstream{folder / "twelve.ant"} << "0\n-1\n-2\n-3\n-4\n-5\n-6\n-5\n-4\n-3\n-2\n-1\n";
    CoverageRequest request = freeSpace();
    request.antennas = {folder / "twelve.ant"};
    const CoverageReport report = run(workspace, request).report;
    CHECK(report.left_out == 1);
    CHECK(report.sites_left_out == 0);
    CHECK_THAT(report.cells[1].reason, Catch::Contains("'twelve'") && Catch::Contains("12 values"));
    CHECK(report.counts[0].people.any == Approx(400).epsilon(1e-6));
    std::size_t about_patterns = 0;
    for (const geo::Problem& problem : report.problems) {
        if (problem.what.find("not at hand") != std::string::npos) {
            ++about_patterns;
            CHECK_THAT(problem.what, Catch::Contains("4 cells name 4 antennas") &&
                                         Catch::Contains("'p1', 'p2', 'p3' and 1 more"));
        }
    }
    CHECK(about_patterns == 1);
}

TEST_CASE("schools are counted by the settlement they stand in", "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    planning::Facility alone = drawn.facilities[0]; // 4 km north of the mast, where nobody lives
    alone.facility_id = "alone";
    alone.at = world::at(geo::WorkingCrs{world::crsCode}, world::mast.x_m, world::mast.y_m + 4000);
    drawn.facilities.push_back(alone);
    auto workspace = world::workspaceOf(folder, drawn);
    const CoverageReport report = run(workspace, freeSpace()).report;
    CHECK(report.facilities[0].settlement == 0);
    CHECK(report.facilities[1].settlement == 1);
    CHECK(report.facilities[2].settlement == planning::noGroup);
    const auto schools = asJson(report)["facilities"][0];
    CHECK(schools["total"] == 3);
    CHECK(schools["covered"] == 1);
    REQUIRE(schools["by_settlement"].size() == 2);
    CHECK(schools["by_settlement"][0]["settlement_id"] == "near");
    CHECK(schools["by_settlement"][0]["covered"] == 1);
    CHECK(schools["by_settlement"][1]["covered"] == 0);
    CHECK_THAT(asText(report), Catch::Contains("1 of 3 schools are covered"));
}

TEST_CASE("a run says beforehand what it has to do", "[coverage][job]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, world::scenario());
    const Ran first = run(workspace, freeSpace());
    CHECK(first.estimate.antennas == 1);
    CHECK(first.estimate.cached == 0);
    // Cells of 100 m in a disc of 5 km: 2500 pi; a loss and an angle of 2 bytes each on 101 x 101.
    CHECK(first.estimate.receivers == Approx(2500 * 3.14159).epsilon(0.001));
    CHECK(first.report.cells[0].computed == Approx(first.estimate.receivers).epsilon(0.01));
    CHECK(first.estimate.disk_mb > 101 * 101 * 4 / 1e6);
    const Ran second = run(workspace, freeSpace());
    CHECK(second.estimate.receivers == 0);
    CHECK(second.estimate.disk_mb < first.estimate.disk_mb);
}

TEST_CASE("settings a model knows nothing of are refused, not written down", "[coverage][job]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, world::scenario());
    const auto refused = [&](const CoverageRequest& request) {
        try {
            runCoverage(workspace, request, {});
        } catch (const geo::Error& fault) {
            return std::string{fault.happened()};
        }
        return std::string{};
    };
    CoverageRequest request = freeSpace();
    CHECK(refused(request).empty());
    request.location_percent = 95;
    CHECK_THAT(refused(request), Catch::Contains("--location-percent means nothing to p525"));
    request = freeSpace();
    request.time_percent = 5;
    CHECK_THAT(refused(request), Catch::Contains("--time-percent means nothing to p525"));
    request = freeSpace();
    request.clutter = app::ClutterCode::heights;
    CHECK_THAT(refused(request), Catch::Contains("--clutter means nothing to p525"));
    request = freeSpace();
    request.environment = "open";
    CHECK_THAT(refused(request), Catch::Contains("--environment means nothing to p525"));
    request.model = "cost231";
    CHECK_THAT(refused(request), Catch::Contains("open land"));
    request = freeSpace();
    request.model = "p1812";
    request.time_percent = 60;
    CHECK_THAT(refused(request), Catch::Contains("--time-percent 60 is outside the model's range: "
                                                 "time percentage 1 to 50 %"));
    request.model = "itm";
    request.time_percent = 50;
    request.location_percent = 100;
    CHECK_THAT(refused(request), Catch::Contains("--location-percent 100 is outside"));
    request = freeSpace();
    for (const double height_m : {-5.0, 5000.0, std::nan("")}) {
        request.receiver_height_m = height_m;
        CHECK_THAT(refused(request), Catch::Contains("--receiver-height") &&
                                         Catch::Contains("above ground 0.5 to 3000 m"));
    }
}

TEST_CASE("stopped at the last moment, the rasters are all of one run", "[coverage][job]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, world::scenario());
    REQUIRE(runCoverage(workspace, freeSpace(), {}));
    const fs::path rasters = workspace.filesFolder() / "coverage";
    std::map<std::string, std::string> before;
    for (const auto& entry : fs::directory_iterator{rasters}) {
        before[entry.path().filename().string()] = geo::fileChecksum(entry.path());
    }
    REQUIRE(before.size() > 3);
    CoverageRequest other = freeSpace();
    other.thresholds[planning::Technology::gen2] += 7;
    std::stop_source stop;
    const planning::Feedback last{stop.get_token(), [&](double done, const std::string&) {
                                      if (done > 0.97) { // all rasters are written
                                          stop.request_stop();
                                      }
                                  }};
    CHECK_FALSE(runCoverage(workspace, other, last));
    std::map<std::string, std::string> after;
    for (const auto& entry : fs::directory_iterator{rasters}) {
        after[entry.path().filename().string()] = geo::fileChecksum(entry.path());
    }
    CHECK(after == before);
    CHECK_FALSE(fs::exists(rasters.string() + ".new"));
    CHECK(runCoverage(workspace, other, {})); // and the next run takes their place
    CHECK(geo::fileChecksum(rasters / "covered_2G.tif") != before["covered_2G.tif"]);
}

TEST_CASE("stopping leaves the workspace as it was", "[coverage][job]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, world::scenario());
    std::stop_source stop;
    const planning::Feedback feedback{stop.get_token(), [&](double done, const std::string&) {
                                          if (done > 0.05) {
                                              stop.request_stop();
                                          }
                                      }};
    CHECK_FALSE(runCoverage(workspace, freeSpace(), feedback));
    CHECK_FALSE(workspace.hasTable("results_coverage"));
    CHECK_FALSE(fs::exists(coverPath(workspace)));
}

TEST_CASE("the same on one thread and on three, byte for byte", "[coverage][job]")
{
    const TempFolder one;
    const TempFolder three;
    std::string cover[2];
    int i = 0;
    for (const TempFolder* folder : {&one, &three}) {
        planning::Scenario drawn = world::scenario();
        const geo::WorkingCrs crs{world::crsCode};
        for (int k = 0; k < 12; ++k) { // a dozen more masts, three sectors each
            planning::Site site = drawn.sites[0];
            site.site_id = "S" + std::to_string(k);
            site.operator_name = k % 2 == 0 ? "North" : "South";
            site.at = world::at(crs, 594000 + 1013 * k, 3497000 + 577 * ((k * 7) % 12));
            drawn.sites.push_back(site);
            for (int s = 0; s < 3; ++s) {
                drawn.cells.push_back(
                    world::cell(site.site_id + std::to_string(s), site.site_id, 12));
                drawn.cells.back().azimuth_deg = 120.0 * s;
                drawn.cells.back().technology = planning::Technology::gen4;
                drawn.cells.back().frequency_mhz = 1800;
            }
        }
        auto workspace = world::workspaceOf(*folder, drawn);
        CoverageRequest request = freeSpace();
        request.threads = i == 0 ? 1 : 3;
        run(workspace, request);
        std::ifstream in{coverPath(workspace), std::ios::binary};
        cover[i++] = std::string{std::istreambuf_iterator<char>{in}, {}};
    }
    CHECK(cover[0].size() > 100000);
    CHECK((cover[0] == cover[1]));
    for (const char* name : {"level_4G", "sinr_4G", "server_4G", "throughput"}) {
        std::string bytes[2];
        int k = 0;
        for (const TempFolder* folder : {&one, &three}) {
            std::ifstream in{*folder / ("w.files/coverage/" + std::string{name} + ".tif"),
                             std::ios::binary};
            bytes[k++] = std::string{std::istreambuf_iterator<char>{in}, {}};
        }
        INFO(name);
        CHECK(bytes[0].size() > 1000);
        CHECK((bytes[0] == bytes[1]));
    }
}
