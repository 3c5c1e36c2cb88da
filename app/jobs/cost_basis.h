#pragma once
// Which items of the cost catalogue a result rests on.
#include "app/jobs/situation.h"
#include "planning/finance/tornado.h"

#include <nlohmann/json.hpp>
#include <span>

namespace app {

struct CostUse {
    planning::CostItem item;
    planning::CostLevel level = planning::CostLevel::base;
    std::size_t actions = 0; // that rest on it
};

struct CostBasis {
    std::vector<CostUse> items; // in the order of the catalogue
    std::size_t stated = 0;     // actions with costs as somebody sent them
};

/// Of actions of the situation, by their positions in its scenario.
CostBasis costBasis(const geo::Workspace& workspace, const Situation& situation,
                    planning::CostLevel level, std::span<const std::uint32_t> actions);

/// Its items, each at the level it was used at.
std::vector<planning::Assumption> assumptionsOf(const CostBasis& basis);

nlohmann::ordered_json asJson(const CostBasis& basis);
/// "Costs rest on site.radio 22500 USD (…), … and 12 costs as sent"; empty when on nothing.
std::string asText(const CostBasis& basis);

} // namespace app
