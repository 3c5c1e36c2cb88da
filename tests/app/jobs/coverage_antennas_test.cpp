// Antenna files are inputs like any table: other files, old results.
#include "app/jobs/check_job.h"
#include "app/jobs/coverage_store.h"
#include "app/jobs/show_job.h"
#include "coverage_world.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

using namespace app;
namespace world = coverage_world;

namespace {

/// The same loss in all directions.
void writePattern(const std::filesystem::path& file, double loss_db)
{
    std::ofstream out{file};
    out << "NAME panel\nGAIN 15 dBi\n";
    for (const char* cut : {"HORIZONTAL", "VERTICAL"}) {
        out << cut << " 360\n";
        for (int i = 0; i < 360; ++i) {
            out << i << ' ' << (i == 0 ? 0 : loss_db) << '\n';
        }
    }
}

bool toldOld(const geo::Workspace& workspace)
{
    const auto cover = loadCover(workspace, loadScenario(workspace));
    REQUIRE(cover);
    const auto summary = summarise(workspace);
    const bool shown = std::ranges::any_of(summary.results, [](const auto& r) {
        return r.entry.table == "results_coverage" && r.stale;
    });
    const auto found = checkWorkspace(workspace, {});
    REQUIRE(found);
    const bool checked = std::ranges::any_of(*found, [](const Finding& f) {
        return f.code == "results_stale" && f.problem.asset_kind == "results_coverage";
    });
    CHECK(shown == cover->stale);
    CHECK(checked == cover->stale);
    return cover->stale;
}

} // namespace

TEST_CASE("another antenna file makes the coverage old", "[coverage][job]")
{
    const TempFolder folder;
    planning::Scenario drawn = world::scenario();
    drawn.cells[0].antenna = "panel";
    auto workspace = world::workspaceOf(folder, drawn);
    const auto file = folder / "panel.msi";
    writePattern(file, 0);
    CoverageRequest request = world::freeSpace();
    request.antennas = {file};
    REQUIRE(runCoverage(workspace, request));
    CHECK_FALSE(toldOld(workspace));
    writePattern(file, 3);
    CHECK(toldOld(workspace));
    writePattern(file, 0); // as it was
    CHECK_FALSE(toldOld(workspace));
    std::filesystem::remove(file); // nobody can say
    CHECK(toldOld(workspace));
    request.antennas.clear(); // the default sector, from no file
    REQUIRE(runCoverage(workspace, request));
    CHECK_FALSE(toldOld(workspace));
}
