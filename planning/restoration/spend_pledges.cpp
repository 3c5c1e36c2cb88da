// Pledges as a question of money: what each buys, one after the other.
#include "planning/restoration/fund.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <numeric>
#include <tuple>

namespace planning {
namespace {

std::string whyNothing(std::optional<double> least_usd, const std::vector<std::uint32_t>& done)
{
    return least_usd
               ? fmt::format("the cheapest repair it may be spent on that brings anybody back "
                             "costs {:.0f} USD",
                             *least_usd)
           : done.empty() ? "no repair it may be spent on brings anybody back"
                          : "no repair it may be spent on brings anybody back that earlier pledges "
                            "do not pay for";
}

} // namespace

std::optional<std::vector<PledgePurchase>>
spendPledges(const Scenario& scenario, const Statuses& statuses, const Cover& cover, geo::Time asOf,
             const FundRequest& request, const PledgeBook& book,
             std::span<const FundStep> bestOrder, const Feedback& feedback)
{
    std::vector<std::uint32_t> order(book.uses.size());
    std::iota(order.begin(), order.end(), 0);
    const auto rank = [&](std::uint32_t i) {
        const std::string& status = scenario.pledges[book.uses[i].pledge].status;
        return status == "received" ? 0 : status == "committed" ? 1 : 2;
    };
    std::ranges::stable_sort(order, {}, rank);
    std::vector<PledgePurchase> out(book.uses.size());
    std::map<std::tuple<std::string, std::string, FundFor>, std::unique_ptr<Fund>> funds;
    std::map<std::pair<const Fund*, std::size_t>, std::optional<double>> cheapest;
    std::vector<std::uint32_t> done;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const PledgeUse& use = book.uses[order[k]];
        out[order[k]].pledge = use.pledge;
        if (!use.counted) {
            continue;
        }
        FundRequest within = request;
        within.scope = scopeOf(scenario, scenario.pledges[use.pledge], request.scope);
        out[order[k]].scope = within.scope;
        std::unique_ptr<Fund>& fund =
            funds[{within.scope.area_code, within.scope.operator_name, within.scope.what}];
        if (fund == nullptr) {
            fund = std::make_unique<Fund>(scenario, statuses, cover, asOf, within);
        }
        const bool anywhere = within.scope == request.scope;
        auto bought = fund->best(*use.project, done,
                                 anywhere ? bestOrder : std::span<const FundStep>{}, feedback);
        if (!bought) {
            return std::nullopt;
        }
        if (bought->people_back < leastPeople) {
            // One question for all pledges of a scope that follow one another in vain.
            const auto [asked, fresh] = cheapest.try_emplace({fund.get(), done.size()});
            if (fresh) {
                asked->second = fund->cheapest_usd(done);
            }
            out[order[k]].buys_nothing = whyNothing(asked->second, done);
        }
        for (const FundStep& step : bought->steps) {
            done.push_back(step.action);
        }
        out[order[k]].purchase = std::move(*bought);
        feedback.progress(static_cast<double>(k + 1) / static_cast<double>(order.size()));
    }
    return out;
}

} // namespace planning
