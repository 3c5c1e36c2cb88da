#pragma once
// Which works to do when there is one period: part of the set is torn out and filled in again,
// and what connects it is made as cheap as it can be.
#include "planning/restoration/decode.h"
#include "planning/restoration/live.h"
#include "planning/restoration/pace.h"
#include "planning/restoration/random.h"

namespace planning::restoration {

enum class SetGoal {
    weight, // the most weight
    net,    // the most weight less price
    all,    // everything served, at the least price
};

class SetSearch {
public:
    /// `price` per task, in Amounts of weight for SetGoal::net, else in any unit; from 0. The model
    /// has one period and must outlive this.
    SetSearch(const Model& model, SetGoal goal, std::vector<double> price, std::uint64_t seed);

    /// Considers this set of tasks as a start.
    void offer(std::vector<Index> tasks);
    /// A greedy set; the factors make works look cheaper or dearer. False when it is no better.
    bool start(const std::vector<double>& factor, double noise, const Pace* pace = nullptr);
    void run(const Pace& pace);

    bool found() const { return !best_.empty() || best_score_ > worst; }
    /// Feasible; serves everything when that is the goal and can be done.
    const std::vector<Index>& best() const { return best_; }
    double bestPrice() const { return priceOf(best_); }
    std::int64_t steps() const { return steps_; }

private:
    static constexpr double worst = -1e300;
    double priceOf(const std::vector<Index>& tasks) const;
    double score(const std::vector<Index>& tasks);
    bool affordable(const std::vector<Index>& tasks) const;
    std::vector<Index> tidied(const std::vector<Index>& tasks, bool newWays);
    std::vector<Index> withoutSome(const std::vector<Index>& tasks);
    std::vector<Index> filled(std::vector<Index> kept, const std::vector<double>& factor,
                              double noise);

    const Model& model_;
    SetGoal goal_;
    const Pace* pace_ = nullptr;
    std::vector<double> price_; // of each task
    Random random_;
    Live live_;
    double hair_ = 0; // weight a unit of price counts for when weight decides
    std::vector<Index> best_, now_;
    double best_score_ = worst, now_score_ = worst;
    std::int64_t steps_ = 0;
};

} // namespace planning::restoration
