#pragma once
// What a metre of new fibre costs: by who lives around it, how it is laid, and how steep the ground
// is. Each is an item of the cost catalogue, so the answer says what it rests on.
#include "planning/finance/cost_catalogue.h"
#include "planning/scenario/words.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace planning {

struct FibreGround {
    double people_per_km2 = 0; // around it
    Deployment deployment = Deployment::buried;
    std::optional<double> slope; // mean rise over run along it; absent: taken as level ground
};

/// Of the points' heights and the way between them, both in metres: Σ |rise| / Σ way. Nothing
/// without two heights beside one another. A void (NaN) and what touches it are left out.
std::optional<double> meanSlope(std::span<const double> heights_m, double step_m);

/// Items of silaCatalogue whose product is the price of a metre: "fibre.suburban", "fibre.aerial",
/// "fibre.hilly". Under water one item says all.
std::vector<std::string> fibreItems(const FibreGround& ground);

/// Throws geo::Error when the catalogue lacks an item.
double fibrePerMetre_usd(const CostCatalogue& catalogue, const FibreGround& ground,
                         CostLevel level = CostLevel::base);

} // namespace planning
