#pragma once
// A bound on a covering by Lagrangian relaxation: every group gets a price, choices are taken by
// the prices of what they serve, and the prices move until groups are served about once. The bound
// holds for any prices; good prices also say which choices belong into good sets.
#include "planning/restoration/cover_problem.h"
#include "planning/restoration/pace.h"

namespace planning::restoration {

class CoverBound {
public:
    explicit CoverBound(const CoverProblem& problem);

    /// Moves the prices until the bound comes within less than one unit of `reached` (the worth of
    /// the best set at hand), stops improving, or the pace ends. `onPrices` is called now and then
    /// with worth() up to date.
    void improve(CoverAmount reached, int rounds, const Pace& pace,
                 const std::function<CoverAmount()>& onPrices);

    /// No set is worth more (mostWeight) or costs less (leastCost).
    double best() const;
    /// The best bound by prices alone, which may be worse than what needs none (the weight of all):
    /// bestWorth() belongs to this one. Infinite before improve().
    double bestByPrices() const { return best_; }
    /// What taking each choice is worth at the current prices, less what it costs: the higher, the
    /// sooner it belongs into a set.
    const std::vector<double>& worth() const { return worth_; }
    /// At the prices of the best bound: how much worse the bound gets when a choice is decided
    /// against them. Positive: the choice is taken there.
    const std::vector<double>& bestWorth() const { return best_worth_; }
    std::int64_t steps() const { return steps_; }

private:
    double evaluate();
    double takeWithin(double rest);
    void serve(std::uint32_t c);

    const CoverProblem& problem_;
    std::vector<double> price_;       // of groups
    std::vector<double> limit_price_; // of limits but the first
    std::vector<double> value_;       // of choices: prices of what they serve
    std::vector<double> worth_, best_worth_, best_price_, best_limit_price_;
    std::vector<double> share_;        // of each choice taken, 0 to 1
    std::vector<double> way_;          // the prices moved last
    std::vector<float> served_;        // how often each group is served
    std::vector<std::uint32_t> order_; // scratch
    double best_ = 0, trivial_ = 0;
    std::int64_t steps_ = 0;
};

} // namespace planning::restoration
