#pragma once
// What a coverage run will take: worked out from what it has to do, before it starts, and corrected
// by how long earlier runs took on this machine.
#include "app/jobs/coverage_losses.h"

namespace app {

/// Seconds one antenna's loss takes on one thread of the machine the program's figures are from.
/// `step_m`: between the points of profiles.
double lossWork_s(const CoverageRequest& request, const planning::AreaSettings& settings,
                  double step_m);

/// Seconds of work on one thread of that machine.
struct RunWork {
    double losses_s = 0, levels_s = 0; // spread over the threads
    double terrain_s = 0, rest_s = 0;  // not spread: people, tables, rasters
};
/// `sets`: how often rasters are made: for all operators, for each; 0: never.
RunWork workOf(const LossWork& work, const std::vector<LossFile>& files,
               const geo::GridFrame& frame, std::size_t technologies, std::size_t sets);

/// Which part of a run a speed is about.
enum class RunPart { losses, rest };
/// Keeps how fast this machine does a part: seconds foreseen and taken, on one thread.
void rememberSpeed(const LossWork& work, RunPart part, double foreseen_s, double took_s);

CoverageEstimate estimateOf(const LossWork& work, const std::vector<LossFile>& files,
                            const geo::GridFrame& frame, std::size_t technologies,
                            std::size_t sets);

} // namespace app
