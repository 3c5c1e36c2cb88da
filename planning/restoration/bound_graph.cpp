#include "planning/restoration/bound_graph.h"

#include <algorithm>

namespace planning::restoration {
namespace {

using Pair = std::pair<Index, Index>;

class Builder {
public:
    explicit Builder(const Model& model) : model_{model}, vertices_{model.vertices()} {}

    BoundGraph run()
    {
        addAwaited();
        for (Index v = 0; v < model_.vertices(); ++v) {
            for (const Index need : model_.needs[v]) {
                needs_.emplace_back(v, need);
            }
            if (const Index task = model_.vertex_task[v]; task != none) {
                comesAfter(v, task);
            }
        }
        for (const ModelEdge& edge : model_.edges) {
            addEdge(edge);
        }
        return finish();
    }

private:
    bool awaited(Index task) const { return !model_.task_before[task].empty(); }
    Index priced(Index task) const { return task != none && awaited(task) ? none : task; }

    /// A vertex for every work that others wait for: on when it is done. Only there it is paid.
    void addAwaited()
    {
        vertex_of_task_.assign(model_.tasks(), none);
        if (!model_.any_after) {
            return;
        }
        for (Index task = 0; task < model_.tasks(); ++task) {
            if (awaited(task)) {
                vertex_of_task_[task] = addVertex();
                out_.arcs.push_back({root, vertex_of_task_[task], none, task});
            }
        }
        for (Index task = 0; task < model_.tasks(); ++task) {
            if (awaited(task)) {
                for (const Index first : model_.task_after[task]) {
                    needs_.emplace_back(vertex_of_task_[task], vertex_of_task_[first]);
                }
            }
        }
    }

    Index addVertex() { return static_cast<Index>(vertices_++); }

    /// v needs the work, or what comes before it.
    void comesAfter(Index v, Index task)
    {
        if (awaited(task)) {
            needs_.emplace_back(v, vertex_of_task_[task]);
            return;
        }
        for (const Index first : model_.task_after[task]) {
            needs_.emplace_back(v, vertex_of_task_[first]);
        }
    }

    void addEdge(const ModelEdge& edge)
    {
        const Index task = edge.task;
        const Index at_a = priced(model_.vertex_task[edge.a]);
        const Index at_b = priced(model_.vertex_task[edge.b]);
        if (task == none || (!awaited(task) && model_.task_after[task].empty())) {
            out_.arcs.push_back({edge.a, edge.b, task, at_b});
            out_.arcs.push_back({edge.b, edge.a, task, at_a});
            return;
        }
        const Index middle = addVertex();
        comesAfter(middle, task);
        out_.arcs.push_back({edge.a, middle, priced(task), none});
        out_.arcs.push_back({edge.b, middle, priced(task), none});
        out_.arcs.push_back({middle, edge.a, none, at_a});
        out_.arcs.push_back({middle, edge.b, none, at_b});
    }

    BoundGraph finish()
    {
        std::erase_if(out_.arcs, [](const BoundArc& arc) { return arc.head == root; });
        std::vector<Pair> in;
        std::vector<Pair> out;
        for (Index a = 0; a < out_.arcs.size(); ++a) {
            in.emplace_back(out_.arcs[a].head, a);
            out.emplace_back(out_.arcs[a].tail, a);
        }
        out_.in = Csr<Index>::fromPairs(vertices_, in);
        out_.out = Csr<Index>::fromPairs(vertices_, out);
        std::erase_if(needs_, [](const Pair& need) { return need.second == root; });
        std::ranges::sort(needs_);
        needs_.erase(std::unique(needs_.begin(), needs_.end()), needs_.end());
        std::vector<Pair> neededBy;
        for (const auto& [v, need] : needs_) {
            neededBy.emplace_back(need, v);
        }
        out_.needs = Csr<Index>::fromPairs(vertices_, needs_);
        out_.needed_by = Csr<Index>::fromPairs(vertices_, neededBy);
        return std::move(out_);
    }

    const Model& model_;
    std::size_t vertices_;
    std::vector<Index> vertex_of_task_;
    std::vector<Pair> needs_;
    BoundGraph out_;
};

} // namespace

BoundGraph boundGraph(const Model& model)
{
    return Builder{model}.run();
}

} // namespace planning::restoration
