#include "planning/restoration/dual_ascent.h"

#include <queue>

#include <algorithm>

namespace planning::restoration {

namespace {
constexpr std::int64_t betweenLooks = 50'000; // steps between two looks at the clock
constexpr double evenPart = 0.2;              // of its prize a component pays in one go
} // namespace

DualAscent::DualAscent(const Model& model, const BoundGraph& graph)
    : model_{model}, graph_{graph}, seen_(graph.vertices(), 0)
{
}

bool DualAscent::served(Index group) const
{
    return std::ranges::any_of(model_.servers[group], [&](Index v) { return reached_[v] != 0; });
}

double DualAscent::run(const std::vector<double>& task_price, const std::vector<char>& off,
                       const std::vector<double>& prize, const Pace* pace, Growth growth)
{
    const std::size_t n = graph_.vertices();
    price_.resize(graph_.arcs.size());
    for (std::size_t a = 0; a < price_.size(); ++a) {
        const BoundArc& arc = graph_.arcs[a];
        price_[a] = (arc.edge_task == none ? 0 : task_price[arc.edge_task]) +
                    (arc.head_task == none ? 0 : task_price[arc.head_task]);
    }
    rest_ = price_;
    prize_ = prize;
    off_ = off;
    off_.resize(n, 0);
    reached_.assign(n, 0);
    free_in_.assign(n, 0);
    unmet_.resize(n);
    for (Index v = 0; v < n; ++v) {
        unmet_[v] = static_cast<std::uint32_t>(graph_.needs[v].size());
    }
    via_.assign(n, none);
    row_.clear();
    bound_ = 0;
    reach(root);

    using Entry = std::pair<std::uint32_t, Index>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (Index g = 0; g < prize_.size(); ++g) {
        queue.emplace(static_cast<std::uint32_t>(model_.servers[g].size()), g);
    }
    // Small components first; one goes on growing while it is not much larger than the next.
    std::int64_t looked = steps_;
    while (!queue.empty()) {
        if (pace != nullptr && steps_ - looked > betweenLooks) {
            looked = steps_;
            if (pace->late() || (growth == Growth::even && pace->over(steps_))) {
                break;
            }
        }
        const auto [size, g] = queue.top();
        queue.pop();
        if (prize_[g] <= 0 || served(g)) {
            continue;
        }
        ++stamp_;
        hit_ = false;
        component_.clear();
        cut_.clear();
        for (const Index v : model_.servers[g]) {
            push(v);
        }
        const std::uint32_t limit =
            queue.empty() ? none : queue.top().first + queue.top().first / 4 + 1;
        trimCut();
        if (growth == Growth::quick) {
            while (grow(g, prize_[g]) && !hit_ && cut_size_ <= limit) {
                trimCut();
            }
        } else if (cut_size_ <= limit) {
            grow(g, evenPart * prize[g]);
            trimCut();
        }
        if (prize_[g] > 0 && !served(g)) {
            queue.emplace(static_cast<std::uint32_t>(cut_size_), g);
        }
    }
    return bound_;
}

void DualAscent::push(Index vertex)
{
    if (seen_[vertex] == stamp_) {
        return;
    }
    seen_[vertex] = stamp_;
    stack_.assign(1, vertex);
    while (!stack_.empty()) {
        const Index v = stack_.back();
        stack_.pop_back();
        expand(v);
    }
}

/// Adds what must be entered for v to be on: all its ways in, or one thing it needs.
void DualAscent::expand(Index v)
{
    ++steps_;
    if (off_[v] != 0) {
        return;
    }
    if (unmet_[v] > 0) {
        Index pick = none;
        for (const Index need : graph_.needs[v]) {
            if (reached_[need] == 0) {
                if (seen_[need] == stamp_) {
                    return;
                }
                pick = pick == none || off_[need] != 0 ? need : pick;
            }
        }
        seen_[pick] = stamp_;
        stack_.push_back(pick);
        return;
    }
    for (const Index a : graph_.in[v]) {
        ++steps_;
        const Index u = graph_.arcs[a].tail;
        if (seen_[u] == stamp_ || rest_[a] == closed) {
            continue;
        }
        if (rest_[a] <= 0) {
            seen_[u] = stamp_;
            stack_.push_back(u);
        } else {
            cut_.push_back(a);
        }
    }
}

/// Leaves ways out of the cut that lie within the component by now.
void DualAscent::trimCut()
{
    steps_ += static_cast<std::int64_t>(cut_.size());
    std::erase_if(cut_, [&](Index a) { return seen_[graph_.arcs[a].tail] == stamp_; });
    cut_size_ = cut_.size();
}

/// One step up, by `most` at most, for the component with the trimmed cut_; false when its prize is
/// used up.
bool DualAscent::grow(Index group, double most)
{
    double step = std::min(prize_[group], most);
    for (const Index a : cut_) {
        step = std::min(step, rest_[a]);
    }
    bound_ += step;
    prize_[group] -= step;
    component_.clear();
    for (const Index a : cut_) {
        rest_[a] -= step;
        if (rest_[a] <= price_[a] * 1e-12) {
            rest_[a] = 0;
            component_.push_back(a);
        }
    }
    for (const Index a : component_) {
        saturate(a);
    }
    if (prize_[group] <= 0 || hit_) {
        return false;
    }
    for (const Index a : component_) {
        push(graph_.arcs[a].tail);
    }
    return true;
}

void DualAscent::saturate(Index arc)
{
    const BoundArc& a = graph_.arcs[arc];
    if (reached_[a.tail] != 0) {
        if (free_in_[a.head]++ == 0) {
            via_[a.head] = arc;
        }
        if (unmet_[a.head] == 0 && reached_[a.head] == 0 && off_[a.head] == 0) {
            reach(a.head);
        }
    }
}

void DualAscent::reach(Index first)
{
    std::size_t at = row_.size();
    reached_[first] = 1;
    row_.push_back(first);
    for (; at < row_.size(); ++at) {
        const Index v = row_[at];
        hit_ = hit_ || seen_[v] == stamp_;
        for (const Index a : graph_.out[v]) {
            ++steps_;
            const Index u = graph_.arcs[a].head;
            if (rest_[a] > 0) {
                continue;
            }
            if (free_in_[u]++ == 0) {
                via_[u] = a;
            }
            if (reached_[u] == 0 && unmet_[u] == 0 && off_[u] == 0) {
                reached_[u] = 1;
                row_.push_back(u);
            }
        }
        for (const Index u : graph_.needed_by[v]) {
            if (--unmet_[u] == 0 && free_in_[u] > 0 && reached_[u] == 0 && off_[u] == 0) {
                reached_[u] = 1;
                row_.push_back(u);
            }
        }
    }
}

void DualAscent::collectTree(std::vector<Index>& tasks)
{
    tasks.clear();
    std::vector<double> gain(graph_.vertices(), 0);
    std::vector<char> taken(model_.groups(), 0);
    for (const Index v : row_) {
        if (v >= model_.vertices()) {
            continue;
        }
        for (const Index g : model_.groups_of[v]) {
            if (taken[g] == 0) {
                taken[g] = 1;
                gain[v] += static_cast<double>(model_.group_weight[g]);
            }
        }
    }
    std::vector<char> keep(graph_.vertices(), 0);
    for (auto v = row_.rbegin(); v != row_.rend(); ++v) {
        if (*v != root && gain[*v] > price_[via_[*v]]) {
            keep[*v] = 1;
            double rest = gain[*v] - price_[via_[*v]];
            for (const Index need : graph_.needs[*v]) {
                // What it needs is paid out of what is left, and the rest goes to the way in.
                gain[need] += rest / 2;
                rest /= 2;
            }
            gain[graph_.arcs[via_[*v]].tail] += rest;
        }
    }
    keep[root] = 1;
    for (const Index v : row_) {
        if (v == root || keep[v] == 0) {
            continue;
        }
        const BoundArc& arc = graph_.arcs[via_[v]];
        keep[v] = static_cast<char>(
            keep[arc.tail] != 0 &&
            std::ranges::all_of(graph_.needs[v], [&](Index need) { return keep[need] != 0; }));
        if (keep[v] != 0) {
            for (const Index task : {arc.edge_task, arc.head_task}) {
                if (task != none) {
                    tasks.push_back(task);
                }
            }
        }
    }
}

void DualAscent::collectSaturated(std::vector<Index>& tasks) const
{
    tasks.clear();
    for (std::size_t a = 0; a < rest_.size(); ++a) {
        if (rest_[a] <= 0) {
            for (const Index task : {graph_.arcs[a].edge_task, graph_.arcs[a].head_task}) {
                if (task != none) {
                    tasks.push_back(task);
                }
            }
        }
    }
}

} // namespace planning::restoration
