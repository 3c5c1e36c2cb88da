#pragma once
// What money buys: people served as a function of the money spent on repairs, best first, and what
// each pledge reconnects. Crews, days and open roads are left aside: this is about money alone.
#include "planning/coverage/cover.h"
#include "planning/feedback.h"
#include "planning/finance/money.h"
#include "planning/network/network_state.h"
#include "planning/restoration/fund_scope.h"

#include <functional>
#include <map>
#include <memory>
#include <span>

namespace planning {

struct FundRequest {
    std::vector<double> amounts_usd; // ascending, from 0; empty: `points` equal steps to everything
    int points = 20;                 // 1 to 1000
    FundScope scope;
    FundScope pledged; // a donor's own condition: repairs must lie in both
    bool unknown_works = false;
    std::map<FacilityKind, double> facility_weight; // people-equivalents that guide the order
    std::uint64_t seed = 1;
    std::int64_t effort = 0; // search steps in millions; 0: the solver's default
    unsigned threads = 1;
};

struct FundStep {
    std::uint32_t action = 0; // position in Scenario::actions
    double cost_usd = 0;
    double money_usd = 0;   // spent with it and all before it
    double people_back = 0; // newly served by it
    double served = 0;      // then
};

struct FundPoint {
    double money_usd = 0;
    // The better of the steps that this money pays for, leaving out what is too dear for it, and of
    // what it buys by itself; never less than for a smaller sum.
    double served = 0;
    double bound = 0; // nobody can serve more for this money
};

struct FundingCurve {
    double people = 0;
    double served_today = 0;      // once batteries are empty that nothing charges
    std::size_t on_batteries = 0; // places that count as dark for that
    double everything_usd = 0;    // all repairs in scope, those too that bring nobody back
    double served_by_everything = 0;
    std::vector<FundStep> steps;   // best first
    std::vector<FundPoint> points; // at nothing spent, then one per amount
    std::vector<std::string> assumptions;
};

/// What a sum buys on top of what is done already.
struct Purchase {
    double usd = 0; // to be spent
    double spent_usd = 0;
    std::vector<FundStep> steps; // money_usd counts from 0
    double people_back = 0;
    double bound = 0; // most people anything for this sum could bring back
};

struct PledgePurchase {
    std::uint32_t pledge = 0;
    FundScope scope;            // its own condition, on top of what was asked about
    double left_before_usd = 0; // of earlier pledges: both without a condition of their own
    Purchase purchase;          // empty when the pledge is not counted
    std::string buys_nothing;   // why, when it is counted and brings nobody back
};

/// The world as a question of money. Keeps references to what it is made from.
class Fund {
public:
    /// Throws geo::Error when there is no core node, no cover, or the scope names an area or
    /// operator that is not there.
    Fund(const Scenario& scenario, const Statuses& statuses, const Cover& cover, geo::Time asOf,
         FundRequest request);
    ~Fund();
    Fund(const Fund&) = delete;
    Fund& operator=(const Fund&) = delete;

    /// One order, the same for any amounts. Nothing when cancelled.
    std::optional<FundingCurve> curve(const Feedback& feedback = {}) const;
    /// The best for this sum alone, after the actions done; what a known order offers for it is
    /// looked at too, so that a sum never buys less than the curve's list shows.
    std::optional<Purchase> best(double usd, std::span<const std::uint32_t> done = {},
                                 std::span<const FundStep> order = {},
                                 const Feedback& feedback = {}) const;
    /// The rest of a known order, best first, once some actions are done; money from 0.
    std::vector<FundStep> after(std::span<const std::uint32_t> done,
                                std::span<const FundStep> order) const;
    /// What a sum bought after the actions done, then the rest of a known order, best first on top
    /// of that; money from 0.
    std::vector<FundStep> beginningWith(const Purchase& bought, std::span<const std::uint32_t> done,
                                        std::span<const FundStep> order) const;
    /// People the best for this sum brings back after the actions done when each repair costs what
    /// `cost_usd` says, by position in Scenario::actions: sought anew with little effort, and never
    /// less than what each of the orders known pays for.
    double peopleFor(double usd, std::span<const std::uint32_t> done,
                     const std::vector<std::vector<FundStep>>& orders,
                     const std::vector<double>& cost_usd) const;
    /// The least money found, after the actions done, that brings anybody back; nothing when no
    /// repair in scope does.
    std::optional<double> cheapest_usd(std::span<const std::uint32_t> done) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Pledges one after the other (received, then committed, then pledged; as listed within): each
/// buys what brings most back after those before it, among what was asked about and within its own
/// condition (scopeOf); without a condition, together with what such pledges before it left over,
/// and at least what `order` offers for that. Nothing when cancelled.
std::optional<std::vector<PledgePurchase>>
spendPledges(const Scenario& scenario, const Statuses& statuses, const Cover& cover, geo::Time asOf,
             const FundRequest& request, const PledgeBook& book,
             std::span<const FundStep> order = {}, const Feedback& feedback = {});

/// What the pledges received buy: the next sum comes on top of it.
struct HeldMoney {
    double usd = 0, spent_usd = 0, people_back = 0;
    double left_usd = 0; // of those without a condition: goes with the next sum
    std::vector<FundStep> steps;

    std::vector<std::uint32_t> actions() const;
};
HeldMoney heldMoney(const Scenario& scenario, const PledgeBook& book,
                    std::span<const PledgePurchase> pledges);

} // namespace planning
