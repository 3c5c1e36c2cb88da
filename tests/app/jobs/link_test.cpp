#include "app/jobs/link_job.h"
#include "coverage_world.h"
#include "geo/raster/write_raster.h"
#include "geo/terrain/dem.h"

#include <catch2/catch.hpp>

using namespace app;
namespace world = coverage_world;

namespace {

constexpr double noCurvature = 1e9;
constexpr geo::XY near{600025, 3499975};
constexpr geo::XY far{620025, 3499975}; // 20 km east in the plane, 20.006 km on the ground

/// A plain at 100 m with one wall of 134 m, 12 km east of `near`; `hole` leaves a void at 5 km.
void drawGround(geo::Workspace& workspace, const TempFolder& folder, bool hole = false)
{
    geo::FloatGrid drawn{geo::GridFrame{598000, 3502000, 50, 480, 80}, 100.0F};
    for (int row = 0; row < 80; ++row) {
        drawn(280, row) = 134;
        if (hole) {
            drawn(140, row) = geo::noData;
        }
    }
    geo::writeRaster(folder / "dem.tif", drawn, {.crs = world::crsCode});
    geo::importElevation(workspace, {.files = {folder / "dem.tif"}, .source = "drawn"});
}

planning::Scenario twoMasts()
{
    const geo::WorkingCrs crs{world::crsCode};
    planning::Scenario out;
    out.crs = world::crsCode;
    planning::Site a;
    a.site_id = "A1";
    a.name = "Alpha";
    a.at = world::at(crs, near.x_m, near.y_m);
    a.structure_height_m = 30;
    planning::Site b = a;
    b.site_id = "B1";
    b.name = "Beta";
    b.at = world::at(crs, far.x_m, far.y_m);
    out.sites = {a, b};
    planning::Link link;
    link.link_id = "L1";
    link.from_id = "A1";
    link.to_id = "B1";
    link.frequency_ghz = 7.5;
    out.links = {link};
    out.cells = {world::cell("C1", "A1", 60)};
    return out;
}

LinkRequest between(const std::string& from, const std::string& to)
{
    LinkRequest request;
    request.from = from;
    request.to = to;
    request.k = noCurvature;
    return request;
}

std::string failure(const geo::Workspace& workspace, const LinkRequest& request)
{
    try {
        checkLink(workspace, request);
    } catch (const geo::Error& fault) {
        return fault.what();
    }
    return "nothing failed";
}

} // namespace

TEST_CASE("a wall across the path blocks it; the verdict says where and what helps", "[link]")
{ // As in hop_clearance_test: 4 m above the line, the far mast alone must rise to 51 m.
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, twoMasts());
    drawGround(workspace, folder);
    const auto report = checkLink(workspace, between("A1", "Beta"));
    REQUIRE(report);
    CHECK(verdict(*report).starts_with(
        "Blocked 4.0 m above the line at 12.0 km; raise Beta to 51 m."));
    CHECK(report->link_id == "L1");
    CHECK(report->frequency_ghz == 7.5);
    CHECK(report->from.antenna_from == "the structure's height");
    CHECK(report->length_m == Approx(20006).margin(3));
    CHECK_FALSE(report->availability);
    const auto json = asJson(*report);
    CHECK(json["verdict"] == "blocked");
    CHECK(json["heights"]["raise_from_alone_m"].is_null()); // 61 m is more than 60
    CHECK(json["heights"]["raise_to_alone_m"] == 51);
    CHECK(json["heights"]["lowest_pair"]["from_m"] == 16);
    CHECK(json["heights"]["lowest_pair"]["to_m"] == 60);
    CHECK(json["obstacles"].size() == 1);
    // 32.4478 + 20 lg 7500 + 20 lg 20.006
    CHECK(json["loss"]["free_space_db"].get<double>() == Approx(135.97).margin(0.01));
    CHECK(json["profile"]["distance_km"].size() == 401);
    CHECK(asCsv(*report).starts_with("distance_km,ground_m"));
}

TEST_CASE("with the heights it asked for the link is clear and has an availability", "[link]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, twoMasts());
    drawGround(workspace, folder);
    LinkRequest request = between("A1", "B1");
    request.to_height_m = 51;
    const auto report = checkLink(workspace, request);
    REQUIRE(report);
    CHECK(asJson(*report)["verdict"] == "clear");
    CHECK(report->clearance.clear());
    REQUIRE(report->availability);
    CHECK(report->availability->worst_month() > 99);
    CHECK(verdict(*report).starts_with("Clear: 0.6"));
    // In the middle of 20.006 km the Earth stands 500 * 10.003^2 / (4/3 * 6371) = 5.89 m high.
    request.k = planning::standardK;
    CHECK(asJson(*checkLink(workspace, request))["middle"]["bulge_m"].get<double>() ==
          Approx(5.89).margin(0.01));
}

TEST_CASE("a cell towards a place is a received level, by P.1812", "[link]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, twoMasts());
    drawGround(workspace, folder);
    const geo::WorkingCrs crs{world::crsCode};
    const geo::LonLat at = crs.unproject(geo::XY{605025, 3499975});
    LinkRequest request =
        between("C1", std::to_string(at.lon_deg) + "," + std::to_string(at.lat_deg));
    request.k = planning::standardK;
    const auto report = checkLink(workspace, request);
    REQUIRE(report);
    REQUIRE(report->reception);
    REQUIRE(report->p1812_db);
    CHECK(report->to.antenna_m == 1.5);
    CHECK(report->from.antenna_m == 31.5);
    CHECK(report->frequency_ghz == 0.9);
    CHECK_FALSE(report->budget);
    CHECK(*report->p1812_db > report->loss.free_space_db - 0.1);
    CHECK(report->reception->level_dbm == Approx(60 - *report->p1812_db));
}

TEST_CASE("what cannot be a link is said plainly", "[link]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, twoMasts());
    drawGround(workspace, folder, true);
    const auto says = [&](const LinkRequest& request, const char* words) {
        const std::string told = failure(workspace, request);
        INFO(told);
        CHECK(told.find(words) != std::string::npos);
    };
    says(between("A1", "A1"), "at the same place");
    says(between("A1", "Z9"), "there is no asset 'Z9'");
    says(between("A1", "Bet"), "Do you mean site B1?");
    says(between("A1", "B1"), "no data from 5.0 to 5.");
    says(between("A1", "40.0,30.0"), "km");
    says(between("A1", "35,95"), "no place on Earth");
    says(between("A1", "34.0,31.6"), "at the far end");
    LinkRequest low = between("A1", "B1");
    low.from_height_m = -5;
    says(low, "antenna height");
    low.from_height_m = 5000;
    says(low, "antenna height");
    LinkRequest satellite;
    satellite.link_id = "L9";
    says(satellite, "there is no link 'L9'");
}
