#pragma once
// The cost catalogue as a table people can edit, and the one a workspace uses.
#include "geo/workspace/workspace.h"
#include "planning/finance/cost_catalogue.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace app {

/// Sila's catalogue with the items of a table put in their place: columns id, what, unit, low,
/// base, high, currency, year, source, edition; items not named keep Sila's values. Throws
/// geo::Error naming file and row when an id is not one the planner uses, a value is no number or
/// below zero, low, base and high do not ascend, or the source is missing.
planning::CostCatalogue readCosts(const std::filesystem::path& file);

/// What the workspace uses: Sila's catalogue with the items kept in its settings.
planning::CostCatalogue costsOf(const geo::Workspace& workspace);
/// Keeps the items that differ from Sila's, in one transaction.
void storeCosts(geo::Workspace& workspace, const planning::CostCatalogue& costs,
                const std::string& source);

nlohmann::ordered_json asJson(const planning::CostCatalogue& costs);
/// A table readCosts() reads.
std::string asCsv(const planning::CostCatalogue& costs);
std::string asText(const planning::CostCatalogue& costs);

} // namespace app
