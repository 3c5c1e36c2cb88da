#pragma once
// Cheapest connections from what is on to every vertex that is not, kept up to date while works
// are done: Dijkstra over a graph in which a vertex may also need other vertices (Knuth 1977).
#include "planning/restoration/live.h"

#include <queue>

#include <functional>

namespace planning::restoration {

class Forest {
public:
    static constexpr double unreachable = 1e100;

    /// `price` of each task; from `unreachable` on it cannot be used. Both must outlive the forest.
    Forest(const Model& model, const Live& live, const std::vector<double>& price);

    /// Everything anew: after prices rose, or at the start.
    void rebuild();
    /// After works were done: `turnedOn` are the vertices that came on. Also call with tasks whose
    /// price fell.
    void cheaper(std::span<const Index> turnedOn, std::span<const Index> tasks);

    double distance(Index vertex) const { return distance_[vertex]; }
    bool reachable(Index vertex) const { return distance_[vertex] < unreachable; }
    /// The works still to be done to turn the vertex on, in an order in which they take effect.
    void collect(Index vertex, std::vector<Index>& tasks);
    /// The task and what must be mended before it, not yet done.
    void collectTask(Index task, std::vector<Index>& tasks);

    /// Vertices whose distance changed since clearTouched().
    const std::vector<Index>& touched() const { return touched_; }
    void clearTouched();

private:
    using Entry = std::pair<double, Index>;
    double taskPrice(Index task);
    void improve(Index vertex);
    void relax();
    void collectVertex(Index vertex, std::vector<Index>& tasks);
    void touch(Index vertex);

    const Model& model_;
    const Live& live_;
    const std::vector<double>& price_;
    std::vector<double> distance_, net_; // net: the part for reaching a neighbour
    std::vector<Index> via_edge_, via_;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
    std::vector<Index> touched_;
    std::vector<char> is_touched_;
    std::uint32_t stamp_ = 0;
    std::vector<std::uint32_t> seen_task_, seen_vertex_;
    std::vector<Index> chain_;
};

} // namespace planning::restoration
