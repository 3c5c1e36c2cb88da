#pragma once
// Loss rasters of a coverage run: each computed once, kept under a key of everything it rests on.
#include "app/jobs/coverage.h"
#include "app/jobs/coverage_terrain.h"
#include "planning/coverage/area_model.h"
#include "planning/coverage/radio_plan.h"

#include <memory>

namespace app {

/// The loss raster of one antenna of the plan.
struct LossFile {
    std::filesystem::path file;
    std::string failure; // why it could not be computed; empty: it is there
    std::uint32_t computed = 0, voids = 0, outside = 0; // receivers
    bool ready = false;
};

/// The model of a request over a piece of terrain (null: a model that needs none, or only asked for
/// its name, basis and refusals). Throws geo::Error for an unknown model or mode.
std::unique_ptr<planning::AreaModel> makeModel(const CoverageRequest& request,
                                               const geo::WorkingCrs& crs, const Terrain* terrain);

struct LossWork {
    const geo::Workspace& workspace;
    const geo::WorkingCrs& crs;
    const CoverageRequest& request;
    const planning::AreaSettings& settings;
    const planning::RadioPlan& plan;
    std::filesystem::path folder;
    /// What stands for the ground in every key: asked for once.
    std::string terrain = terrainBasis(workspace, request.clutter);
};

/// Where the loss of one antenna is kept: named by a key of all it rests on.
std::filesystem::path lossPath(const LossWork& work, const planning::AreaModel& model,
                               const planning::AntennaPoint& antenna);
/// Names the files and looks which are there and whole.
std::vector<LossFile> lookForLosses(const LossWork& work, const planning::Feedback& feedback);
/// Computes what is not ready, piece of country by piece of country. False when cancelled. One that
/// cannot be computed gets its reason; the others go on.
bool computeLosses(const LossWork& work, std::vector<LossFile>& files,
                   const planning::Feedback& feedback);

} // namespace app
