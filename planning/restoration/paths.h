#pragma once
// Choosing works path by path while the supply of time passes: what greedy plans and simple rules
// have in common.
#include "planning/restoration/forest.h"

namespace planning::restoration {

class PathBuilder {
public:
    /// `price` per task, all positive. Starts with the works in `done` done.
    PathBuilder(const Model& model, std::vector<double> price, int lookAhead,
                std::span<const Index> done = {});

    struct Offer {
        double price = 0;
        Amount gain = 0;
    };
    /// What turning this vertex on costs and brings now.
    Offer offer(Index vertex);
    /// Does it, when the supply of all periods (times `share`) allows; false when not.
    bool take(Index vertex, double share = 1);
    /// On to the next period that changes what can be reached; false at the end.
    bool nextPeriod();

    /// From now on works that no longer fit into what is left are no part of any path.
    void leaveOutUnaffordable();

    const Live& live() const { return live_; }
    Forest& forest() { return forest_; }
    const Forest& forest() const { return forest_; }
    const std::vector<Index>& order() const { return order_; }

private:
    void updateOpen(bool first);
    void passTime();
    void closeUnaffordable();

    const Model& model_;
    std::vector<double> base_price_, price_;  // price_: unreachable while closed
    std::vector<std::vector<Amount>> supply_; // per resource: all up to and with each period
    int look_ahead_;
    int now_ = 0;
    bool any_closed_ = false, only_affordable_ = false;
    std::vector<Amount> used_;
    Live live_;
    Forest forest_;
    std::vector<Index> order_, set_;
};

} // namespace planning::restoration
