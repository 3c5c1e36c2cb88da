#include "planning/restoration/moves.h"

#include "planning/restoration/greedy.h"

#include <algorithm>
#include <cmath>

namespace planning::restoration {

namespace {
constexpr std::size_t mostInNeighbourhood = 12;
constexpr std::size_t longestWay = 24;  // works of one path that are moved together
constexpr int searchedForAWay = 400;    // vertices
constexpr std::uint32_t swapsOfTen = 3; // paths that swap places with what stands where they go
constexpr int longestChain = 300;       // vertices between a vertex and the root
} // namespace

Moves::Moves(const Model& model, const std::vector<Index>& order,
             const std::vector<std::size_t>& place, const OnTimes& times)
    : model_{model}, order_{order}, place_{place}, times_{times}, price_(model.tasks(), 1e-9),
      distance_(model.vertices(), 0), via_(model.vertices(), none), seen_(model.vertices(), 0)
{
    const std::vector<double> unit = scarcity(model);
    for (Index task = 0; task < model.tasks(); ++task) {
        for (std::size_t k = 0; k < model.kinds(); ++k) {
            price_[task] += unit[k] * static_cast<double>(model.use(task)[k]);
        }
    }
}

void Moves::propose(Random& random, std::size_t limit, Move& move)
{
    const std::size_t n = order_.size();
    move.from.clear();
    move.later.clear();
    const std::uint32_t kind = random.below(20);
    if (kind < 3 && otherWay(random, limit, move)) {
        return;
    }
    move.later.clear();
    if (kind < 7 && pullPath(random, limit, move)) {
        if (random.below(10) < swapsOfTen) {
            giveWay(random, move);
        }
        return;
    }
    move.from.clear();
    const std::size_t at = random.below(limit);
    const std::size_t reach = std::max<std::size_t>(3, random.below(4) != 0 ? n / 60 : n / 8);
    if (kind < 14) {
        block(random, at, move);
    } else {
        neighbourhood(random, at, reach, move);
    }
    const std::size_t low = at > reach ? at - reach : 0;
    const std::size_t high = std::min(limit - 1, at + reach);
    move.to = low + random.below(high - low + 1);
}

void Moves::block(Random& random, std::size_t at, Move& move) const
{
    const auto length = 1 + static_cast<std::size_t>(-2 * std::log(1 - random.unit()));
    for (std::size_t i = at; i < std::min(at + length, order_.size()); ++i) {
        move.from.push_back(i);
    }
}

void Moves::neighbourhood(Random& random, std::size_t at, std::size_t reach, Move& move)
{
    const auto add = [&](Index task) {
        if (task == none) {
            return;
        }
        const std::size_t p = place_[task];
        if ((p > at ? p - at : at - p) <= reach && move.from.size() < mostInNeighbourhood) {
            move.from.push_back(p);
        }
    };
    const Index task = order_[at];
    add(task);
    Index centre = model_.task_vertex[task];
    if (const Index e = model_.task_edge[task]; e != none) {
        centre = random.below(2) == 0 ? model_.edges[e].a : model_.edges[e].b;
    }
    if (centre != none && centre != root) {
        add(model_.vertex_task[centre]);
        for (const Index need : model_.needs[centre]) {
            add(model_.vertex_task[need]);
        }
        for (const auto& [e, u] : model_.adjacent[centre]) {
            ++steps_;
            if (move.from.size() >= mostInNeighbourhood) {
                break;
            }
            add(model_.edges[e].task);
            if (random.below(2) == 0) {
                add(model_.vertex_task[u]);
            }
        }
    }
    for (const Index first : model_.task_after[task]) {
        add(first);
    }
    std::ranges::sort(move.from);
    move.from.erase(std::unique(move.from.begin(), move.from.end()), move.from.end());
}

/// All works on the way to a vertex that comes on late, or never, moved to an earlier place.
bool Moves::pullPath(Random& random, std::size_t limit, Move& move)
{
    if (model_.vertices() < 2) {
        return false;
    }
    const std::size_t at = random.below(std::min(order_.size(), limit + limit / 8 + 1));
    const Index task = order_[at];
    Index v = model_.task_vertex[task];
    if (const Index e = model_.task_edge[task]; e != none) {
        v = random.below(2) == 0 ? model_.edges[e].a : model_.edges[e].b;
    }
    if (v == none || v == root) {
        return false;
    }
    const std::size_t back =
        std::max<std::size_t>(4, random.below(2) != 0 ? limit / 20 : limit / 4);
    const std::size_t low = at > back ? at - back : 0;
    move.to = low + random.below(at - low + 1);
    const int by = move.to < order_.size() ? times_.taskPeriod(order_[move.to]) : model_.periods;
    if (times_.on(v) >= model_.periods) {
        if (!findWay(v, by, none, move)) {
            return false;
        }
    } else {
        const auto add = [&](Index t) {
            if (t != none && place_[t] >= move.to) {
                move.from.push_back(place_[t]);
            }
        };
        int chain = 0;
        for (Index u = v; u != root && chain < longestChain; ++chain) {
            ++steps_;
            add(model_.vertex_task[u]);
            for (const Index need : model_.needs[u]) {
                add(model_.vertex_task[need]);
            }
            const Index e = times_.via(u);
            if (e == none) {
                break;
            }
            add(model_.edges[e].task);
            u = model_.edges[e].a == u ? model_.edges[e].b : model_.edges[e].a;
        }
    }
    std::ranges::sort(move.from);
    move.from.erase(std::unique(move.from.begin(), move.from.end()), move.from.end());
    return !move.from.empty() && move.from.size() <= longestWay;
}

/// Works that stand where the block goes, and what hangs together with them, take its old place:
/// about as many as it costs.
void Moves::giveWay(Random& random, Move& move)
{
    double cost = 0;
    for (const std::size_t p : move.from) {
        cost += price_[order_[p]];
    }
    const std::size_t last = move.from.back();
    if (last <= move.to + 1) {
        return;
    }
    const double wanted = cost * random.between(0.5, 1.5);
    double given = 0;
    const auto give = [&](Index task) {
        if (task == none || given >= wanted || move.later.size() >= longestWay) {
            return;
        }
        const std::size_t p = place_[task];
        if (p < move.to || p > last || std::ranges::binary_search(move.from, p) ||
            std::ranges::find(move.later, p) != move.later.end()) {
            return;
        }
        move.later.push_back(p);
        given += price_[task];
    };
    const std::size_t reach =
        std::min(last - move.to, std::max<std::size_t>(6, move.from.size() * 3));
    for (int tries = 0; tries < 12 && given < wanted; ++tries) {
        const Index task = order_[move.to + random.below(reach)];
        give(task);
        Index centre = model_.task_vertex[task];
        if (const Index e = model_.task_edge[task]; e != none) {
            centre = random.below(2) == 0 ? model_.edges[e].a : model_.edges[e].b;
        }
        if (centre != none && centre != root) {
            give(model_.vertex_task[centre]);
            for (const auto& [e, u] : model_.adjacent[centre]) {
                ++steps_;
                give(model_.edges[e].task);
            }
        }
    }
    std::ranges::sort(move.later);
    move.behind = last;
}

bool Moves::hangsOn(Index vertex, Index banned) const
{
    int chain = 0;
    for (Index u = vertex; u != root && chain < longestChain; ++chain) {
        const Index e = times_.via(u);
        if (u == banned || e == none) {
            return true;
        }
        u = model_.edges[e].a == u ? model_.edges[e].b : model_.edges[e].a;
    }
    return chain == longestChain;
}

/// Something that hangs on a work gets another way in, in place of that work.
bool Moves::otherWay(Random& random, std::size_t limit, Move& move)
{
    const std::size_t at = random.below(limit);
    const Index task = order_[at];
    const int by = times_.taskPeriod(task);
    if (by >= model_.periods) {
        return false;
    }
    Index start = none; // a vertex that comes in over this work
    if (const Index e = model_.task_edge[task]; e != none) {
        const ModelEdge& edge = model_.edges[e];
        start = times_.via(edge.a) == e ? edge.a : times_.via(edge.b) == e ? edge.b : none;
    } else if (const Index v = model_.task_vertex[task]; v != none) {
        const auto around = model_.adjacent[v];
        for (std::size_t i = 0; i < around.size() && start == none; ++i) {
            const auto& [out, u] = around[(i + at) % around.size()];
            start = u != root && times_.via(u) == out ? u : none;
        }
    }
    if (start == none) {
        return false;
    }
    move.to = at;
    if (!findWay(start, by, task, move)) {
        return false;
    }
    if (move.from.empty()) {
        return false;
    }
    move.later.assign(1, at);
    move.behind = std::min(order_.size() - 1, at + std::max<std::size_t>(40, limit / 8));
    std::erase_if(move.from, [&](std::size_t p) { return p <= at; });
    std::ranges::sort(move.from);
    move.from.erase(std::unique(move.from.begin(), move.from.end()), move.from.end());
    return !move.from.empty() && move.from.size() <= longestWay;
}

/// The cheapest works that join `from` to what is on by then, without the banned work and what
/// hangs on `from` itself. Their positions go to move.from.
bool Moves::findWay(Index from, int by, Index banned_task, Move& move)
{
    using Entry = std::pair<double, Index>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    ++stamp_;
    const auto reach = [&](Index v, double d, Index via) {
        if (seen_[v] != stamp_ || d < distance_[v]) {
            seen_[v] = stamp_;
            distance_[v] = d;
            via_[v] = via;
            queue.emplace(d, v);
        }
    };
    const auto undone = [&](Index task) {
        return task != none && times_.taskPeriod(task) > by ? price(task) : 0;
    };
    reach(from, undone(model_.vertex_task[from]), none);
    int looked = 0;
    while (!queue.empty() && ++looked <= searchedForAWay) {
        const auto [d, v] = queue.top();
        queue.pop();
        if (d > distance_[v]) {
            continue;
        }
        if (v != from && times_.on(v) <= by && !hangsOn(v, from)) {
            for (Index u = v; u != from;) {
                const Index e = via_[u];
                const ModelEdge& edge = model_.edges[e];
                const Index next = edge.a == u ? edge.b : edge.a;
                for (const Index task : {edge.task, model_.vertex_task[next]}) {
                    if (task != none && times_.taskPeriod(task) > by) {
                        move.from.push_back(place_[task]);
                    }
                }
                for (const Index need : model_.needs[next]) {
                    const Index task = model_.vertex_task[need];
                    if (task != none && times_.taskPeriod(task) > by) {
                        move.from.push_back(place_[task]);
                    }
                }
                u = next;
            }
            return true;
        }
        for (const auto& [e, u] : model_.adjacent[v]) {
            ++steps_;
            const Index task = model_.edges[e].task;
            const Index at_u = model_.vertex_task[u];
            if (banned_task != none && (task == banned_task || at_u == banned_task)) {
                continue;
            }
            reach(u, d + undone(task) + undone(at_u), e);
        }
    }
    return false;
}

} // namespace planning::restoration
