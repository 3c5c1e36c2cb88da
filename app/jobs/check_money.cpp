// Supply, pledges and prices.
#include "app/jobs/checks.h"
#include "app/jobs/cost_file.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <tuple>

namespace app {
namespace {

using geo::Severity;

// ISO 4217, the list of active codes of 2024.
constexpr std::string_view currencies =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR "
    "KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
    "MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWG ZWL";

bool isCurrency(std::string_view code)
{
    constexpr std::size_t length = 3;
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return code.size() == length && std::ranges::all_of(code, capital) &&
           currencies.find(code) != std::string_view::npos;
}

bool isResource(std::string_view resource)
{
    const auto named = [resource](std::string_view prefix) {
        return resource.starts_with(prefix) && resource.size() > prefix.size();
    };
    return resource == "money_usd" || resource == "fuel_l" || named("crew_days:") || named("part:");
}

void checkSupplyRows(CheckWorld& world)
{
    for (const planning::Supply& s : world.scenario.supply) {
        const auto find = [&](Severity severity, std::string_view code, std::string what,
                              std::string fix, std::string field) {
            world.find(severity, code, "supply", "",
                       fmt::format("{} from {}: {}", s.resource, geo::text(s.from_date), what),
                       std::move(fix), std::move(field));
        };
        if (!isResource(s.resource)) {
            find(Severity::error, "supply_unknown", "is no resource that plans know",
                 "Take money_usd, fuel_l, crew_days:SKILL or part:NAME", "resource");
        }
        if (s.per_day.value_or(0) == 0 && s.amount.value_or(0) == 0) {
            find(Severity::warning, "supply_zero", "there is none of it",
                 "Correct per_day or amount, or take the row out", "amount");
        }
        if (s.to_date && *s.to_date < s.from_date) {
            find(Severity::error, "supply_dates",
                 fmt::format("ends on {}, before it begins", geo::text(*s.to_date)),
                 "Correct from_date or to_date", "to_date");
        }
    }
}

/// What stands in the cost catalogue with two prices.
void checkCatalogue(CheckWorld& world)
{
    try {
        for (const auto& [item, prices] : pricedTwice(world.workspace)) {
            world.find(Severity::warning, "price_twice", "settings", "",
                       fmt::format("the cost catalogue prices {} at {} and at {}: the last counts",
                                   item, prices.front(), prices.back()),
                       "Give one price: sila costs WORKSPACE --use FILE", "value");
        }
    } catch (const geo::Error& error) {
        world.find(Severity::error, "prices_unreadable", "settings", "", error.happened(),
                   error.advice(), "value");
    }
}

/// Repairs of one asset, of the same kind and with the same parts, that cost differently.
void checkRepairPrices(CheckWorld& world)
{
    using planning::Action;
    const auto waits = [](const Action& a, const Action& b) {
        return std::ranges::find(a.after_ids, b.action_id) != a.after_ids.end();
    };
    std::map<std::tuple<std::string, planning::ActionKind, std::map<std::string, double>>,
             const Action*>
        first;
    for (const Action& action : world.scenario.actions) {
        const auto [at, fresh] =
            first.try_emplace({action.asset_id, action.kind, action.parts}, &action);
        const Action& other = *at->second;
        if (fresh || action.cost_usd == other.cost_usd || waits(action, other) ||
            waits(other, action)) {
            continue; // stages of one repair wait for each other
        }
        world.find(Severity::warning, "repair_price_twice", "actions", action.action_id,
                   fmt::format("prices the {} of {} at {} USD, {} prices it at {} USD",
                               planning::text(action.kind), action.asset_id, action.cost_usd,
                               other.action_id, other.cost_usd),
                   "Keep one of the two, unless they are two ways to do it", "cost_usd");
    }
}

} // namespace

void checkMoney(CheckWorld& world)
{
    checkSupplyRows(world);
    checkCatalogue(world);
    checkRepairPrices(world);
    for (const planning::Pledge& pledge : world.scenario.pledges) {
        if (!pledge.amount || pledge.currency.empty()) {
            world.find(Severity::note, "pledge_unknown", "pledges", pledge.pledge_id,
                       pledge.amount ? "its currency is not known" : "its amount is not known",
                       "Give it, if somebody knows", pledge.amount ? "currency" : "amount");
        } else if (!isCurrency(pledge.currency)) {
            world.find(Severity::error, "currency_unknown", "pledges", pledge.pledge_id,
                       fmt::format("is in '{}', which is no currency", pledge.currency),
                       "Write its ISO 4217 code: USD, EUR, ILS", "currency");
        }
        if (pledge.year_from && pledge.year_to && *pledge.year_to < *pledge.year_from) {
            world.find(Severity::error, "pledge_years", "pledges", pledge.pledge_id,
                       fmt::format("ends in {}, before it begins in {}", *pledge.year_to,
                                   *pledge.year_from),
                       "Correct year_from or year_to", "year_to");
        }
    }
}

} // namespace app
