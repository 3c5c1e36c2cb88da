#pragma once
// What new sites cost over the years, for whom, on which prices that rests and which of them moves
// it most.
#include "app/jobs/siting_job.h"

namespace app {

/// Fills own, own_all, costs and (when asked for) tornado of a report whose candidates are chosen.
void addOwnership(SitingReport& report, const planning::CostCatalogue& costs);

nlohmann::ordered_json ownershipJson(const planning::SiteOwnership& site);
/// Totals of those chosen from all viewpoints.
nlohmann::ordered_json ownershipJson(const SitingReport& report);
std::string ownershipText(const SitingReport& report);

} // namespace app
