#include "app/jobs/coverage.h"
#include "app/jobs/gaps.h"
#include "coverage_world.h"

#include <catch2/catch.hpp>

using namespace app;
namespace world = coverage_world;

namespace {

/// The plain of coverage_world with its coverage computed, and a report about its mast.
geo::Workspace observed(const TempFolder& folder, planning::Status status, planning::Cause cause)
{
    planning::Scenario drawn = world::scenario();
    planning::Observation seen;
    seen.asset_id = "A";
    seen.status = status;
    seen.cause = cause;
    seen.observed_at = *geo::parseTime("2026-11-20");
    seen.source = "operator";
    drawn.observations = {seen};
    auto workspace = world::workspaceOf(folder, drawn);
    REQUIRE(runCoverage(workspace, world::freeSpace()));
    return workspace;
}

} // namespace

TEST_CASE("with the mast destroyed its village is lost, the other was never served", "[gaps][job]")
{
    const TempFolder folder;
    auto workspace = observed(folder, planning::Status::destroyed, planning::Cause::physical);
    const GapsReport report = findGaps(workspace, {});
    CHECK_FALSE(report.stale);
    CHECK(report.gaps.people == Approx(500).epsilon(1e-6));
    CHECK(report.gaps.served == 0);
    CHECK(report.gaps.served_before == Approx(400).epsilon(1e-6));
    REQUIRE(report.gaps.gaps.size() == 2);
    const planning::Gap& near = report.gaps.gaps[0];
    CHECK(near.kind == planning::GapKind::lost);
    CHECK(near.cause == planning::Cause::physical);
    CHECK(near.people == Approx(400).epsilon(1e-6));
    REQUIRE(near.places.size() == 1);
    CHECK(near.places[0].people == Approx(400));
    REQUIRE(near.node);
    CHECK(near.node->distance_m == Approx(3000).epsilon(0.02)); // core 2 km west, village 1 km east
    CHECK_FALSE(near.site);
    CHECK(report.gaps.gaps[1].kind == planning::GapKind::neverServed);
    CHECK(report.areas.at(0).by[0].people.before.any == Approx(400).epsilon(1e-6));
    CHECK(report.settlements[0].surely.any == 0);
    CHECK(report.facilities[0].before != 0);
    CHECK(report.facilities[0].possibly == 0);

    storeGaps(workspace, report);
    CHECK(workspace.count("results_gaps") == 2);
    const geo::Rows rows = workspace.read("results_gaps");
    CHECK(rows.textAt(rows.rows[0], "kind") == "lost");
    CHECK(rows.textAt(rows.rows[0], "place_names") == "Near");
    CHECK(std::holds_alternative<geo::MultiPolygonOf<geo::LonLat>>(rows.rows[0].geometry));
    CHECK_FALSE(workspace.stale("results_gaps"));
    const auto json = asJson(report);
    CHECK(json["gaps"][0]["sites"][0]["site_id"] == "A");
    CHECK(json["facilities"][0]["before"] == 1);
    CHECK(asText(report).find("before the damage 80.0 %") != std::string::npos);
}

TEST_CASE("an unknown mast gives a range, not a point", "[gaps][job]")
{
    const TempFolder folder;
    auto workspace = observed(folder, planning::Status::unknown, planning::Cause::unknown);
    const GapsReport report = findGaps(workspace, {});
    CHECK(report.gaps.served == 0);
    CHECK(report.gaps.served_at_most == Approx(400).epsilon(1e-6));
    CHECK(report.gaps.lost_certain == 0);
    CHECK(asText(report).find("0 to 400 of 500") != std::string::npos);
    GapsRequest later;
    later.situation.as_of = *geo::parseTime("2026-11-19"); // nothing reported yet: all works
    CHECK(findGaps(workspace, later).gaps.served == Approx(400).epsilon(1e-6));
}

TEST_CASE("without a coverage run there are no gaps to find", "[gaps][job]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, world::scenario());
    CHECK_THROWS_WITH(findGaps(workspace, {}), Catch::Contains("sila coverage"));
}
