#pragma once
// From an order of works to periods, and from periods to what the plan is worth.
#include "planning/restoration/ledger.h"

namespace planning::restoration {

struct Plan {
    std::vector<Index> order; // tasks, most urgent first; each at most once
    std::vector<int> period;  // per task: in which it is finished; `periods` when it is not
    // Served weight summed over the periods, each by its factor, without base_weight.
    Amount value = 0;
};

/// The order with everything a task comes after put before it, and nothing twice.
std::vector<Index> withForerunners(const Model& model, std::span<const Index> order);

/// Every task goes, in this order, into the first period in which it fits beside those before it
/// (a small work may overtake a large one, but never delays it).
Plan decode(const Model& model, std::vector<Index> order);

/// Served weight in each period, without base_weight, when task i is finished in period[i].
std::vector<Amount> curveOf(const Model& model, const std::vector<int>& period);

/// Its sum, each period by its factor.
Amount valueOf(const Model& model, const std::vector<Amount>& curve);

} // namespace planning::restoration
