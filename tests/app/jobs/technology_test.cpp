// Technology of a small world, as a job.
#include "app/jobs/technology_job.h"
#include "coverage_world.h"

#include <catch2/catch.hpp>

using namespace app;
namespace world = coverage_world;

TEST_CASE("a school without power cuts nobody off from fibre", "[technology][job]")
{
    // core ── 2.5 km ── school without power ── 5 km ── town of 20,000 (1,000 Mbit/s: only fibre).
    // No roads: the town's fibre is 7.5 km × 1.27 from the core.
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    const geo::WorkingCrs crs{world::crsCode};
    drawn.settlements.resize(1);
    drawn.settlements[0].at = world::at(crs, world::mast.x_m + 5'500, world::mast.y_m);
    drawn.settlements[0].population = 20'000;
    drawn.facilities.resize(1);
    drawn.facilities[0].at = world::at(crs, world::mast.x_m + 500, world::mast.y_m);
    drawn.facilities[0].users = 10;
    drawn.facilities[0].has_grid = false;
    auto workspace = world::workspaceOf(folder, drawn);
    TechnologyJobRequest request; // CPP prices no solar power
    const auto report = technologyReport(workspace, request, nullptr);
    REQUIRE(report);
    REQUIRE(report->asked.size() == 2);
    CHECK(report->plan.places[0].chosen == planning::AccessTechnology::fibre);
    CHECK_FALSE(report->asked[0].fibre_parent);
    CHECK(*report->asked[0].fibre_km == Approx(7.5 * 1.27));
    CHECK(report->plan.places[1].options[0].refusal == planning::Refusal::no_power);
    request.costs = "giga"; // prices solar power: the school passes fibre on
    const auto solar = technologyReport(workspace, request, nullptr);
    CHECK(solar->asked[0].fibre_parent == 1U);
    drawn.sites.clear();
    drawn.cells.clear();
    const TempFolder bare;
    const auto without = technologyReport(world::workspaceOf(bare, drawn), request, nullptr);
    CHECK(without->plan.places[0].options[2].refusal == planning::Refusal::no_site);
}
