#pragma once
// Changes of cells for a what-if: read from words, made on a copy of the scenario and the plan.
#include "app/jobs/coverage_losses.h"
#include "app/jobs/coverage_store.h"
#include "app/jobs/what_if_job.h"

#include <set>

namespace app {

/// The request of the run a cover comes from, and its settings. Throws geo::Error when the cover
/// does not say them.
struct CoverSettings {
    CoverageRequest request;
    planning::AreaSettings area;
};
CoverSettings settingsOf(const LoadedCover& cover);

/// What the words ask for.
struct CellChanges {
    planning::Scenario scenario;                       // with the new power, tilt and azimuth
    planning::Thresholds thresholds;                   // by technology
    std::map<std::uint32_t, double> cellThreshold_dbm; // by cell of the scenario
    std::set<std::uint32_t> cells;                     // changed in any way
    std::vector<std::string> sentences;
};
CellChanges cellChanges(const planning::Scenario& scenario, const WhatIfRequest& request,
                        const planning::Thresholds& thresholds);

/// A layer whose footprint changes.
struct LayerChange {
    std::uint32_t layer = 0; // of the cover
    planning::Footprint before, after;
};
/// From the loss rasters kept. Throws geo::Error when one is gone.
std::vector<LayerChange> layerChanges(const geo::Workspace& workspace, const LoadedCover& cover,
                                      const planning::Scenario& scenario,
                                      const CoverSettings& settings, const CellChanges& changes);

} // namespace app
