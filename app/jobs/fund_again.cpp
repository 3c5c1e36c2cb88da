#include "app/jobs/fund_again.h"

#include "app/jobs/asked_for.h"

namespace app {

using Json = nlohmann::ordered_json;

Json requestJson(const FundJobRequest& request)
{
    Json rates = Json::object();
    for (const auto& [code, rate] : request.rates) {
        rates[code] = {{"usd", rate.usd},
                       {"as_of", rate.as_of ? Json(geo::text(*rate.as_of)) : Json(nullptr)},
                       {"source", rate.source}};
    }
    const planning::FundRequest& fund = request.fund;
    return {{"area_code", fund.scope.area_code},
            {"operator", fund.scope.operators.empty() ? "" : *fund.scope.operators.begin()},
            {"purpose", planning::text(fund.scope.what)},
            {"points", fund.points},
            {"amounts_usd", fund.amounts_usd},
            {"unknown_works", fund.unknown_works},
            {"seed", fund.seed},
            {"effort", fund.effort},
            {"from_year", request.from_year},
            {"to_year", request.to_year},
            {"tornado", request.tornado},
            {"rates", rates},
            {"next", request.next ? Json(*request.next) : Json(nullptr)},
            {"next_currency", request.next_currency}};
}

namespace {

FundJobRequest requestFrom(const Json& asked)
{
    FundJobRequest request;
    planning::FundRequest& fund = request.fund;
    fund.scope.area_code = asked.value("area_code", "");
    if (const std::string name = asked.value("operator", ""); !name.empty()) {
        fund.scope.operators = {name};
    }
    fund.scope.what = planning::onlyFor(asked.value("purpose", ""));
    fund.points = asked.value("points", fund.points);
    fund.amounts_usd = asked.value("amounts_usd", fund.amounts_usd);
    fund.unknown_works = asked.value("unknown_works", fund.unknown_works);
    fund.seed = asked.value("seed", fund.seed);
    fund.effort = asked.value("effort", fund.effort);
    request.from_year = asked.value("from_year", 0);
    request.to_year = asked.value("to_year", 0);
    request.tornado = asked.value("tornado", true);
    request.next_currency = asked.value("next_currency", request.next_currency);
    if (asked.contains("next") && asked["next"].is_number()) {
        request.next = asked["next"].get<double>();
    }
    const Json rates = asked.value("rates", Json::object());
    for (const auto& [code, rate] : rates.items()) {
        planning::ExchangeRate known;
        known.usd = rate.value("usd", 0.0);
        known.source = rate.value("source", "");
        if (rate.contains("as_of") && rate["as_of"].is_string()) {
            known.as_of = geo::parseDate(rate["as_of"].get<std::string>());
        }
        if (known.usd > 0) {
            request.rates.emplace(code, known);
        }
    }
    return request;
}

} // namespace

FundJobRequest storedFundRequest(const geo::Workspace& workspace)
{
    const Json asked = askedFor(workspace, "results_funding_curve");
    try {
        return asked.empty() ? FundJobRequest{} : requestFrom(asked);
    } catch (const nlohmann::json::exception&) {
        return {}; // written by something else
    }
}

} // namespace app
