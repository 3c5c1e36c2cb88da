#pragma once
// A lower bound on what serving everybody must cost when those who are not served cost their
// weight: dual ascent for the prize-collecting Steiner arborescence (Wong, Math. Programming 28,
// 1984), with vertices that also need other vertices.
#include "planning/restoration/bound_graph.h"
#include "planning/restoration/pace.h"

#include <cstdint>
#include <limits>

namespace planning::restoration {

/// Quick: a component may grow well beyond the next smallest before that has its turn. Even: it
/// may not, and pays little at a time; some times slower, and nearer to the least.
enum class Growth { quick, even };

class DualAscent {
public:
    static constexpr double closed = std::numeric_limits<double>::infinity();

    /// The graph must be the model's; both must outlive this.
    DualAscent(const Model& model, const BoundGraph& graph);

    /// `task_price` ≥ 0 or closed; vertices with off set can never be on; `prize` per group ≥ 0.
    /// Returns a bound below the least of (price of works + prizes of unserved groups).
    /// Also when it is broken off because the pace is late.
    double run(const std::vector<double>& task_price, const std::vector<char>& off,
               const std::vector<double>& prize, const Pace* pace = nullptr,
               Growth growth = Growth::quick);

    /// After run(): the works the dual solution would pay for, those of a tree over saturated arcs
    /// without the branches that bring less than they cost.
    void collectTree(std::vector<Index>& tasks);
    /// After run(): all tasks on arcs whose price is used up.
    void collectSaturated(std::vector<Index>& tasks) const;
    /// After run(): how much dearer a plan through this arc is at least.
    double reducedCost(Index arc) const { return rest_[arc]; }
    double restOfPrize(Index group) const { return prize_[group]; }

    std::int64_t steps() const { return steps_; }

private:
    bool grow(Index group, double most);
    void trimCut();
    void push(Index vertex);
    void expand(Index vertex);
    void saturate(Index arc);
    void reach(Index first);
    bool served(Index group) const;

    const Model& model_;
    const BoundGraph& graph_;
    std::vector<double> price_;          // of arcs
    std::vector<double> rest_, prize_;   // what is left of them
    std::vector<char> off_, reached_;    // reached: from the root over saturated arcs
    std::vector<std::uint32_t> free_in_; // saturated arcs from reached vertices
    std::vector<std::uint32_t> unmet_;   // needs not reached yet
    std::vector<Index> row_, via_;       // reached vertices in order; their arcs
    std::vector<std::uint32_t> seen_;
    std::uint32_t stamp_ = 0;
    bool hit_ = false; // a vertex of the present component was reached
    std::vector<Index> component_, cut_, stack_;
    std::size_t cut_size_ = 0;
    double bound_ = 0;
    std::int64_t steps_ = 0;
};

} // namespace planning::restoration
