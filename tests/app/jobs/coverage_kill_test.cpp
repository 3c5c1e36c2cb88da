// A coverage run is killed: what was finished is kept, and the next run goes on from there.
#ifndef _WIN32
#include "app/jobs/coverage.h"
#include "app/jobs/coverage_store.h"
#include "coverage_world.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace app;
namespace world = coverage_world;
namespace fs = std::filesystem;

namespace {

CoverageRequest freeSpace()
{
    CoverageRequest request = world::freeSpace();
    request.threads = 1;
    return request;
}

/// Ten antennas at ten heights.
planning::Scenario manyHeights()
{
    planning::Scenario out = world::scenario();
    for (int i = 1; i < 10; ++i) {
        out.cells.push_back(world::cell("A1" + std::to_string(i), "A", 5));
        out.cells.back().height_m = 20 + i;
    }
    return out;
}

std::size_t filesEnding(const fs::path& folder, const std::string& end)
{
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{folder}) {
        count += entry.path().string().ends_with(end) ? 1 : 0;
    }
    return count;
}

} // namespace

TEST_CASE("after a kill the run goes on where it was", "[coverage][job]")
{
    const TempFolder folder;
    {
        auto made = world::workspaceOf(folder, manyHeights());
    }
    const pid_t child = fork();
    if (child == 0) {
        try {
            auto workspace = geo::Workspace::open(folder / "w.gpkg", geo::Access::write);
            const planning::Feedback feedback{{}, [](double done, const std::string&) {
                                                  if (done > 0.5) { // of ten losses, some six
                                                      ::kill(::getpid(), SIGKILL);
                                                  }
                                              }};
            runCoverage(workspace, freeSpace(), feedback);
        } catch (...) {
            _exit(3);
        }
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    auto workspace = geo::Workspace::open(folder / "w.gpkg", geo::Access::write);
    CHECK_FALSE(workspace.hasTable("results_coverage"));
    const std::size_t kept = filesEnding(workspace.filesFolder() / "loss", ".loss");
    CHECK(kept >= 4);
    CHECK(kept < 10);
    CoverageEstimate estimate;
    const auto report =
        runCoverage(workspace, freeSpace(), {}, [&](const CoverageEstimate& e) { estimate = e; });
    REQUIRE(report);
    CHECK(estimate.antennas == 10);
    CHECK(estimate.cached == kept);
    CHECK(filesEnding(workspace.filesFolder() / "loss", ".loss") == 10);

    const TempFolder fresh; // the same as without the kill
    auto other = world::workspaceOf(fresh, manyHeights());
    const auto whole = runCoverage(other, freeSpace());
    REQUIRE(whole);
    CHECK(asJson(*report)["people"] == asJson(*whole)["people"]);
    CHECK(report->cover.cover.group == whole->cover.cover.group);
}
#endif
