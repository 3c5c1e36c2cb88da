#pragma once
// Which assumption moves an answer most, as rows of the workspace, JSON and words: the same for
// technology, funds, plans and new sites.
#include "app/jobs/results_table.h"
#include "planning/finance/tornado.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace app {

/// Rows of one table: every answer with its bars, widest first; `plan` where it names one.
ResultsTable tornadoTable(const std::string& table, const std::vector<planning::Tornado>& answers,
                          const std::string& plan = {});
/// None or one.
std::vector<planning::Tornado> all(const std::optional<planning::Tornado>& tornado);

/// {"answer", "unit", "base", "unmoved", "bars": […]}; null when there is none.
nlohmann::ordered_json tornadoJson(const std::optional<planning::Tornado>& tornado);
/// The widest bars, one a line.
std::string tornadoText(const planning::Tornado& tornado);

} // namespace app
