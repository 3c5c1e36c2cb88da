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
    std::optional<double> next; // a sum on top of what was received, in next_currency
    std::string next_currency = "USD";
    planning::ExchangeRates rates;
    int from_year = 0, to_year = 0; // of the project; 0: the year of the situation
    bool tornado = true;            // say which assumption moves the answers most
};

struct FundReport {
    FundJobRequest request;
    Situation situation;
    planning::FundingCurve curve; // from nothing
    planning::PledgeBook book;
    std::vector<planning::PledgePurchase> pledges;
    planning::HeldMoney held; // what the pledges received buy
    // On top of it: what the next sum buys, then the others, best first; money from 0.
    std::vector<planning::FundStep> list;
    std::optional<double> next_usd;
    std::optional<planning::Purchase> next; // for next_usd and what was left over
    CostBasis costs;
    std::vector<planning::Tornado> tornado; // people for the sum, and what the list costs

    /// What was received buys and then the list: all repairs from nothing spent.
    std::vector<planning::FundStep> steps() const;
};

/// "EUR=1.08", "EUR=1.08@2026-11-01". Throws geo::Misuse on anything else, on a dollar that is not
/// worth one, and on a rate no currency has (1e-9 to 1e6 US dollars).
std::pair<std::string, planning::ExchangeRate> rateFrom(const std::string& text);
/// Several of them; throws geo::Misuse when there are two for one currency.
planning::ExchangeRates ratesFrom(const std::vector<std::string>& texts);

/// Nothing when cancelled. A next sum in a currency without rate is named among the book's
/// problems. Throws geo::Error when there is no core node or the scope is unknown, geo::Misuse when
/// the project ends before it begins.
std::optional<FundReport> fundReport(const geo::Workspace& workspace, const FundJobRequest& request,
                                     const planning::Cover& cover,
                                     const planning::Feedback& feedback = {});

/// results_funding_curve, results_funding_steps, results_funding_next, results_funding_tornado and
/// results_pledges, in one transaction.
void storeFund(geo::Workspace& workspace, const FundReport& report);

nlohmann::ordered_json asJson(const FundReport& report);
std::string asText(const FundReport& report);

} // namespace app
