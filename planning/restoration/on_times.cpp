#include "planning/restoration/on_times.h"

#include <algorithm>

namespace planning::restoration {

OnTimes::OnTimes(const Model& model)
    : model_{model}, never_{model.periods},
      buckets_(static_cast<std::size_t>(model.periods)), first_bucket_{model.periods},
      seen_(model.vertices(), 0)
{
    reset(std::vector<int>(model.tasks(), never_));
}

void OnTimes::reset(const std::vector<int>& period)
{
    period_ = period;
    on_.assign(model_.vertices(), never_);
    via_.assign(model_.vertices(), none);
    served_.assign(model_.groups(), never_);
    value_ = 0;
    log_tasks_.clear();
    log_vertices_.clear();
    log_groups_.clear();
    regrouped_ = 0;
    pending_ = false;
    offer(0, root, none);
    settle();
    regroup();
    keep();
}

int OnTimes::ownPeriod(Index vertex) const
{
    const Index task = model_.vertex_task[vertex];
    int period = task == none ? 0 : period_[task];
    for (const Index need : model_.needs[vertex]) {
        period = std::max(period, on_[need]);
    }
    return period;
}

void OnTimes::offer(int period, Index vertex, Index via)
{
    if (period < on_[vertex]) {
        buckets_[static_cast<std::size_t>(period)].push_back({vertex, via});
        first_bucket_ = std::min(first_bucket_, period);
    }
}

void OnTimes::offerBest(Index vertex)
{
    const int own = ownPeriod(vertex);
    if (own >= on_[vertex]) {
        return;
    }
    int best = never_;
    Index via = none;
    for (const auto& [e, u] : model_.adjacent[vertex]) {
        ++steps_;
        const int period = std::max(on_[u], edgePeriod(e));
        if (period < best) {
            best = period;
            via = e;
        }
    }
    if (via != none) {
        offer(std::max(best, own), vertex, via);
    }
}

void OnTimes::set(Index vertex, int period, Index via)
{
    log_vertices_.push_back({vertex, on_[vertex], via_[vertex]});
    on_[vertex] = period;
    via_[vertex] = via;
}

/// Takes the vertex off; what hangs on it follows in change().
void OnTimes::raise(Index vertex)
{
    if (seen_[vertex] != stamp_) {
        seen_[vertex] = stamp_;
        raised_.push_back(vertex);
    }
}

void OnTimes::change(std::span<const Change> changes)
{
    if (!pending_) {
        pending_ = true;
        value_before_ = value_;
    }
    ++stamp_;
    raised_.clear();
    // What comes on after this cannot be hit by a delay. What comes on just then hangs on another
    // support perhaps, which must be found anew, lest two parts be said to hold each other up.
    int latest = 0;
    for (const auto& [task, period] : changes) {
        const int before = period_[task];
        log_tasks_.push_back({task, before});
        period_[task] = period;
        if (period <= before) {
            continue;
        }
        latest = std::max(latest, period);
        if (const Index v = model_.task_vertex[task]; v != none && on_[v] < period) {
            raise(v);
        }
        if (const Index e = model_.task_edge[task]; e != none) {
            for (const Index end : {model_.edges[e].a, model_.edges[e].b}) {
                if (via_[end] == e && on_[end] < period) {
                    raise(end);
                }
            }
        }
    }
    for (std::size_t i = 0; i < raised_.size(); ++i) {
        const Index v = raised_[i];
        for (const auto& [e, u] : model_.adjacent[v]) {
            ++steps_;
            if (via_[u] == e && on_[u] <= latest) {
                raise(u);
            }
        }
        for (const Index u : model_.needed_by[v]) {
            if (on_[u] <= latest && on_[u] < never_) {
                raise(u);
            }
        }
    }
    for (const Index v : raised_) {
        set(v, never_, none);
    }
    for (const Index v : raised_) {
        offerBest(v);
    }
    for (const auto& [task, period] : changes) {
        if (const Index v = model_.task_vertex[task]; v != none) {
            offerBest(v);
        }
        if (const Index e = model_.task_edge[task]; e != none) {
            const ModelEdge& edge = model_.edges[e];
            for (const auto& [from, to] : {std::pair{edge.a, edge.b}, std::pair{edge.b, edge.a}}) {
                if (const int by = std::max(on_[from], period); by < on_[to]) {
                    offer(std::max(by, ownPeriod(to)), to, e);
                }
            }
        }
    }
    settle();
    regroup();
}

void OnTimes::settle()
{
    for (; first_bucket_ < never_; ++first_bucket_) {
        auto& bucket = buckets_[static_cast<std::size_t>(first_bucket_)];
        const int now = first_bucket_;
        for (std::size_t i = 0; i < bucket.size(); ++i) { // grows while it is read
            const Offer offered = bucket[i];
            const Index v = offered.vertex;
            ++steps_;
            if (on_[v] <= now) {
                continue;
            }
            set(v, now, offered.via);
            for (const auto& [e, u] : model_.adjacent[v]) {
                ++steps_;
                if (on_[u] > now) {
                    const int by = std::max(now, edgePeriod(e));
                    if (by < on_[u]) {
                        offer(std::max(by, ownPeriod(u)), u, e);
                    }
                }
            }
            for (const Index u : model_.needed_by[v]) {
                offerBest(u);
            }
        }
        bucket.clear();
    }
}

void OnTimes::regroup()
{
    // A vertex may be in the log twice (taken off, then set): its first entry holds the old time.
    for (; regrouped_ < log_vertices_.size(); ++regrouped_) {
        const auto& [v, before, via] = log_vertices_[regrouped_];
        const int now = on_[v];
        if (now == before) {
            continue;
        }
        for (const Index g : model_.groups_of[v]) {
            ++steps_;
            if (now < served_[g]) {
                updateGroup(g, now);
            } else if (before == served_[g] && now > before) {
                int first = never_;
                for (const Index s : model_.servers[g]) {
                    ++steps_;
                    first = std::min(first, on_[s]);
                }
                updateGroup(g, first);
            }
        }
    }
}

void OnTimes::updateGroup(Index group, int period)
{
    if (period != served_[group]) {
        log_groups_.push_back({group, served_[group]});
        value_ += model_.group_weight[group] *
                  (model_.worth_from[static_cast<std::size_t>(period)] -
                   model_.worth_from[static_cast<std::size_t>(served_[group])]);
        served_[group] = period;
    }
}

void OnTimes::keep()
{
    log_tasks_.clear();
    log_vertices_.clear();
    log_groups_.clear();
    regrouped_ = 0;
    pending_ = false;
}

void OnTimes::undo()
{
    for (auto entry = log_vertices_.rbegin(); entry != log_vertices_.rend(); ++entry) {
        on_[entry->vertex] = entry->on;
        via_[entry->vertex] = entry->via;
    }
    for (auto entry = log_groups_.rbegin(); entry != log_groups_.rend(); ++entry) {
        served_[entry->index] = entry->period;
    }
    for (auto entry = log_tasks_.rbegin(); entry != log_tasks_.rend(); ++entry) {
        period_[entry->index] = entry->period;
    }
    if (pending_) {
        value_ = value_before_;
    }
    keep();
}

} // namespace planning::restoration
