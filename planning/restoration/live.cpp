#include "planning/restoration/live.h"

#include <algorithm>

namespace planning::restoration {

Live::Live(const Model& model) : model_{model}
{
    reset();
}

void Live::reset()
{
    done_.assign(model_.tasks(), 0);
    on_.assign(model_.vertices(), 0);
    servers_on_.assign(model_.groups(), 0);
    weight_ = 0;
    logging_ = false;
    turnOn(root);
}

bool Live::ready(Index vertex) const
{
    return vertexWhole(vertex) &&
           std::ranges::all_of(model_.needs[vertex], [&](Index need) { return on_[need] != 0; });
}

bool Live::linked(Index vertex) const
{
    return std::ranges::any_of(model_.adjacent[vertex], [&](const auto& next) {
        return on_[next.second] != 0 && edgeWhole(next.first);
    });
}

void Live::turnOn(Index first)
{
    stack_.assign(1, first);
    on_[first] = 1;
    while (!stack_.empty()) {
        const Index v = stack_.back();
        stack_.pop_back();
        if (logging_) {
            log_on_.push_back(v);
        }
        for (const Index g : model_.groups_of[v]) {
            if (servers_on_[g]++ == 0) {
                weight_ += model_.group_weight[g];
            }
        }
        for (const auto& [e, u] : model_.adjacent[v]) {
            if (on_[u] == 0 && edgeWhole(e) && ready(u)) {
                on_[u] = 1;
                stack_.push_back(u);
            }
        }
        for (const Index u : model_.needed_by[v]) {
            if (on_[u] == 0 && ready(u) && linked(u)) {
                on_[u] = 1;
                stack_.push_back(u);
            }
        }
    }
}

void Live::mend(Index task)
{
    if (done_[task] != 0) {
        return;
    }
    done_[task] = 1;
    if (logging_) {
        log_done_.push_back(task);
    }
    if (const Index v = model_.task_vertex[task]; v != none) {
        if (on_[v] == 0 && ready(v) && linked(v)) {
            turnOn(v);
        }
    }
    if (const Index e = model_.task_edge[task]; e != none) {
        const ModelEdge& edge = model_.edges[e];
        if (on_[edge.a] != 0 && on_[edge.b] == 0 && ready(edge.b)) {
            turnOn(edge.b);
        } else if (on_[edge.b] != 0 && on_[edge.a] == 0 && ready(edge.a)) {
            turnOn(edge.a);
        }
    }
}

void Live::mark()
{
    logging_ = true;
    log_weight_ = weight_;
    log_on_.clear();
    log_done_.clear();
}

void Live::undo()
{
    for (const Index v : log_on_) {
        on_[v] = 0;
        for (const Index g : model_.groups_of[v]) {
            --servers_on_[g];
        }
    }
    for (const Index task : log_done_) {
        done_[task] = 0;
    }
    weight_ = log_weight_;
    logging_ = false;
}

} // namespace planning::restoration
