#include "planning/restoration/bound.h"

#include "planning/restoration/greedy.h"
#include "planning/restoration/random.h"
#include "planning/restoration/reach.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <thread>

namespace planning::restoration {

namespace {
constexpr std::size_t lanes = 4; // fixed, so that the number of threads changes nothing
// What sums of floating-point numbers may be off by.
constexpr double slack = 1e-9;
constexpr double leastStep = 0.01; // of the prices' search
constexpr double evenStep = 0.25;  // the first one with even growth
} // namespace

/// A stretch of periods searched one after the other, latest first.
struct BoundSearch::Lane {
    Lane(const Model& model, const BoundGraph& graph) : ascent{model, graph} {}

    DualAscent ascent;
    std::vector<double> found;              // per period: the best value of the dual
    std::vector<std::vector<double>> price; // per period: at which it was found
    std::vector<double> step, even_step;    // per period: of the next change of prices
    std::vector<Index> tree;
    std::vector<int> periods;
};

BoundSearch::BoundSearch(const Model& model, std::vector<double> own_price,
                         std::vector<double> weight)
    : model_{model}, graph_{boundGraph(model)}, own_price_{std::move(own_price)}, prize_{std::move(
                                                                                      weight)},
      off_(static_cast<std::size_t>(model.periods)),
      visited_(static_cast<std::size_t>(model.periods), 0)
{
    if (prize_.empty()) {
        prize_.assign(model.group_weight.begin(), model.group_weight.end());
    }
    all_ = std::accumulate(prize_.begin(), prize_.end(), 0.0);
    bound_.assign(static_cast<std::size_t>(model.periods), all_);
    own_price_.resize(model.tasks(), 0);
    std::vector<double> start = scarcity(model);
    for (double& price : start) {
        price *= all_ * 0.5 / static_cast<double>(std::max<std::size_t>(model.kinds(), 1));
    }
    price_.assign(static_cast<std::size_t>(model.periods), start);
    found_.assign(price_.size(), std::numeric_limits<double>::infinity());
    step_.assign(price_.size(), 1);
    even_step_.assign(price_.size(), evenStep);
    for (const ModelResource& r : model.resources) {
        supply_.push_back(suppliedUpTo(r));
    }
}

double BoundSearch::total() const
{
    return std::inner_product(bound_.begin(), bound_.end(), model_.period_factor.begin(), 0.0);
}

std::vector<double> BoundSearch::taskPrices(int t, const std::vector<double>& prices) const
{
    std::vector<double> out(model_.tasks());
    for (Index task = 0; task < model_.tasks(); ++task) {
        double sum = own_price_[task];
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            sum += prices[k] * static_cast<double>(model_.use(task)[k]);
        }
        out[task] = model_.task_release[task] > t ? DualAscent::closed : sum;
    }
    return out;
}

/// Value of the dual at t, noted for every earlier period too: with less done and less at hand, the
/// same prices bound them as well.
double BoundSearch::evaluate(Lane& lane, int t, const std::vector<double>& prices, const Pace& pace,
                             Growth growth) const
{
    const double paid = lane.ascent.run(taskPrices(t, prices), off_[static_cast<std::size_t>(t)],
                                        prize_, &pace, growth);
    double here = 0;
    for (int s = t; s >= 0; --s) {
        const auto at = static_cast<std::size_t>(s);
        double sum = all_ - paid;
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            sum += prices[k] * supply_[k][at];
        }
        sum += slack * all_;
        here = s == t ? sum : here;
        if (sum < lane.found[at]) {
            lane.found[at] = sum;
            lane.price[at] = prices;
        }
    }
    return here;
}

/// Prices rise for what the last dual solution takes too much of, and fall for the rest.
void BoundSearch::follow(Lane& lane, int t, double step, std::vector<double>& prices) const
{
    std::vector<double> use(model_.kinds(), 0);
    lane.ascent.collectTree(lane.tree);
    for (const Index task : lane.tree) {
        for (std::size_t k = 0; k < model_.kinds(); ++k) {
            use[k] += static_cast<double>(model_.use(task)[k]);
        }
    }
    for (std::size_t k = 0; k < model_.kinds(); ++k) {
        const double most = std::max(supply_[k][static_cast<std::size_t>(t)], 1.0);
        const double ratio = std::log((use[k] + 0.02 * most) / (1.02 * most));
        prices[k] *= std::exp(step * 0.5 * std::clamp(ratio, -1.5, 1.5));
    }
}

