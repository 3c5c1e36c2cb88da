#pragma once
// When every vertex comes on and every group is served, given when every work is finished; changed
// a few works at a time at a cost that depends on what they change only.
#include "planning/restoration/model.h"

namespace planning::restoration {

class OnTimes {
public:
    using Change = std::pair<Index, int>; // task, its new period (`periods`: never)

    explicit OnTimes(const Model& model);

    /// Everything anew.
    void reset(const std::vector<int>& period);
    /// Moves these tasks (each at most once). Kept by keep(), taken back by undo(); several calls
    /// may come before either.
    void change(std::span<const Change> changes);
    void keep();
    void undo();

    /// Served weight summed over the periods, each by its factor.
    Amount value() const { return value_; }
    int on(Index vertex) const { return on_[vertex]; }
    int servedFrom(Index group) const { return served_[group]; }
    int taskPeriod(Index task) const { return period_[task]; }
    /// The edge over which the vertex is connected; none when it is not on (or the root).
    Index via(Index vertex) const { return via_[vertex]; }
    /// Elementary steps so far, for counting effort.
    std::int64_t steps() const { return steps_; }

private:
    struct Offer {
        Index vertex, via;
    };
    int edgePeriod(Index edge) const
    {
        const Index task = model_.edges[edge].task;
        return task == none ? 0 : period_[task];
    }
    int ownPeriod(Index vertex) const;
    void offer(int period, Index vertex, Index via);
    void offerBest(Index vertex);
    void raise(Index vertex);
    void settle();
    void set(Index vertex, int period, Index via);
    void regroup();
    void updateGroup(Index group, int period);

    const Model& model_;
    int never_;
    std::vector<int> period_; // per task
    std::vector<int> on_;     // per vertex
    std::vector<Index> via_;  // per vertex
    std::vector<int> served_; // per group
    Amount value_ = 0;
    std::int64_t steps_ = 0;

    std::vector<std::vector<Offer>> buckets_;
    int first_bucket_ = 0;
    std::uint32_t stamp_ = 0;
    std::vector<std::uint32_t> seen_;
    std::vector<Index> raised_;

    struct VertexBefore {
        Index vertex;
        int on;
        Index via;
    };
    struct Before {
        Index index;
        int period;
    };
    std::vector<Before> log_tasks_, log_groups_;
    std::vector<VertexBefore> log_vertices_;
    std::size_t regrouped_ = 0; // log_vertices_ up to here is reflected in the groups
    Amount value_before_ = 0;
    bool pending_ = false;
};

} // namespace planning::restoration
