#include "app/jobs/fund_job.h"

#include "app/jobs/cost_file.h"
#include "app/jobs/money_tornado.h"
#include "app/jobs/thousands.h"
#include "geo/misuse.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

// US dollars for one unit: far below the rial and far above an ounce of gold.
constexpr double leastRate = 1e-9, mostRate = 1e6;

int yearOf(geo::Time time)
{
    return static_cast<int>(
        std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(time)}.year());
}

/// A pledge for an area nobody knows reconnects nobody; the others go on.
void refuseUnknownAreas(const planning::Scenario& world, planning::PledgeBook& book)
{
    for (planning::PledgeUse& use : book.uses) {
        const planning::Pledge& pledge = world.pledges[use.pledge];
        const auto named = [&](const auto& area) { return area.area_code == pledge.area_code; };
        if (!use.counted || pledge.area_code.empty() || std::ranges::any_of(world.areas, named)) {
            continue;
        }
        use.counted = false;
        use.why_not = fmt::format("its area '{}' is not in the workspace", pledge.area_code);
        book.usd[pledge.status] -= use.project.value_or(0);
        book.total_usd -= use.project.value_or(0);
        book.problems.push_back(
            {.severity = geo::Severity::warning,
             .what = fmt::format("pledge {}: {}", pledge.pledge_id, use.why_not),
             .fix = "Import the area, or correct the pledge's area_code",
             .place = {.file = {}, .layer = "pledges"},
             .asset_kind = "pledges",
             .asset_id = pledge.pledge_id});
    }
}

/// A purpose that names nothing known does not bind its money; whoever pledged it should know.
void nameUnboundPurposes(const planning::Scenario& world, planning::PledgeBook& book)
{
    for (const planning::PledgeUse& use : book.uses) {
        planning::Pledge pledge = world.pledges[use.pledge];
        pledge.area_code.clear();
        const planning::FundScope bound = planning::scopeOf(world, pledge);
        const std::vector<std::string> unknown = planning::unknownPurposes(world, pledge);
        if (!unknown.empty()) {
            const std::string what =
                bound == planning::FundScope{}
                    ? fmt::format("its purpose '{}' names nothing that money can be kept for, so "
                                  "it is spent on anything",
                                  pledge.purpose)
                    : fmt::format("of its purpose '{}' money cannot be kept for '{}', so it is "
                                  "spent on the rest",
                                  pledge.purpose, fmt::join(unknown, "', '"));
            book.problems.push_back(
                {.severity = geo::Severity::note,
                 .what = fmt::format("pledge {}: {}", pledge.pledge_id, what),
                 .fix = "Name power, fibre, links, sites or an operator, or let it be",
                 .place = {.file = {}, .layer = "pledges"},
                 .asset_kind = "pledges",
                 .asset_id = pledge.pledge_id});
        }
    }
}

/// Nobody reaches more for a sum than for a larger one, nor with what was received behind it than
/// for both together from nothing.
void boundByCurve(planning::Purchase& next, const FundReport& report)
{
    const double usd = report.held.spent_usd + next.usd;
    const double served = report.curve.served_today + report.held.people_back;
    for (const planning::FundPoint& point : report.curve.points) {
        if (point.money_usd >= usd) {
            next.bound = std::min(next.bound, point.bound - served);
        }
    }
    next.bound = std::max(next.bound, next.people_back);
}

} // namespace

std::vector<planning::FundStep> FundReport::steps() const
{
    std::vector<planning::FundStep> out = held.steps;
    for (planning::FundStep step : list) {
        step.money_usd += held.spent_usd;
        out.push_back(step);
    }
    return out;
}

