// Joins again what a tree fell apart into, and places it does not reach yet.
#include "planning/restoration/tree_search.h"

#include <queue>

#include <algorithm>
#include <numeric>

namespace planning::restoration {

/// What the tree fell apart into, and single places that are wanted.
void TreeSearch::makeTargets()
{
    leader_[root] = root;
    slot_[root] = none;
    for (const Index v : list_) {
        leader_[v] = v;
        slot_[v] = none;
    }
    for (const Index rank : kept_) {
        leader_[find(edges_[rank].a)] = find(edges_[rank].b);
    }
    targets_.clear();
    target_gain_.clear();
    if (!out_.empty()) {
        const Index live = find(root);
        for (const Index v : list_) {
            const Index l = find(v);
            if (l == live) {
                continue;
            }
            if (slot_[l] == none) {
                slot_[l] = static_cast<Index>(targets_.size());
                targets_.emplace_back();
                target_gain_.push_back(0);
            }
            targets_[slot_[l]].push_back(v);
            target_gain_[slot_[l]] += gain_[v];
        }
    }
    for (const Index v : wanted_) {
        targets_.push_back({v});
        target_gain_.push_back(gain_[v]);
    }
}

/// How long a way may be to something that brings so much; `again` when it was in the tree.
double TreeSearch::reach(double gain, bool again)
{
    switch (goal_) {
    case SetGoal::net:
        return gain / random_.between(0.3, 1);
    case SetGoal::weight:
        return again ? 1e300 : gain / random_.between(0.05, 1);
    case SetGoal::all:
        break;
    }
    return 1e300;
}

void TreeSearch::joinAgain()
{
    makeTargets();
    std::vector<std::size_t> order(targets_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[random_.below(i)]);
    }
    // When most of the tree came off, that goes first and at any price.
    std::size_t lost = 0;
    std::size_t largest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        lost += in_[targets_[order[i]][0]] != 0 ? targets_[order[i]].size() : 0;
        largest = targets_[order[i]].size() > targets_[order[largest]].size() ? i : largest;
    }
    const bool most = 2 * lost > list_.size();
    if (most) {
        std::swap(order[0], order[largest]);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t slot = order[i];
        if (targets_[slot].empty()) {
            continue; // went into another one
        }
        const bool again = in_[targets_[slot][0]] != 0;
        if ((!again || find(targets_[slot][0]) != find(root)) &&
            !join(slot, most && i == 0 ? 1e300 : reach(target_gain_[slot], again)) && again) {
            for (const Index v : targets_[slot]) {
                in_[v] = 0;
            }
        }
    }
    std::erase_if(list_, [&](Index v) { return in_[v] == 0; });
    std::erase_if(kept_,
                  [&](Index rank) { return in_[edges_[rank].a] == 0 || in_[edges_[rank].b] == 0; });
    std::erase_if(extra_,
                  [&](Index rank) { return in_[edges_[rank].a] == 0 || in_[edges_[rank].b] == 0; });
    std::erase_if(fresh_, [&](Index v) { return in_[v] == 0; });
}

/// The shortest way from a target to anything else of the tree, no longer than the cap.
bool TreeSearch::join(std::size_t slot, double cap)
{
    using Entry = std::pair<double, Index>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    ++stamp_;
    const auto offer = [&](Index v, double d, Index rank) {
        if (d <= cap && (seen_[v] != stamp_ || d < distance_[v])) {
            seen_[v] = stamp_;
            distance_[v] = d;
            from_[v] = rank;
            queue.emplace(d, v);
        }
    };
    const bool placed = in_[targets_[slot][0]] != 0;
    const Index own = placed ? find(targets_[slot][0]) : none;
    for (const Index v : targets_[slot]) {
        offer(v, placed ? 0 : vertex_key_[v], none);
    }
    while (!queue.empty()) {
        const auto [d, v] = queue.top();
        queue.pop();
        if (d > distance_[v]) {
            continue;
        }
        if (in_[v] != 0 && (!placed || find(v) != own)) {
            const Index other = find(v);
            Index u = v;
            while (from_[u] != none) {
                const Edge& edge = edges_[from_[u]];
                extra_.push_back(from_[u]);
                u = edge.a == u ? edge.b : edge.a;
                put(u);
                leader_[find(u)] = other;
            }
            // The other one may still have to be joined itself: with all that hangs on it now.
            if (slot_[other] != none && slot_[other] != slot) {
                target_gain_[slot_[other]] += target_gain_[slot];
                targets_[slot_[other]].insert(targets_[slot_[other]].end(), targets_[slot].begin(),
                                              targets_[slot].end());
                targets_[slot].clear();
            }
            return true;
        }
        for (const Way& way : ways_[v]) {
            ++steps_;
            if (edges_[way.rank].key > cap - d) {
                break; // the rest is longer
            }
            offer(way.other,
                  d + edges_[way.rank].key + (in_[way.other] != 0 ? 0 : vertex_key_[way.other]),
                  way.rank);
        }
    }
    return false;
}

} // namespace planning::restoration
