#pragma once
// The cover of the last coverage run, for everything that asks who is served: network, gaps, plan,
// map.
#include "app/jobs/coverage_files.h"
#include "geo/workspace/workspace.h"
#include "planning/scenario/scenario.h"

namespace app {

struct LoadedCover {
    planning::Cover cover; // layers refer to the scenario's sites and cells
    std::vector<planning::PlaceCell> settlementCells; // to its settlements
    std::string about;                                // JSON: model, thresholds, people …
    bool stale = false;          // inputs changed since: sites, cells, antennas, people, areas …
    std::size_t lost_layers = 0; // of sites or cells that are no longer in the workspace
};

/// XXH3 of all that a cover rests on besides the request: positions, cells, people, areas, rasters,
/// and which cells are observed by themselves. Status, power and transport don't count.
std::string coverInputs(const geo::Workspace& workspace, const planning::Scenario& scenario);

std::filesystem::path coverPath(const geo::Workspace& workspace);

/// Nothing when there was no run yet or its file is damaged. `scenario` is the workspace's, read
/// afresh.
std::optional<LoadedCover> loadCover(const geo::Workspace& workspace,
                                     const planning::Scenario& scenario);
/// The same, but throws geo::Error when there was a run and its file is missing or damaged: what is
/// known must not be left out in silence.
std::optional<LoadedCover> coverIfComputed(const geo::Workspace& workspace,
                                           const planning::Scenario& scenario);
/// The same, but throws geo::Error saying to run sila coverage when there is none.
LoadedCover requireCover(const geo::Workspace& workspace, const planning::Scenario& scenario);

} // namespace app
