#include "app/jobs/siting_ownership.h"

#include "app/jobs/thousands.h"
#include "app/jobs/tornado_tables.h"
#include "planning/finance/fibre_price.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace app {
namespace {

using json = nlohmann::ordered_json;
using planning::Candidate;
using planning::CostCatalogue;
using planning::Ownership;

struct Terms {
    planning::DemandRule demand;
    planning::Horizon horizon;
};

planning::SiteOwnership owned(const SitingReport& report, const Candidate& candidate,
                              const CostCatalogue& costs, const Terms& terms)
{
    // Not chosen: as if it were the only one.
    const double alone = report.request.capacity
                             ? std::min(candidate.people, candidate.capacity_people)
                             : candidate.people;
    const double people = candidate.chosen() ? candidate.people_carried : alone;
    return planning::ownershipOf(candidate, costs, people, terms.demand, terms.horizon,
                                 report.request.candidates.fibre);
}

Ownership sumOf(const SitingReport& report, const CostCatalogue& costs, const Terms& terms)
{
    double first = 0;
    double capex = 0;
    double opex_year = 0;
    double fee_year = 0;
    for (const Candidate& candidate : report.candidates) {
        if (candidate.chosen()) {
            const Ownership own = owned(report, candidate, costs, terms).own;
            first += own.first_capex;
            capex += own.capex;
            opex_year += own.opex_year;
            fee_year += own.fee_year;
        }
    }
    return planning::ownedOver(first, capex, opex_year, fee_year, terms.horizon);
}

void addItems(SitingReport& report, const CostCatalogue& costs)
{
    std::map<std::string, std::size_t> count;
    for (const Candidate& candidate : report.candidates) {
        if (!candidate.chosen()) {
            continue;
        }
        std::set<std::string> items;
        for (const auto& more :
             {planning::costItems(candidate, candidate.standing), planning::yearItems(candidate)}) {
            items.insert(more.begin(), more.end());
        }
        if (candidate.backhaul.kind == planning::BackhaulKind::fibre) {
            const auto laid = planning::fibreItems(
                {0, report.request.candidates.fibre, candidate.backhaul.slope});
            items.insert(laid.begin(), laid.end());
        }
        for (const std::string& item : items) {
            ++count[item];
        }
    }
    for (const planning::CostItem& item : costs.items()) {
        if (const auto at = count.find(item.id); at != count.end()) {
            report.costs.items.push_back({item, planning::CostLevel::base, at->second});
        }
    }
}

void addTornado(SitingReport& report, const CostCatalogue& costs)
{
    const Terms asked{report.request.demand, report.request.horizon};
    std::vector<planning::Assumption> all = assumptionsOf(report.costs);
    for (const auto& more :
         {planning::assumptionsOf(asked.demand), planning::assumptionsOf(asked.horizon)}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    const auto at = [&](std::size_t i, double value) {
        Terms terms = asked;
        const bool price = !planning::assume(terms.demand, all[i].id, value) &&
                           !planning::assume(terms.horizon, all[i].id, value);
        return sumOf(report, price ? planning::withItem(costs, all[i].id, value) : costs, terms);
    };
    const auto add = [&](const char* answer, double Ownership::*figure) {
        auto bars =
            planning::tornado(all, report.own_all.*figure,
                              [&](std::size_t i, double value) { return at(i, value).*figure; });
        bars->answer = answer;
        bars->unit = "USD";
        report.tornado.push_back(std::move(*bars));
    };
    add("present value of what the new sites cost whoever owns them", &Ownership::pv_cost);
    add("cost to build the new sites", &Ownership::first_capex);
}

json sumsJson(const Ownership& own)
{
    return {{"to_build_usd", own.first_capex},     {"total_capex_usd", own.capex},
            {"opex_year_usd", own.opex_year},      {"coo_usd", own.ownership},
            {"annual_cost_usd", own.year_cost},    {"pp_coo_usd", own.pv_cost},
            {"pp_revenue_usd", own.pv_fee},        {"pp_profit_usd", own.earner_npv},
            {"payer_coo_usd", own.payer_ownership}};
}

} // namespace

void addOwnership(SitingReport& report, const CostCatalogue& costs)
{
    const Terms terms{report.request.demand, report.request.horizon};
    report.own.clear();
    for (const Candidate& candidate : report.candidates) {
        report.own.push_back(candidate.backhaul.kind == planning::BackhaulKind::unjoined
                                 ? planning::SiteOwnership{}
                                 : owned(report, candidate, costs, terms));
    }
    report.own_all = sumOf(report, costs, terms);
    addItems(report, costs);
    if (report.request.tornado && !report.costs.items.empty()) {
        addTornado(report, costs);
    }
}

json ownershipJson(const planning::SiteOwnership& site)
{
    json out = sumsJson(site.own);
    out["mbps_sold"] = site.mbps;
    out["break_even_fee_usd_mbps_year"] = site.even_fee ? json(*site.even_fee) : json(nullptr);
    out["fibre_break_even_km"] = site.fibre_even_km ? json(*site.fibre_even_km) : json(nullptr);
    return out;
}

json ownershipJson(const SitingReport& report)
{
    json out = sumsJson(report.own_all);
    out["years"] = report.request.horizon.years;
    out["discount_rate"] = report.request.horizon.rate;
    return out;
}

std::string ownershipText(const SitingReport& report)
{
    const Ownership& own = report.own_all;
    std::string out = fmt::format(
        "Over {} years at {:.1f} %: to own {} USD (present value {}), of it {} a year to run\n"
        "  who pays: {} USD, with the bandwidth its people buy {}\n"
        "  who earns: bandwidth sold is worth {} USD, cost {}: {} in all\n",
        report.request.horizon.years, 100 * report.request.horizon.rate, thousands(own.ownership),
        thousands(own.pv_cost), thousands(own.opex_year), thousands(own.ownership),
        thousands(own.payer_ownership), thousands(own.pv_fee), thousands(own.pv_cost),
        thousands(own.earner_npv));
    if (own.fee_year > 0) {
        double mbps = 0;
        for (std::size_t i = 0; i < report.candidates.size(); ++i) {
            mbps += report.candidates[i].chosen() ? report.own[i].mbps : 0;
        }
        out +=
            fmt::format("  break-even: they pay for themselves from a fee of {} USD a Mbit/s and "
                        "year on (it is {:.2f})\n",
                        thousands(own.year_cost / mbps), own.fee_year / mbps);
    }
    for (const planning::Tornado& tornado : report.tornado) {
        out += tornadoText(tornado);
    }
    return out + asText(report.costs);
}

} // namespace app
