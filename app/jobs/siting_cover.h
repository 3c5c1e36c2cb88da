#pragma once
// The radio half of `sila siting`: footprints of candidates over those not served, and what the
// cells that work then can carry.
#include "app/jobs/siting_job.h"
#include "planning/coverage/cover.h"
#include "planning/siting/capacity.h"

namespace app {

struct SitingGround {
    const geo::Workspace& workspace;
    const geo::WorkingCrs& crs;
    const LoadedCover& loaded;
    std::vector<std::uint8_t> unserved; // per grid cell: looked at
    std::vector<std::uint8_t> working;  // per layer of the cover: works before anything new
};

/// Footprints of the candidates that are not refused, over the cells not served: layers refer to
/// candidates by position. Sets people and capacity of each candidate, and reasons for those the
/// model refuses or who reach nobody. Nothing when cancelled.
std::optional<planning::Cover> coverOfCandidates(const SitingGround& ground, SitingReport& report,
                                                 const planning::Feedback& feedback);

/// What cells carry, and which of them are new.
struct SitingRoom {
    planning::CapacityReport report;
    std::vector<std::uint32_t> candidate; // per entry of report.cells; planning::noGroup: not new
};

/// Everything that works before, with the candidates chosen (or none), served by best servers that
/// disturb one another. Nothing when cancelled or when losses of the last coverage are gone.
std::optional<SitingRoom> capacityWith(const SitingGround& ground, const SitingReport& report,
                                       bool chosen, const planning::Feedback& feedback);

} // namespace app
