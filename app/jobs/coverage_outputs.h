#pragma once
// What a coverage run leaves: GeoTIFF files, results tables.
#include "app/jobs/coverage_tiles.h"

namespace app {

/// What a set of rasters shows, and where it goes.
struct RasterSet {
    const Composites& composites;
    const UnknownGrid& unknown;
    const planning::RadioPlan& plan;
    const CoverageRequest& request;
    const nlohmann::ordered_json& about;
    const geo::Workspace& workspace;
    std::filesystem::path folder;   // written here
    std::filesystem::path known_as; // what the folder will be called
    /// Whose sites alone are shown; absent: everybody's, with roaming.
    std::optional<std::string> operator_name = {};
    std::string part = {}; // of the folder, for that operator
};
/// Writes cloud-optimised GeoTIFFs. Paths in the result are relative to the workspace's folder.
std::vector<MadeRaster> writeRasters(const RasterSet& set);

/// How often rasters are made: for all operators, and for each where there are several.
std::size_t rasterSets(const CoverageRequest& request, const planning::RadioPlan& plan,
                       const planning::Scenario& world);
/// The rasters of each operator alone, where there are several; from the losses at hand, in folders
/// of `set.folder`. One after the other: composites of all at once would take their number times
/// the memory. Whoever cancels throws away what was made.
std::vector<MadeRaster> writeOperatorRasters(const TileWork& all, const planning::Scenario& world,
                                             const RasterSet& set,
                                             const planning::Feedback& feedback);

/// results_coverage, results_coverage_settlements, …_settlement_operators, …_facilities, …_cells,
/// …_sites, …_rasters, in one transaction.
void storeCoverage(geo::Workspace& workspace, const CoverageReport& report);

} // namespace app
