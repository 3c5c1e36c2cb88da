#pragma once
// What is on and who is served after a set of works, extended one work at a time, with undo.
#include "planning/restoration/model.h"

namespace planning::restoration {

class Live {
public:
    explicit Live(const Model& model);

    void reset();
    void mend(Index task);
    bool done(Index task) const { return done_[task] != 0; }
    bool on(Index vertex) const { return on_[vertex] != 0; }
    bool served(Index group) const { return servers_on_[group] != 0; }
    bool edgeWhole(Index edge) const
    {
        const Index task = model_.edges[edge].task;
        return task == none || done_[task] != 0;
    }
    bool vertexWhole(Index vertex) const
    {
        const Index task = model_.vertex_task[vertex];
        return task == none || done_[task] != 0;
    }
    /// Served weight, without what was served from the start.
    Amount weight() const { return weight_; }

    /// From mark() on, everything can be taken back by undo(); one level.
    void mark();
    void undo();
    /// Vertices turned on since mark().
    std::span<const Index> turnedOn() const { return {log_on_.data(), log_on_.size()}; }

private:
    bool ready(Index vertex) const;
    bool linked(Index vertex) const;
    void turnOn(Index vertex);

    const Model& model_;
    std::vector<char> done_, on_;
    std::vector<std::uint32_t> servers_on_; // per group
    Amount weight_ = 0;
    std::vector<Index> stack_;
    bool logging_ = false;
    Amount log_weight_ = 0;
    std::vector<Index> log_on_, log_done_;
};

} // namespace planning::restoration
