#include "planning/finance/fibre_price.h"

#include <cmath>

namespace planning {
namespace {

constexpr double urban_per_km2 = 5000, suburban_per_km2 = 500;
constexpr double hilly = 0.05, mountain = 0.15; // mean slope; our assumption

} // namespace

std::optional<double> meanSlope(std::span<const double> heights_m, double step_m)
{
    double rise_m = 0;
    double way_m = 0;
    for (std::size_t i = 1; i < heights_m.size(); ++i) {
        const double step = std::abs(heights_m[i] - heights_m[i - 1]);
        if (!std::isnan(step)) {
            rise_m += step;
            way_m += step_m;
        }
    }
    return way_m > 0 ? std::optional{rise_m / way_m} : std::nullopt;
}

std::vector<std::string> fibreItems(const FibreGround& ground)
{
    if (ground.deployment == Deployment::submarine) {
        return {"fibre.submarine"};
    }
    std::vector<std::string> out{ground.people_per_km2 > urban_per_km2      ? "fibre.urban"
                                 : ground.people_per_km2 > suburban_per_km2 ? "fibre.suburban"
                                                                            : "fibre.rural"};
    if (ground.deployment == Deployment::aerial) {
        out.emplace_back("fibre.aerial");
    } else if (ground.deployment == Deployment::duct) {
        out.emplace_back("fibre.duct");
    }
    const double slope = ground.slope.value_or(0);
    // A cable drawn into a duct that stands does not ask what the ground is like.
    if (slope >= hilly && ground.deployment != Deployment::duct) {
        out.emplace_back(slope >= mountain ? "fibre.mountain" : "fibre.hilly");
    }
    return out;
}

double fibrePerMetre_usd(const CostCatalogue& catalogue, const FibreGround& ground, CostLevel level)
{
    double usd = 1;
    for (const std::string& item : fibreItems(ground)) {
        usd *= catalogue.value(item, level);
    }
    return usd;
}

} // namespace planning
