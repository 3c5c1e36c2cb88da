#include "planning/finance/ownership.h"

#include "geo/error.h"

#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <limits>

namespace planning {
namespace {

void demandRange(bool holds, const char* what, double value, const char* range)
{
    if (!holds || !std::isfinite(value)) {
        throw geo::Error{fmt::format("{} is {}", what, value), fmt::format("It must be {}", range)};
    }
}

/// Where a cost that grows in a straight line with the distance meets a fixed one.
std::optional<double> breakEven(const std::function<double(double)>& fibreCost_km, double other)
{
    const double atStart = fibreCost_km(0);
    const double slope = fibreCost_km(1) - atStart;
    if (atStart > other) {
        return std::nullopt;
    }
    return slope > 0 ? (other - atStart) / slope : std::numeric_limits<double>::infinity();
}

} // namespace

double presentValueOfAnnuity(const Horizon& horizon)
{
    demandRange(horizon.years >= 1 && horizon.years <= 100, "the number of years", horizon.years,
                "1 to 100");
    demandRange(horizon.rate >= 0, "the discount rate", horizon.rate, "0 or more");
    return horizon.rate == 0.0
               ? horizon.years
               : (1.0 - std::pow(1.0 + horizon.rate, -horizon.years)) / horizon.rate;
}

Ownership costOfOwnership(const AccessCost& cost, double road_km, double mbps,
                          const Horizon& horizon)
{
    demandRange(road_km >= 0, "the distance in km", road_km, "0 or more");
    demandRange(mbps >= 0, "the bandwidth in Mbps", mbps, "0 or more");
    const double route_km = road_km * cost.route_factor;
    const double built = cost.connect + cost.per_km * route_km;
    const double renewals =
        cost.renew_years > 0 ? std::floor(horizon.years / cost.renew_years) : 0.0;
    const double first = built + cost.spectrum_mhz * cost.spectrum_once_mhz;
    return ownedOver(first, first + renewals * cost.connect,
                     cost.upkeep_share * built + cost.upkeep_km_year * route_km +
                         cost.spectrum_mhz * cost.spectrum_year_mhz,
                     cost.fee_mbps_year * mbps, horizon);
}

Ownership ownedOver(double first_capex, double capex, double opex_year, double fee_year,
                    const Horizon& horizon)
{
    const double annuity = presentValueOfAnnuity(horizon);
    Ownership own;
    own.first_capex = first_capex;
    own.capex = capex;
    own.opex_year = opex_year;
    own.ownership = own.capex + horizon.years * own.opex_year;
    own.year_cost = own.ownership / horizon.years;
    own.pv_cost = own.year_cost * annuity;
    own.fee_year = fee_year;
    own.pv_fee = own.fee_year * annuity;
    own.earner_npv = own.pv_fee - own.pv_cost;
    own.payer_ownership = own.ownership + horizon.years * own.fee_year;
    own.payer_pv = own.pv_cost + own.pv_fee;
    return own;
}

std::optional<double> fibreBreakEven_km(const AccessCost& fibre, const AccessCost& other,
                                        double mbps, const Horizon& horizon, Viewpoint viewpoint)
{
    const auto value = [&](const AccessCost& cost, double road_km) {
        const Ownership own = costOfOwnership(cost, road_km, mbps, horizon);
        return viewpoint == Viewpoint::payer ? own.payer_ownership : -own.earner_npv;
    };
    return breakEven([&](double road_km) { return value(fibre, road_km); }, value(other, 0));
}

std::optional<double> fibreBreakEvenWithoutFee_km(const AccessCost& fibre, const AccessCost& other,
                                                  const Horizon& horizon)
{
    return breakEven(
        [&](double road_km) { return costOfOwnership(fibre, road_km, 0, horizon).ownership; },
        costOfOwnership(other, 0, 0, horizon).ownership);
}

} // namespace planning
