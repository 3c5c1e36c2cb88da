#pragma once
// `sila costs --compare`: the cost sets that ship with the program side by side, what one
// connection costs by each from both viewpoints, and the traps in comparing them.
#include "planning/finance/ownership.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace app {

struct NamedCosts {
    std::string name; // cpp, giga, sila
    planning::CostCatalogue costs;
};

struct CompareRequest {
    double mbps = 20;   // bandwidth of the connection
    double road_km = 1; // to what fibre hangs on
    planning::Horizon horizon;
    planning::CostLevel level = planning::CostLevel::base; // of the sets' values
};

struct ConnectionRow {
    std::string set;
    planning::AccessTechnology technology = planning::AccessTechnology::fibre;
    planning::Ownership own;
    // Of technologies other than fibre: way up to which fibre is as good; absent: never.
    std::optional<double> even_without_fee_km, even_payer_km, even_earner_km;
};

struct CostComparison {
    CompareRequest request;
    std::vector<NamedCosts> sets;
    std::vector<ConnectionRow> rows; // set by set
    std::vector<std::string> traps;
};

/// Throws geo::Error when the request is out of range or a set lacks an item.
CostComparison compareCosts(std::vector<NamedCosts> sets, const CompareRequest& request);

/// What to mind in a set that ships: its base values that do not belong together.
std::vector<std::string> trapsOf(const std::string& set);

/// "477 m", "12.3 km", "never", "always".
std::string distanceWords(const std::optional<double>& km);

nlohmann::ordered_json asJson(const CostComparison& comparison);
std::string asText(const CostComparison& comparison);

} // namespace app
