#pragma once
// Whom the new cells of `sila siting` carry together, disturbing one another.
#include "app/jobs/siting_cover.h"

namespace app {

/// Per candidate the people not served before whom its cell serves and has room for.
std::vector<double> carriedBy(const SitingGround& ground, const SitingReport& report,
                              const SitingRoom& room);

/// The room with what is chosen. The choice does not know that new cells disturb one another: where
/// they carry much less than it promised, those without which no fewer are carried lose their place
/// (Candidate::order is 0), the dearest first. Nothing when cancelled.
std::optional<SitingRoom> roomOfChosen(const SitingGround& ground, SitingReport& report,
                                       const planning::Feedback& feedback);

} // namespace app
