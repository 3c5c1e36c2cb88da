#pragma once
// Cost of ownership of a connection over years, as the ITU's Connectivity Planning Platform works
// it out, from two viewpoints: who earns (an operator sells bandwidth) and who pays (a ministry
// buys the connection and the bandwidth). The bandwidth fee is revenue for one, cost for the other.
#include "planning/finance/access_costs.h"

#include <optional>

namespace planning {

struct Horizon {
    int years = 10;     // 1 to 100
    double rate = 0.02; // discount, a year, from 0
};

/// (1 − (1 + r)^−T) / r; T when r is 0. What 1 a year over T years is worth today.
double presentValueOfAnnuity(const Horizon& horizon);

struct Ownership {
    double first_capex = 0; // to build
    double capex = 0;       // with renewals: the connection anew, floor(years / life) times
    double opex_year = 0;   // upkeep and spectrum, without bandwidth
    double ownership = 0;   // capex + years × opex
    double year_cost = 0;   // ownership / years
    double pv_cost = 0;     // year_cost × annuity
    double fee_year = 0;    // bandwidth
    double pv_fee = 0;
    double earner_npv = 0;      // pv_fee − pv_cost: who sells bandwidth
    double payer_ownership = 0; // ownership + years × fee: who buys everything
    double payer_pv = 0;        // pv_cost + pv_fee
};

/// The sums over the years of what is built and renewed, run, and sold as bandwidth.
Ownership ownedOver(double first_capex, double capex, double opex_year, double fee_year,
                    const Horizon& horizon);

/// `road_km`: way to what the connection hangs on, from 0; `mbps`: bandwidth sold, from 0.
/// Throws geo::Error when years, rate, distance or bandwidth is out of range.
Ownership costOfOwnership(const AccessCost& cost, double road_km, double mbps,
                          const Horizon& horizon = {});

enum class Viewpoint : std::uint8_t { payer, earner };

/// The way along the road up to which fibre is at least as good as `other`: cheaper to own for the
/// payer (bandwidth counted), of higher value for the earner. Nothing when it never is; infinity
/// when it always is.
std::optional<double> fibreBreakEven_km(const AccessCost& fibre, const AccessCost& other,
                                        double mbps, const Horizon& horizon, Viewpoint viewpoint);
/// The same, bandwidth left out of the comparison on both sides, as in CPP's cost of ownership.
std::optional<double> fibreBreakEvenWithoutFee_km(const AccessCost& fibre, const AccessCost& other,
                                                  const Horizon& horizon);

} // namespace planning