void BoundSearch::searchPeriod(Lane& lane, int t, int iterations, const Pace& pace) const
{
    const auto at = static_cast<std::size_t>(t);
    std::vector<double> prices = lane.price[at];
    double best = std::numeric_limits<double>::infinity();
    double& step = lane.step[at]; // smaller where it was refined before
    int stale = 0;
    for (int i = 0; i < iterations && !pace.over(lane.ascent.steps()); ++i) {
        const double value = evaluate(lane, t, prices, pace, Growth::quick);
        if (value < best - 1e-6 * best) {
            best = value;
            stale = 0;
        } else if (++stale >= 3) {
            stale = 0;
            step = std::max(0.6 * step, leastStep);
            prices = lane.price[at];
        }
        follow(lane, t, step, prices);
    }
}

/// With even growth, from the best prices on: where the dual solution points, else anywhere.
void BoundSearch::climb(Lane& lane, int t, int iterations, const Pace& pace) const
{
    const auto at = static_cast<std::size_t>(t);
    Random random{passes_ * price_.size() + at};
    double& step = lane.even_step[at];
    std::vector<double> best = lane.price[at];
    std::vector<double> prices = best;
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i < iterations && !pace.over(lane.ascent.steps()); ++i) {
        const double value = evaluate(lane, t, prices, pace, Growth::even);
        const bool better = value < least;
        if (better) {
            least = value;
            best = prices;
        } else {
            step = std::max(0.85 * step, leastStep);
            prices = best;
        }
        if (better) {
            follow(lane, t, 2 * step, prices);
        } else {
            for (double& price : prices) {
                price *= std::exp(step * random.normal());
            }
        }
    }
}

void BoundSearch::improve(int iterations, const Pace& pace, unsigned threads, Growth growth)
{
    ++passes_;
    const auto count = static_cast<std::size_t>(model_.periods);
    std::vector<Lane> work;
    for (std::size_t l = 0; l < std::min(lanes, count); ++l) {
        work.emplace_back(model_, graph_);
        work.back().found = found_;
        work.back().price = price_;
        work.back().step = step_;
        work.back().even_step = even_step_;
    }
    for (std::size_t t = count; t-- > 0;) {
        work[t * work.size() / count].periods.push_back(static_cast<int>(t));
    }
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t l = next++; l < work.size(); l = next++) {
            Lane& lane = work[work.size() - 1 - l];
            bool first = true;
            for (const int t : lane.periods) {
                const auto at = static_cast<std::size_t>(t);
                if (pace.over(lane.ascent.steps())) {
                    break;
                }
                if (off_[at].empty()) {
                    off_[at] = beyondReach(model_, graph_, t, pace);
                }
                if (growth == Growth::even) {
                    climb(lane, t, iterations, pace);
                } else {
                    searchPeriod(lane, t, first && visited_[at] == 0 ? 3 * iterations : iterations,
                                 pace);
                }
                first = false;
            }
        }
    };
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < threads; ++i) {
        helpers.emplace_back(run);
    }
    run();
    helpers.clear();
    for (const Lane& lane : work) {
        steps_ += lane.ascent.steps();
        for (std::size_t t = 0; t < count; ++t) {
            if (lane.found[t] < found_[t]) {
                found_[t] = lane.found[t];
                price_[t] = lane.price[t];
                bound_[t] = std::min(bound_[t], found_[t]);
            }
        }
        for (const int t : lane.periods) {
            step_[static_cast<std::size_t>(t)] = lane.step[static_cast<std::size_t>(t)];
            even_step_[static_cast<std::size_t>(t)] = lane.even_step[static_cast<std::size_t>(t)];
        }
    }
    std::ranges::fill(visited_, 1);
    tighten();
}

/// What can be served in a period can be served in the next.
void BoundSearch::tighten()
{
    for (std::size_t t = bound_.size() - 1; t-- > 0;) {
        bound_[t] = std::min(bound_[t], bound_[t + 1]);
    }
}

std::vector<double> BoundSearch::guide(int t, const std::vector<double>& prices, double factor,
                                       DualAscent& ascent, const Pace* pace) const
{
    const std::vector<char>& off = off_[static_cast<std::size_t>(t)];
    ascent.run(taskPrices(t, prices), off.empty() ? std::vector<char>(graph_.vertices(), 0) : off,
               prize_, pace);
    std::vector<double> out(model_.tasks(), 1);
    std::vector<Index> tasks;
    ascent.collectSaturated(tasks);
    for (const Index task : tasks) {
        out[task] = factor;
    }
    return out;
}

double BoundSearch::dualAt(int t, const std::vector<double>& prices, DualAscent& ascent,
                           const Pace& pace, Growth growth) const
{
    const auto at = static_cast<std::size_t>(t);
    const std::vector<char>& off = off_[at];
    double sum = all_ + slack * all_ -
                 ascent.run(taskPrices(t, prices),
                            off.empty() ? std::vector<char>(graph_.vertices(), 0) : off, prize_,
                            &pace, growth);
    for (std::size_t k = 0; k < model_.kinds(); ++k) {
        sum += prices[k] * supply_[k][at];
    }
    return sum;
}

} // namespace planning::restoration
