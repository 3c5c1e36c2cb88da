#pragma once
// Pieces of the documents of `sila network`, also kept in the results tables.
#include "app/jobs/network_job.h"

#include <array>

namespace app {

std::string_view text(planning::Service service); // on, off, unknown

nlohmann::ordered_json chainJson(const planning::Scenario& world,
                                 const std::vector<planning::ChainLink>& chain);
nlohmann::ordered_json repairJson(const planning::Scenario& world,
                                  const planning::RepairSet& repair);
nlohmann::ordered_json pointJson(const planning::Scenario& world,
                                 const planning::FailurePoint& point, bool peopleKnown);
nlohmann::ordered_json pathsJson(const planning::Scenario& world,
                                 const planning::DisjointPaths& paths);
nlohmann::ordered_json loadJson(const planning::Scenario& world, const planning::EdgeLoad& load);
/// Ids of assets, as a list.
nlohmann::ordered_json idsJson(const planning::Scenario& world,
                               const std::vector<planning::AssetRef>& assets);

/// How many sites of a report are in which state.
struct SiteCounts {
    std::size_t on = 0, off = 0, unknown = 0, planned = 0;
    std::array<std::size_t, 7> by_cause{}; // of those off
};
SiteCounts countsOf(const NetworkReport& report);

} // namespace app
