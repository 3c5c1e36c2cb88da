#pragma once
// The ends of a link as people name them.
#include "app/jobs/link_job.h"

namespace app {

/// Looks up an id, a unique name or "lon,lat". Throws geo::Error saying what is near the word when
/// nothing fits, or how many when several do.
LinkEnd linkEnd(const planning::Scenario& world, const geo::WorkingCrs& crs,
                const std::string& word);

} // namespace app
