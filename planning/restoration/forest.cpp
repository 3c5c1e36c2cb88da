#include "planning/restoration/forest.h"

#include <algorithm>

namespace planning::restoration {

Forest::Forest(const Model& model, const Live& live, const std::vector<double>& price)
    : model_{model}, live_{live}, price_{price}, distance_(model.vertices(), unreachable),
      net_(model.vertices(), unreachable), via_edge_(model.vertices(), none),
      via_(model.vertices(), none), is_touched_(model.vertices(), 0), seen_task_(model.tasks(), 0),
      seen_vertex_(model.vertices(), 0)
{
}

void Forest::touch(Index vertex)
{
    if (is_touched_[vertex] == 0) {
        is_touched_[vertex] = 1;
        touched_.push_back(vertex);
    }
}

void Forest::clearTouched()
{
    for (const Index v : touched_) {
        is_touched_[v] = 0;
    }
    touched_.clear();
}

void Forest::rebuild()
{
    const std::vector<double> before = distance_;
    std::ranges::fill(distance_, unreachable);
    std::ranges::fill(net_, unreachable);
    const std::vector<char> was = is_touched_;
    const std::size_t had = touched_.size();
    for (Index v = 0; v < model_.vertices(); ++v) {
        if (live_.on(v)) {
            distance_[v] = net_[v] = 0;
            queue_.emplace(0.0, v);
        }
    }
    relax();
    // Only what really changed counts as touched.
    is_touched_ = was;
    touched_.resize(had);
    for (Index v = 0; v < model_.vertices(); ++v) {
        if (distance_[v] != before[v]) {
            touch(v);
        }
    }
}

double Forest::taskPrice(Index task)
{
    if (model_.task_after[task].empty()) {
        return price_[task];
    }
    ++stamp_;
    chain_.clear();
    collectTask(task, chain_);
    double sum = 0;
    for (const Index t : chain_) {
        sum += price_[t];
    }
    return std::min(sum, unreachable);
}

void Forest::improve(Index v)
{
    if (net_[v] >= unreachable || live_.on(v)) {
        return;
    }
    double d = net_[v];
    if (!live_.vertexWhole(v)) {
        d += taskPrice(model_.vertex_task[v]);
    }
    for (const Index need : model_.needs[v]) {
        d += distance_[need];
    }
    if (d < distance_[v] && d < unreachable) {
        distance_[v] = d;
        queue_.emplace(d, v);
    }
}

void Forest::relax()
{
    while (!queue_.empty()) {
        const auto [d, v] = queue_.top();
        queue_.pop();
        if (d > distance_[v]) {
            continue;
        }
        touch(v);
        for (const auto& [e, u] : model_.adjacent[v]) {
            if (live_.on(u)) {
                continue;
            }
            const double step = live_.edgeWhole(e) ? d : d + taskPrice(model_.edges[e].task);
            if (step < net_[u] && step < unreachable) {
                net_[u] = step;
                via_edge_[u] = e;
                via_[u] = v;
                improve(u);
            }
        }
        for (const Index u : model_.needed_by[v]) {
            improve(u);
        }
    }
}

void Forest::cheaper(std::span<const Index> turnedOn, std::span<const Index> tasks)
{
    for (const Index v : turnedOn) {
        distance_[v] = net_[v] = 0;
        queue_.emplace(0.0, v);
    }
    const auto again = [&](Index task) {
        if (const Index v = model_.task_vertex[task]; v != none) {
            improve(v);
        }
        if (const Index e = model_.task_edge[task]; e != none) {
            // Both ends offer themselves to each other anew.
            for (const Index end : {model_.edges[e].a, model_.edges[e].b}) {
                if (distance_[end] < unreachable) {
                    queue_.emplace(distance_[end], end);
                }
            }
        }
    };
    // Works that wait for one of these have become cheaper too.
    std::vector<Index> all(tasks.begin(), tasks.end());
    if (model_.any_after) {
        ++stamp_;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (const Index next : model_.task_before[all[i]]) {
                if (seen_task_[next] != stamp_) {
                    seen_task_[next] = stamp_;
                    all.push_back(next);
                }
            }
        }
    }
    std::ranges::for_each(all, again);
    relax();
}

void Forest::collectTask(Index task, std::vector<Index>& tasks)
{
    if (live_.done(task) || seen_task_[task] == stamp_) {
        return;
    }
    seen_task_[task] = stamp_;
    for (const Index before : model_.task_after[task]) {
        collectTask(before, tasks);
    }
    tasks.push_back(task);
}

void Forest::collect(Index vertex, std::vector<Index>& tasks)
{
    ++stamp_;
    collectVertex(vertex, tasks);
}

void Forest::collectVertex(Index vertex, std::vector<Index>& tasks)
{
    // The way back to what is on, then forward again; only needs recurse.
    std::vector<Index> way;
    for (Index v = vertex; !live_.on(v) && seen_vertex_[v] != stamp_; v = via_[v]) {
        seen_vertex_[v] = stamp_;
        way.push_back(v);
    }
    for (auto v = way.rbegin(); v != way.rend(); ++v) {
        if (const Index e = via_edge_[*v]; !live_.edgeWhole(e)) {
            collectTask(model_.edges[e].task, tasks);
        }
        for (const Index need : model_.needs[*v]) {
            collectVertex(need, tasks);
        }
        if (!live_.vertexWhole(*v)) {
            collectTask(model_.vertex_task[*v], tasks);
        }
    }
}

} // namespace planning::restoration
