#pragma once
// Simulated annealing on the order of works. A changed order is decoded only from its first change
// on, and only until what is left of the supply is no less than before; the value follows from the
// works whose period changed.
#include "planning/restoration/decode.h"
#include "planning/restoration/moves.h"
#include "planning/restoration/on_times.h"
#include "planning/restoration/pace.h"
#include "planning/restoration/random.h"

namespace planning::restoration {

class OrderSearch {
public:
    /// The model must outlive this. The order of `start` is completed by works not in it.
    OrderSearch(const Model& model, const Plan& start, std::uint64_t seed);

    /// Anneals from the start; `heat` is the share of the mean value of a work that a move may
    /// lose at first.
    void run(const Pace& pace, double heat);

    /// The best plan seen so far, the start included.
    const Plan& best() const { return best_; }
    std::int64_t steps() const { return steps_ + times_.steps() + moves_.steps(); }
    std::int64_t tried() const { return tried_; }

private:
    bool attempt(double temperature);
    bool inOrder(std::size_t from, std::size_t to) const;
    bool decodeFrom(std::size_t from, std::size_t to);
    bool canStop(std::size_t at);
    void takeBack();
    void accept(std::size_t to);
    void startOver();

    const Model& model_;
    Random random_;
    Ledger ledger_;
    OnTimes times_;
    Moves moves_;
    Plan best_;
    std::vector<Index> order_;
    std::vector<std::size_t> place_; // per task: its position in the order
    std::vector<int> period_;
    std::size_t planned_ = 0; // positions up to the last work that is done
    std::size_t stride_ = 1, width_ = 0;
    std::vector<Amount> kept_, fresh_; // what is left before every stride_-th position
    std::size_t fresh_from_ = 0, fresh_to_ = 0;
    std::vector<OnTimes::Change> changes_, before_;
    std::vector<Index> old_order_;
    std::int64_t steps_ = 0, tried_ = 0;
};

} // namespace planning::restoration
