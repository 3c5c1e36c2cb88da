#pragma once
// Ways to change an order of works a little: blocks and neighbourhoods move, connections are
// pulled forward whole, and paths are replaced by other paths.
#include "planning/restoration/on_times.h"
#include "planning/restoration/random.h"

#include <queue>

namespace planning::restoration {

/// Works are taken out of the order and put back as one block before position `to`; others may be
/// put back as a block behind position `behind`. All positions are those in the order as it was.
struct Move {
    std::vector<std::size_t> from; // ascending
    std::size_t to = 0;
    std::vector<std::size_t> later; // ascending, none of `from`
    std::size_t behind = 0;
};

class Moves {
public:
    Moves(const Model& model, const std::vector<Index>& order,
          const std::vector<std::size_t>& place, const OnTimes& times);

    /// Proposes a move within the first `limit` positions (works behind them may be pulled in).
    void propose(Random& random, std::size_t limit, Move& move);

    std::int64_t steps() const { return steps_; }

private:
    void block(Random& random, std::size_t at, Move& move) const;
    void neighbourhood(Random& random, std::size_t at, std::size_t reach, Move& move);
    bool pullPath(Random& random, std::size_t limit, Move& move);
    bool otherWay(Random& random, std::size_t limit, Move& move);
    void giveWay(Random& random, Move& move);
    bool hangsOn(Index vertex, Index banned) const;
    bool findWay(Index from, int by, Index banned_task, Move& move);
    double price(Index task) const { return task == none ? 0 : price_[task]; }

    const Model& model_;
    const std::vector<Index>& order_;
    const std::vector<std::size_t>& place_;
    const OnTimes& times_;
    std::vector<double> price_;
    std::vector<double> distance_; // of the search for another way
    std::vector<Index> via_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t stamp_ = 0;
    std::int64_t steps_ = 0;
};

} // namespace planning::restoration