std::pair<std::string, planning::ExchangeRate> rateFrom(const std::string& text)
{
    const auto wrong = [&text] {
        return geo::Misuse{fmt::format("'{}' is not an exchange rate", text),
                           "Write US dollars for one unit, and its date: EUR=1.08@2026-11-01 (a "
                           "discount rate is --rate of sila costs, technology and siting)"};
    };
    constexpr std::size_t codeLength = 3;
    const auto equals = text.find('=');
    const auto at = text.find('@');
    if (equals != codeLength || (at != std::string::npos && at < equals)) {
        throw wrong();
    }
    planning::ExchangeRate rate;
    const std::string number =
        text.substr(equals + 1, at == std::string::npos ? at : at - equals - 1);
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), rate.usd);
    if (error != std::errc{} || end != number.data() + number.size() || !(rate.usd > 0) ||
        !std::isfinite(rate.usd)) {
        throw wrong();
    }
    if (at != std::string::npos) {
        rate.as_of = geo::parseDate(text.substr(at + 1));
        if (!rate.as_of) {
            throw wrong();
        }
    }
    rate.source = "entered by the user";
    std::string code = text.substr(0, equals);
    for (char& c : code) {
        if (std::isalpha(static_cast<unsigned char>(c)) == 0) {
            throw wrong();
        }
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    if (code == "USD" && rate.usd != 1) {
        throw geo::Misuse{fmt::format("'{}': a US dollar is worth one US dollar", text),
                          "Leave the rate of USD out"};
    }
    if (rate.usd < leastRate || rate.usd > mostRate) {
        throw geo::Misuse{fmt::format("'{}': no currency is worth so {}", text,
                                      rate.usd < leastRate ? "little" : "much"),
                          "Write US dollars for one unit, and its date: EUR=1.08@2026-11-01"};
    }
    return {code, rate};
}

planning::ExchangeRates ratesFrom(const std::vector<std::string>& texts)
{
    planning::ExchangeRates rates;
    for (const std::string& text : texts) {
        const auto [code, rate] = rateFrom(text);
        if (!rates.emplace(code, rate).second) {
            throw geo::Misuse{fmt::format("there are two exchange rates for {}", code), "Give one"};
        }
    }
    return rates;
}

std::optional<FundReport> fundReport(const geo::Workspace& workspace, const FundJobRequest& request,
                                     const planning::Cover& cover,
                                     const planning::Feedback& feedback)
{
    FundReport report;
    report.request = request;
    report.situation = loadSituation(workspace, request.situation);
    const Situation& now = report.situation;
    if (request.next) {
        report.next_usd = planning::inUsd(*request.next, request.next_currency, request.rates);
    }
    const int from = request.from_year != 0 ? request.from_year : yearOf(now.as_of);
    const int to = request.to_year != 0 ? request.to_year : from;
    if (to < from) {
        throw geo::Misuse{fmt::format("the project ends in {}, before it begins in {}", to, from),
                          "Give --from-year and --to-year in this order"};
    }
    report.book = planning::bookPledges(now.scenario.pledges, request.rates, from, to);
    if (request.next && !report.next_usd) {
        report.book.problems.push_back(
            {.severity = geo::Severity::warning,
             .what = fmt::format(
                 "what the next {} {} buy is unknown: there is no exchange rate for {}",
                 thousands(*request.next), request.next_currency, request.next_currency),
             .fix = fmt::format("Give one: --rate {}=1.08@2026-11-01", request.next_currency)});
    }
    refuseUnknownAreas(now.scenario, report.book);
    nameUnboundPurposes(now.scenario, report.book);
    const planning::Fund fund{now.scenario, now.statuses, cover, now.as_of, request.fund};
    auto curve = fund.curve(feedback.stage(0, 0.6, "Funding curve"));
    if (!curve) {
        return std::nullopt;
    }
    report.curve = std::move(*curve);
    auto pledges = planning::spendPledges(now.scenario, now.statuses, cover, now.as_of,
                                          request.fund, report.book, report.curve.steps,
                                          feedback.stage(0.6, 0.75, "Pledges"));
    if (!pledges) {
        return std::nullopt;
    }
    report.pledges = std::move(*pledges);
    report.held = planning::heldMoney(now.scenario, report.book, report.pledges);
    const std::vector<std::uint32_t> done = report.held.actions();
    report.list = fund.after(done, report.curve.steps);
    if (report.next_usd) {
        report.next = fund.best(*report.next_usd + report.held.left_usd, done, report.list,
                                feedback.stage(0.75, 0.9, "The next sum"));
        if (!report.next) {
            return std::nullopt;
        }
        boundByCurve(*report.next, report);
        report.list = fund.beginningWith(*report.next, done, report.curve.steps);
    }
    std::vector<std::uint32_t> actions;
    for (const planning::FundStep& step : report.curve.steps) {
        actions.push_back(step.action);
    }
    report.costs = costBasis(workspace, now, request.situation.cost_level, actions);
    if (request.tornado) {
        auto bars =
            fundTornado(report, fund, costsOf(workspace), feedback.stage(0.9, 1, "Tornado"));
        if (!bars) {
            return std::nullopt;
        }
        report.tornado = std::move(*bars);
    }
    return report;
}

} // namespace app
