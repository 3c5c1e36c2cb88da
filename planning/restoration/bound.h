#pragma once
// How much weight can be served in each period at most. Each period is looked at alone, with all
// that is supplied up to it; resources get prices (Lagrange), and what is left is bounded by dual
// ascent. The sum over the periods bounds every plan.
#include "planning/restoration/dual_ascent.h"
#include "planning/restoration/pace.h"

namespace planning::restoration {

class BoundSearch {
public:
    /// The model must outlive this. What is bounded is the weight served less `own_price` of the
    /// works done (per task, in Amounts of weight; empty: 0); `weight` per group replaces the
    /// model's when it is not empty.
    explicit BoundSearch(const Model& model, std::vector<double> own_price = {},
                         std::vector<double> weight = {});

    /// Tightens the bounds; may be called again and goes on from where it was. `iterations` is the
    /// number of dual ascents per period. The same on any number of threads unless timed.
    void improve(int iterations, const Pace& pace, unsigned threads, Growth growth = Growth::quick);

    /// No plan serves more in this period, without what was served from the start.
    double period(int t) const { return bound_[static_cast<std::size_t>(t)]; }
    /// No plan is worth more, each period by its factor (without what was served from the start).
    double total() const;
    /// Price of one Amount of each resource, in weight, at which the bound of the period was found.
    const std::vector<double>& prices(int t) const { return price_[static_cast<std::size_t>(t)]; }
    std::int64_t steps() const { return steps_; }

    /// Price factor per task: `factor` for works a dual solution at these prices would pay for,
    /// else 1. For guiding a greedy plan.
    std::vector<double> guide(int t, const std::vector<double>& prices, double factor,
                              DualAscent& ascent, const Pace* pace = nullptr) const;
    /// The bound of a period by one dual ascent at these prices, which is left as that run leaves
    /// it.
    double dualAt(int t, const std::vector<double>& prices, DualAscent& ascent, const Pace& pace,
                  Growth growth) const;
    const BoundGraph& graph() const { return graph_; }

private:
    struct Lane;
    void searchPeriod(Lane& lane, int t, int iterations, const Pace& pace) const;
    void climb(Lane& lane, int t, int iterations, const Pace& pace) const;
    double evaluate(Lane& lane, int t, const std::vector<double>& prices, const Pace& pace,
                    Growth growth) const;
    void follow(Lane& lane, int t, double step, std::vector<double>& prices) const;
    std::vector<double> taskPrices(int t, const std::vector<double>& prices) const;
    void tighten();

    const Model& model_;
    BoundGraph graph_;
    std::vector<double> own_price_, prize_;
    double all_ = 0;
    std::vector<std::vector<double>> supply_; // resource × period: all up to and with it
    std::vector<double> bound_;
    // Per period: prices, the value of the dual at them, the next change of prices.
    std::vector<std::vector<double>> price_;
    std::vector<double> found_, step_, even_step_;
    std::vector<std::vector<char>> off_; // per period; made when first used
    std::vector<char> visited_;
    std::uint64_t passes_ = 0;
    std::int64_t steps_ = 0;
};

} // namespace planning::restoration
