// Coverage of one operator's sites alone, beside everybody's.
#include "coverage_world.h"
#include "geo/raster/raster_file.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

using namespace app;
namespace world = coverage_world;
namespace fs = std::filesystem;

namespace {

/// The drawn plain, and 5 km east of North's mast one of the same power of another operator: its
/// disc of 2,650 m holds Far, 1 km further east, and overlaps North's by a lens of 0.354 km2.
planning::Scenario twoOperators(const std::string& other)
{
    planning::Scenario drawn = world::scenario();
    planning::Site site = drawn.sites[0];
    site.site_id = "B";
    site.operator_name = other;
    site.at = world::at(geo::WorkingCrs{world::crsCode}, world::mast.x_m + 5000, world::mast.y_m);
    drawn.sites.push_back(site);
    drawn.cells.push_back(world::cell("B1", "B", 5));
    return drawn;
}

CoverageReport run(geo::Workspace& workspace, bool each = true)
{
    CoverageRequest request = world::freeSpace();
    request.rasters = true;
    request.operator_rasters = each;
    auto report = runCoverage(workspace, request);
    REQUIRE(report);
    return std::move(*report);
}

geo::ValueRange valuesOf(const TempFolder& folder, const std::string& name)
{
    const fs::path file = folder.path() / "w.files/coverage" / (name + ".tif");
    INFO(file.string());
    REQUIRE(fs::exists(file));
    const auto range = geo::valueRange(file);
    REQUIRE(range);
    return *range;
}

} // namespace

TEST_CASE("each operator alone has its own rasters and people, without roaming", "[coverage][job]")
{ // A disc of pi 2.6504^2 = 22.07 km2 each, by cells of a hectare.
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, twoOperators("South"));
    const CoverageReport report = run(workspace);
    CHECK(report.rasters.size() == 21); // five of 2G, technology, throughput; all, North, South
    CHECK(valuesOf(folder, "servers_2G").sum == Approx(2 * 2207).margin(30));
    CHECK(valuesOf(folder, "servers_2G").greatest == 2);
    for (const char* name : {"North", "South"}) {
        const auto servers = valuesOf(folder, "by_operator/" + std::string{name} + "/servers_2G");
        CHECK(servers.sum == Approx(2207).margin(15));
        CHECK(servers.greatest == 1);
    }
    // Numbers of the best server: rows of the cells, A1 is 1 and B1 is 2.
    CHECK(valuesOf(folder, "by_operator/North/server_2G").greatest == 1);
    CHECK(valuesOf(folder, "by_operator/South/server_2G").greatest == 2);
    CHECK(valuesOf(folder, "by_operator/South/technology").sum == Approx(2207).margin(15));
    // Carriers of two operators don't disturb each other: the same everywhere next to the mast.
    CHECK(valuesOf(folder, "by_operator/North/sinr_2G").greatest ==
          valuesOf(folder, "sinr_2G").greatest);

    const geo::Rows rasters = workspace.read("results_coverage_rasters");
    const auto level = std::ranges::find_if(rasters.rows, [&](const geo::Row& row) {
        return rasters.textAt(row, "name") == "by_operator/South/level_2G";
    });
    REQUIRE(level != rasters.rows.end());
    CHECK(rasters.textAt(*level, "operator") == "South");
    CHECK(rasters.numberAt(*level, "roaming") == 0);
    CHECK(rasters.textAt(*level, "path") == "w.files/coverage/by_operator/South/level_2G.tif");
    CHECK_THAT(*rasters.textAt(*level, "what"), Catch::Contains("South alone, without roaming"));

    // Near has 400 people in North's disc, Far 100 in South's.
    REQUIRE(report.settlement_operators.size() == 4);
    const auto people = [&](std::size_t i) { return report.settlement_operators[i].people.any; };
    CHECK(report.settlement_operators[1].operator_name == "South");
    CHECK(people(0) == Approx(400));
    CHECK(people(1) == 0);
    CHECK(people(2) == 0);
    CHECK(people(3) == Approx(100));
    CHECK(report.counts[0].people.any == Approx(500).epsilon(1e-6));
    CHECK(workspace.count("results_coverage_settlement_operators") == 4);
    const auto json = asJson(report);
    CHECK(json["settlements"][1]["by_operator"][1]["operator"] == "South");
    CHECK(json["settlements"][1]["by_operator"][1]["covered"].get<double>() == Approx(100));
    CHECK(json["rasters"][0]["operator"].is_null());
    CHECK(json["rasters"][0]["roaming"] == true);
}

TEST_CASE("operators' folders keep apart, whatever the names", "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = twoOperators("a/b");
    planning::Site third = drawn.sites[1];
    third.site_id = "C";
    third.operator_name = "A b"; // the same folder but for this
    planning::Site fourth = third;
    fourth.site_id = "D";
    fourth.operator_name = "";
    drawn.sites.push_back(third);
    drawn.sites.push_back(fourth);
    drawn.cells.push_back(world::cell("C1", "C", 5));
    drawn.cells.push_back(world::cell("D1", "D", 5));
    auto workspace = world::workspaceOf(folder, drawn);
    CHECK(run(workspace).rasters.size() == 7 * 5);
    for (const char* name : {"none", "A_b", "a_b_2", "North"}) {
        CHECK(valuesOf(folder, "by_operator/" + std::string{name} + "/servers_2G").greatest == 1);
    }
}

TEST_CASE("one operator, or the wish for less: only the rasters of all", "[coverage][job]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, twoOperators("North"));
    CHECK(run(workspace).rasters.size() == 7);
    const TempFolder other;
    auto two = world::workspaceOf(other, twoOperators("South"));
    CHECK(run(two).rasters.size() == 21);
    CHECK(run(two, false).rasters.size() == 7); // and those of the run before are gone
    CHECK_FALSE(fs::exists(other / "w.files/coverage/by_operator"));
}
