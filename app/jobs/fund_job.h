#pragma once
// `sila fund`: what money buys in people reconnected, and what each pledge does.
#include "app/jobs/cost_basis.h"
#include "planning/coverage/cover.h"
#include "planning/restoration/fund.h"

#include <nlohmann/json.hpp>

namespace app {

struct FundJobRequest {
    SituationRequest situation;
    planning::FundRequest fund;
    std::optional<double> next; // a sum to spend, in next_currency
    std::string next_currency = "USD";
    planning::ExchangeRates rates;
    int from_year = 0, to_year = 0; // of the project; 0: the year of the situation
};

struct FundReport {
    FundJobRequest request;
    Situation situation;
    planning::FundingCurve curve;
    std::optional<planning::Purchase> next;
    planning::PledgeBook book;
    std::vector<planning::PledgePurchase> pledges;
    CostBasis costs;
};

/// "EUR=1.08", "EUR=1.08@2026-11-01". Throws geo::Error on anything else.
std::pair<std::string, planning::ExchangeRate> rateFrom(const std::string& text);

/// Nothing when cancelled. Throws geo::Error when there is no core node, the scope is unknown, or
/// the next sum is in a currency without rate.
std::optional<FundReport> fundReport(const geo::Workspace& workspace, const FundJobRequest& request,
                                     const planning::Cover& cover,
                                     const planning::Feedback& feedback = {});

/// results_funding_curve, results_funding_steps and results_pledges, in one transaction.
void storeFund(geo::Workspace& workspace, const FundReport& report);

nlohmann::ordered_json asJson(const FundReport& report);
std::string asText(const FundReport& report);

} // namespace app
