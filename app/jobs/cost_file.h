#pragma once
// The cost catalogue as a table people can edit, and the one a workspace uses.
#include "geo/workspace/workspace.h"
#include "planning/finance/cost_catalogue.h"
#include "planning/finance/money.h"

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

namespace app {

/// Prices as somebody hands them over.
struct PriceTable {
    planning::CostCatalogue costs; // Sila's, with the items of the table in their place
    std::size_t taken = 0;         // rows
    geo::Problems set_aside;       // the others, each with its row and what to do
};

/// Columns id, what, unit, low, base, high, currency, year, source, edition; items not named keep
/// Sila's values. Money in another currency is made US dollars by `rates`. A row is set aside when
/// its id is not one the planner uses or has another price in the table, its currency has no rate,
/// a value is no number or below zero, low, base and high do not ascend, or the source is missing.
/// Throws geo::Error when a column is missing, or naming the first row when none can be taken.
PriceTable readCosts(const std::filesystem::path& file, const planning::ExchangeRates& rates = {});

/// What the workspace uses: Sila's catalogue with the items kept in its settings.
planning::CostCatalogue costsOf(const geo::Workspace& workspace);
/// Items its settings price more than once, with those prices as kept; costsOf() takes the last.
std::map<std::string, std::vector<double>> pricedTwice(const geo::Workspace& workspace);
/// Keeps the items that differ from Sila's, in one transaction.
void storeCosts(geo::Workspace& workspace, const planning::CostCatalogue& costs,
                const std::string& source);

nlohmann::ordered_json asJson(const planning::CostCatalogue& costs,
                              const geo::Problems& setAside = {});
/// A table readCosts() reads.
std::string asCsv(const planning::CostCatalogue& costs);
std::string asText(const planning::CostCatalogue& costs, const geo::Problems& setAside = {});

} // namespace app
