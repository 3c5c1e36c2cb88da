#pragma once
// What a coverage run leaves: GeoTIFF files, results tables.
#include "app/jobs/coverage_tiles.h"

namespace app {

/// Writes the composites into `folder` as cloud-optimised GeoTIFFs. Paths in the result are those
/// they will have in the folder `known_as`, relative to the workspace's folder.
std::vector<MadeRaster> writeRasters(const Composites& composites, const planning::RadioPlan& plan,
                                     const CoverageRequest& request,
                                     const nlohmann::ordered_json& about,
                                     const geo::Workspace& workspace,
                                     const std::filesystem::path& folder,
                                     const std::filesystem::path& known_as);

/// results_coverage, results_coverage_settlements, …_facilities, …_cells, …_sites, …_rasters, in
/// one transaction.
void storeCoverage(geo::Workspace& workspace, const CoverageReport& report);

} // namespace app
