#include "planning/finance/money.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

namespace planning {
namespace {

bool isCounted(const std::string& status)
{
    return status == "pledged" || status == "committed" || status == "received";
}

class Bookkeeper {
public:
    Bookkeeper(const std::vector<Pledge>& pledges, const ExchangeRates& rates, int from_year,
               int to_year)
        : pledges_{pledges}, rates_{rates}, from_{from_year}, to_{to_year}
    {
    }

    PledgeBook run()
    {
        for (std::uint32_t i = 0; i < pledges_.size(); ++i) {
            PledgeUse use{i, std::nullopt, std::nullopt, false, {}};
            book(pledges_[i], use);
            if (use.counted) {
                book_.usd[pledges_[i].status] += *use.project;
                book_.total_usd += *use.project;
            }
            book_.uses.push_back(std::move(use));
        }
        return std::move(book_);
    }

private:
    void mention(const Pledge& pledge, const std::string& what, std::string fix)
    {
        book_.problems.push_back({.severity = geo::Severity::warning,
                                  .what = fmt::format("pledge {}: {}", pledge.pledge_id, what),
                                  .fix = std::move(fix),
                                  .place = {.file = {}, .layer = "pledges"},
                                  .asset_kind = "pledges",
                                  .asset_id = pledge.pledge_id});
    }

    /// The share of the pledge's years that lie in the project.
    double share(const Pledge& pledge)
    {
        if (!pledge.year_from && !pledge.year_to) {
            return 1.0;
        }
        // A year that is not said is the project's.
        const int begins =
            pledge.year_from.value_or(std::min(from_, pledge.year_to.value_or(from_)));
        const int ends = pledge.year_to.value_or(std::max(to_, begins));
        const int first = std::max(begins, from_), last = std::min(ends, to_);
        const int all = ends - begins + 1;
        const int inside = std::max(0, last - first + 1);
        if (inside < all) {
            mention(pledge,
                    fmt::format("runs from {} to {}, the project from {} to {}; {} of its {} years "
                                "count",
                                begins, ends, from_, to_, inside, all),
                    "Give the amount of the project's years as a pledge of its own if it is not "
                    "spread evenly");
        }
        return static_cast<double>(inside) / all;
    }

    void book(const Pledge& pledge, PledgeUse& use)
    {
        const auto key = std::tie(pledge.donor, pledge.amount, pledge.currency, pledge.purpose,
                                  pledge.year_from, pledge.year_to);
        const auto twin = std::ranges::find_if(seen_, [&](const Pledge* other) {
            return std::tie(other->donor, other->amount, other->currency, other->purpose,
                            other->year_from, other->year_to) == key;
        });
        use.usd = pledge.amount ? inUsd(*pledge.amount, pledge.currency, rates_) : std::nullopt;
        if (pledge.amount && (!(*pledge.amount >= 0) || !std::isfinite(*pledge.amount))) {
            use.usd.reset();
            use.why_not = "its amount is no amount";
            mention(pledge, fmt::format("its amount is {}", *pledge.amount), "Give it from 0");
        } else if (pledge.status.empty()) {
            ++book_.unknown;
            use.why_not = "its status is unknown";
            mention(pledge, use.why_not + "; it stays out of the totals as unknown",
                    "Give it: pledged, committed, received or cancelled");
        } else if (!isCounted(pledge.status)) {
            use.why_not = fmt::format("it is {}", pledge.status);
        } else if (twin != seen_.end()) {
            use.why_not = fmt::format("it is the same as pledge {}", (*twin)->pledge_id);
            mention(pledge,
                    fmt::format("is the same as pledge {} and counted once", (*twin)->pledge_id),
                    "Remove one of the two, or tell them apart by purpose");
        } else if (!pledge.amount || pledge.currency.empty()) {
            ++book_.unknown;
            use.why_not = pledge.amount ? "its currency is not known" : "its amount is not known";
            mention(pledge, use.why_not + "; it stays out of the totals as unknown",
                    "Give it, if somebody knows");
        } else if (!use.usd) {
            ++book_.unknown;
            use.why_not = fmt::format("there is no exchange rate for {}", pledge.currency);
            mention(
                pledge,
                fmt::format("there is no exchange rate for {}; it stays out of the "
                            "totals as unknown",
                            pledge.currency),
                fmt::format("Give one, for example --rate {}=1.08@2026-11-01", pledge.currency));
        } else if (pledge.year_from && pledge.year_to && *pledge.year_to < *pledge.year_from) {
            use.why_not = "it ends before it begins";
            mention(pledge,
                    fmt::format("ends in {}, before it begins in {}", *pledge.year_to,
                                *pledge.year_from),
                    "Turn the years round");
        } else {
            use.project = *use.usd * share(pledge);
            use.counted = *use.project > 0;
            if (!use.counted) {
                use.why_not =
                    *use.usd > 0 ? "none of its years lie in the project" : "its amount is 0";
            }
            seen_.push_back(&pledge);
        }
    }

    const std::vector<Pledge>& pledges_;
    const ExchangeRates& rates_;
    int from_, to_;
    std::vector<const Pledge*> seen_;
    PledgeBook book_;
};

} // namespace

std::optional<double> inUsd(double amount, const std::string& currency, const ExchangeRates& rates)
{
    if (currency == "USD") {
        return amount;
    }
    const auto at = rates.find(currency);
    if (at == rates.end() || !(at->second.usd > 0)) {
        return std::nullopt;
    }
    return amount * at->second.usd;
}

PledgeBook bookPledges(const std::vector<Pledge>& pledges, const ExchangeRates& rates,
                       int from_year, int to_year)
{
    return Bookkeeper{pledges, rates, from_year, to_year}.run();
}

} // namespace planning
