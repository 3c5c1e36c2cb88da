#pragma once
// `sila fund`: what money buys in people reconnected, and what each pledge does.
#include "app/jobs/cost_basis.h"
#include "planning/coverage/cover.h"
#include "planning/finance/tornado.h"
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
    bool tornado = true;            // say which assumption moves the answers most
};

struct FundReport {
    FundJobRequest request;
    Situation situation;
    planning::FundingCurve curve;
    std::optional<planning::Purchase> next;
    planning::PledgeBook book;
    std::vector<planning::PledgePurchase> pledges;
    CostBasis costs;
    std::vector<planning::Tornado> tornado; // people for the sum, and what the list costs
};

/// "EUR=1.08", "EUR=1.08@2026-11-01". Throws geo::Error on anything else.
std::pair<std::string, planning::ExchangeRate> rateFrom(const std::string& text);
/// Several of them; throws geo::Misuse when there are two for one currency.
planning::ExchangeRates ratesFrom(const std::vector<std::string>& texts);

/// Nothing when cancelled. A next sum in a currency without rate is named among the book's
/// problems. Throws geo::Error when there is no core node or the scope is unknown.
std::optional<FundReport> fundReport(const geo::Workspace& workspace, const FundJobRequest& request,
                                     const planning::Cover& cover,
                                     const planning::Feedback& feedback = {});

/// results_funding_curve, results_funding_steps, results_funding_tornado and results_pledges, in
/// one transaction.
void storeFund(geo::Workspace& workspace, const FundReport& report);

nlohmann::ordered_json asJson(const FundReport& report);
std::string asText(const FundReport& report);

} // namespace app
