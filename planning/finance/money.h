#pragma once
// Money in several currencies, and pledges: what may be spent, on what, from when.
#include "geo/error.h"
#include "planning/scenario/scenario.h"

#include <map>
#include <string>

namespace planning {

/// US dollars for one unit of a currency, as the user entered it, and its date.
struct ExchangeRate {
    double usd = 0; // above 0
    std::optional<geo::Date> as_of;
    std::string source;
};
/// ISO 4217 code → rate; USD needs none.
using ExchangeRates = std::map<std::string, ExchangeRate>;

/// Nothing when no rate is known: unknown stays unknown.
std::optional<double> inUsd(double amount, const std::string& currency, const ExchangeRates& rates);

struct PledgeUse {
    std::uint32_t pledge = 0;      // position in Scenario::pledges
    std::optional<double> usd;     // whole amount; unknown without a rate
    std::optional<double> project; // the share of it that falls into the project's years
    bool counted = false;          // in the totals below
    std::string why_not;           // when it is not
};

struct PledgeBook {
    std::vector<PledgeUse> uses;       // one a pledge, in their order
    std::map<std::string, double> usd; // by status (pledged, committed, received): known ones
    double total_usd = 0;              // of those counted
    std::size_t unknown = 0;           // pledges whose worth in USD nobody can say
    geo::Problems problems;
};

/// `from_year` to `to_year`: the project. A pledge over several years counts with the share of its
/// years (evenly spread) that lie in the project; cancelled ones and a pledge listed twice (same
/// donor, amount, currency, purpose and years) count once or not at all. Every doubt is a problem
/// that names the pledge.
PledgeBook bookPledges(const std::vector<Pledge>& pledges, const ExchangeRates& rates,
                       int from_year, int to_year);

} // namespace planning
