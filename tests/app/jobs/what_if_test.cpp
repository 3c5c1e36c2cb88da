#include "app/jobs/what_if_job.h"
#include "coverage_world.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace app;
namespace world = coverage_world;

namespace {

CoverageRequest freeSpace()
{
    return world::freeSpace(8000);
}

/// Two masts on one spot: A of North reaches 2,650 m, B of South with 3 cells of 4G nobody.
planning::Scenario drawn()
{
    planning::Scenario out = world::scenario();
    planning::Site b = out.sites[0];
    b.site_id = "B";
    b.operator_name = "South";
    out.sites.push_back(b);
    for (const char* id : {"B1", "B2", "B3"}) {
        planning::Cell c = world::cell(id, "B", -20);
        c.technology = planning::Technology::gen4;
        out.cells.push_back(c);
    }
    return out;
}

WhatIfRequest without(const std::string& site)
{
    WhatIfRequest request;
    request.off = {site};
    return request;
}

double covered(const geo::Workspace& workspace, const WhatIfRequest& request)
{
    return whatIf(workspace, request).counts.front().after.any;
}

} // namespace

TEST_CASE("a what-if says what a new run would, without one", "[coverage][what-if]")
{
    const TempFolder folder;
    planning::Scenario scenario = drawn();
    auto workspace = world::workspaceOf(folder, scenario);
    REQUIRE(runCoverage(workspace, freeSpace()));
    CHECK(covered(workspace, {}) == Approx(400));
    CHECK(covered(workspace, without("A")) == 0);

    // 10 dB more reach 3.16 times as far, 8.4 km: both villages.
    WhatIfRequest louder;
    louder.power = {"A1=+10"};
    const WhatIfReport report = whatIf(workspace, louder);
    CHECK(report.counts.front().before.any == Approx(400));
    CHECK(report.counts.front().after.any == Approx(500));
    REQUIRE(report.settlements.size() == 1);
    CHECK(report.scenario.settlements[report.settlements[0].settlement].name == "Far");
    CHECK(report.cells_changed > 0);
    CHECK(report.counts[1].operator_name == "North");
    CHECK(report.counts[1].after.any == Approx(500));
    CHECK(report.counts[2].after.any == 0); // South's people without roaming

    // The same by a threshold 10 dB lower; by EIRP; and for the site.
    WhatIfRequest keener;
    keener.threshold = {"2G=-105"};
    CHECK(covered(workspace, keener) == Approx(500));
    keener.threshold = {"A=-105"};
    CHECK(covered(workspace, keener) == Approx(500));
    WhatIfRequest absolute;
    absolute.power = {"A=15"};
    CHECK(covered(workspace, absolute) == Approx(500));
    absolute.power = {"A=-100"}; // a sign means a change: -95 dBm, which no transmitter has
    CHECK_THROWS_AS(whatIf(workspace, absolute), geo::Error);

    // What a run with that power says.
    scenario.cells[0].eirp_dbm = 15;
    world::replace(workspace, "cells", scenario);
    const auto run = runCoverage(workspace, freeSpace());
    REQUIRE(run);
    CHECK(run->counts.front().people.any == Approx(500));
}

TEST_CASE("sector, tilt and azimuth change footprints without propagation", "[coverage][what-if]")
{
    const TempFolder folder;
    auto workspace = world::workspaceOf(folder, drawn());
    REQUIRE(runCoverage(workspace, freeSpace()));
    WhatIfRequest turned;
    turned.azimuth = {"A1=270"}; // the villages lie east: 25 dB behind
    CHECK(covered(workspace, turned) == 0);
    turned.azimuth = {"A1=90"};
    CHECK(covered(workspace, turned) == Approx(400));
    WhatIfRequest tilted;
    tilted.tilt = {"A1=60"}; // far under the villages: 20 dB
    CHECK(covered(workspace, tilted) == 0);
}

TEST_CASE("nothing is stored, and what is too old or unknown is refused", "[coverage][what-if]")
{
    const TempFolder folder;
    planning::Scenario scenario = drawn();
    auto workspace = world::workspaceOf(folder, scenario);
    const WhatIfRequest off = without("A");
    CHECK_THROWS_AS(whatIf(workspace, off), geo::Error); // no coverage yet
    REQUIRE(runCoverage(workspace, freeSpace()));
    const auto stamp = std::filesystem::last_write_time(workspace.filesFolder() / "cover.bin");
    const std::string before = workspace.fingerprint({"sites", "cells", "results_coverage"});
    CHECK(covered(workspace, off) == 0);
    CHECK(workspace.fingerprint({"sites", "cells", "results_coverage"}) == before);
    CHECK(std::filesystem::last_write_time(workspace.filesFolder() / "cover.bin") == stamp);

    CHECK_THROWS_AS(whatIf(workspace, without("Z")), geo::Error);
    WhatIfRequest odd;
    odd.power = {"A1"};
    CHECK_THROWS_AS(whatIf(workspace, odd), geo::Error);
    odd.power = {"Z=+3"};
    CHECK_THROWS_AS(whatIf(workspace, odd), geo::Error);

    scenario.cells[0].eirp_dbm = 15; // the cover is older now
    world::replace(workspace, "cells", scenario);
    WhatIfRequest louder;
    louder.power = {"A1=+3"};
    CHECK_THROWS_AS(whatIf(workspace, louder), geo::Error);
    CHECK(whatIf(workspace, off).problems.size() == 1);
}

TEST_CASE("served counts only what has power and a path", "[coverage][what-if]")
{
    const TempFolder folder;
    planning::Scenario scenario = drawn();
    scenario.sites[0].transport_id.clear(); // A hangs on nothing
    auto workspace = world::workspaceOf(folder, scenario);
    REQUIRE(runCoverage(workspace, freeSpace()));
    WhatIfRequest request;
    request.served = true;
    CHECK(covered(workspace, request) == 0);
    request.on = {"A"};
    CHECK(covered(workspace, request) == Approx(400));
}
