// Pledges as a question of money: what each buys, one after the other.
#include "planning/restoration/buy_in_order.h"
#include "planning/restoration/fund.h"
#include "planning/restoration/grouped_number.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <numeric>

namespace planning {
namespace {

/// Whether a repair lies both in what was asked about and in a pledge's own condition.
bool anyInBoth(const Scenario& world, const FundScope& asked, const FundScope& own)
{
    const FundFence within{world, asked};
    const FundFence bound{world, own};
    return std::ranges::any_of(world.actions, [&](const Action& action) {
        return within.holds(action) && bound.holds(action);
    });
}

std::string whyNothing(std::optional<double> least_usd, const std::vector<std::uint32_t>& done)
{
    return least_usd
               ? fmt::format("the cheapest repair it may be spent on that brings anybody back "
                             "costs {} USD",
                             groupedNumber(*least_usd))
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
    std::map<FundScope, std::unique_ptr<Fund>> funds;
    std::map<std::pair<const Fund*, std::size_t>, std::optional<double>> cheapest;
    std::vector<std::uint32_t> done;
    double left_usd = 0; // of pledges without a condition
    for (std::size_t k = 0; k < order.size(); ++k) {
        const PledgeUse& use = book.uses[order[k]];
        PledgePurchase& buys = out[order[k]];
        buys.pledge = use.pledge;
        if (!use.counted) {
            continue;
        }
        FundRequest within = request;
        within.pledged = scopeOf(scenario, scenario.pledges[use.pledge]);
        buys.scope = within.pledged;
        const bool free = within.pledged == FundScope{};
        buys.left_before_usd = free ? left_usd : 0;
        std::unique_ptr<Fund>& fund = funds[within.pledged];
        if (fund == nullptr) {
            fund = std::make_unique<Fund>(scenario, statuses, cover, asOf, within);
        }
        auto bought = fund->best(*use.project + buys.left_before_usd, done,
                                 free ? bestOrder : std::span<const FundStep>{}, feedback);
        if (!bought) {
            return std::nullopt;
        }
        left_usd = free ? bought->usd - bought->spent_usd : left_usd;
        if (bought->people_back < leastPeople && !free &&
            !anyInBoth(scenario, request.scope, buys.scope)) {
            buys.buys_nothing = "it may not be spent on what was asked about";
        } else if (bought->people_back < leastPeople) {
            // One question for all pledges of a scope that follow one another in vain.
            const auto [asked, fresh] = cheapest.try_emplace({fund.get(), done.size()});
            if (fresh) {
                asked->second = fund->cheapest_usd(done);
            }
            buys.buys_nothing = whyNothing(asked->second, done);
        }
        for (const FundStep& step : bought->steps) {
            done.push_back(step.action);
        }
        buys.purchase = std::move(*bought);
        feedback.progress(static_cast<double>(k + 1) / static_cast<double>(order.size()));
    }
    return out;
}

std::vector<std::uint32_t> HeldMoney::actions() const
{
    return actionsOf(steps);
}

HeldMoney heldMoney(const Scenario& scenario, const PledgeBook& book,
                    std::span<const PledgePurchase> pledges)
{
    HeldMoney out;
    for (std::size_t i = 0; i < book.uses.size(); ++i) {
        if (!book.uses[i].counted || scenario.pledges[book.uses[i].pledge].status != "received") {
            continue;
        }
        const Purchase& bought = pledges[i].purchase;
        const double usd = *book.uses[i].project;
        for (FundStep step : bought.steps) {
            step.money_usd += out.spent_usd;
            out.steps.push_back(step);
        }
        out.usd += usd;
        out.spent_usd += bought.spent_usd;
        out.people_back += bought.people_back;
        out.left_usd += pledges[i].scope == FundScope{} ? usd - bought.spent_usd : 0;
    }
    return out;
}

} // namespace planning
