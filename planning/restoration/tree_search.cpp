#include "planning/restoration/tree_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planning::restoration {

namespace {
constexpr std::int64_t looksAtClock = 16; // moves between two looks
constexpr std::int64_t longestIdle = 40'000;
} // namespace

bool TreeSearch::fits(const Model& model)
{
    if (model.periods != 1 || model.any_after || model.any_needs || model.any_spread) {
        return false;
    }
    for (Index task = 0; task < model.tasks(); ++task) {
        if (model.task_release[task] > 0 || model.nextOpen(task, 0) != 0) {
            return false;
        }
    }
    return std::ranges::any_of(model.edges, [](const ModelEdge& e) { return e.task != none; });
}

TreeSearch::TreeSearch(const Model& model, SetGoal goal, const std::vector<double>& price,
                       std::uint64_t seed)
    : model_{model}, goal_{goal}, random_{seed}, price_{price}, shares_(model.vertices(), 0),
      parent_now_(model.vertices(), root), price_now_(model.vertices(), 0),
      in_(model.vertices(), 0), slot_(model.vertices(), none), leader_(model.vertices(), none),
      via_(model.vertices(), none), head_(model.vertices(), none), seen_(model.vertices(), 0),
      counted_(model.groups(), 0), distance_(model.vertices(), 0), from_(model.vertices(), none),
      branch_gain_(model.vertices(), 0), branch_price_(model.vertices(), 0),
      branch_use_(model.vertices() * model.kinds(), 0), keep_(model.vertices(), 0)
{
    const double all = std::accumulate(price.begin(), price.end(), 0.0);
    const double dearest = price.empty() ? 0 : *std::ranges::max_element(price);
    const double groups = static_cast<double>(std::max<std::size_t>(model.groups(), 1));
    prize_ = all + 1;
    hair_ = 1e-3 * static_cast<double>(model.total_weight) / groups / std::max(all, 1e-30);
    // What runs short beside the price makes a way look dear, so that it is spared.
    for (const ModelResource& r : model.resources) {
        const double most = static_cast<double>(std::max<Amount>(r.supply[0], 1));
        unit_key_.push_back(goal == SetGoal::weight ? 0 : 10 * dearest / most);
    }
    for (Index v = 0; v < model.vertices(); ++v) {
        vertex_key_.push_back(keyOf(model.vertex_task[v]));
        double sum = 0;
        for (const Index g : model.groups_of[v]) {
            sum += goal == SetGoal::all ? prize_ : static_cast<double>(model.group_weight[g]);
            shares_[v] = static_cast<char>(shares_[v] != 0 || model.servers[g].size() > 1);
            any_shares_ = any_shares_ || shares_[v] != 0;
        }
        gain_.push_back(sum);
        if (v != root && sum > 0) {
            prized_.push_back(v);
        }
    }
    for (Index e = 0; e < model.edges.size(); ++e) {
        edges_.push_back({model.edges[e].a, model.edges[e].b, e, keyOf(model.edges[e].task)});
    }
    std::ranges::stable_sort(edges_, {}, &Edge::key);
    std::vector<std::pair<Index, Way>> ways;
    for (Index rank = 0; rank < edges_.size(); ++rank) {
        ways.push_back({edges_[rank].a, {rank, edges_[rank].b}});
        ways.push_back({edges_[rank].b, {rank, edges_[rank].a}});
    }
    ways_ = Csr<Way>::fromPairs(model.vertices(), ways);
    in_[root] = 1;
    settle(false);
    best_ = now_ = made_;
}

double TreeSearch::keyOf(Index task) const
{
    double sum = task == none ? 0 : price_[task];
    for (std::size_t k = 0; k < model_.kinds() && task != none; ++k) {
        sum += unit_key_[k] * static_cast<double>(model_.use(task)[k]);
    }
    return sum;
}

void TreeSearch::put(Index vertex)
{
    if (in_[vertex] == 0) {
        in_[vertex] = 1;
        leader_[vertex] = vertex;
        slot_[vertex] = none;
        list_.push_back(vertex);
        fresh_.push_back(vertex);
    }
}

Index TreeSearch::find(Index vertex)
{
    while (leader_[vertex] != vertex) {
        leader_[vertex] = leader_[leader_[vertex]];
        vertex = leader_[vertex];
    }
    return vertex;
}

/// The tree in the making is the present one.
void TreeSearch::open()
{
    list_ = now_.members;
    kept_ = now_edges_;
    extra_.clear();
    fresh_.clear();
    out_.clear();
    wanted_.clear();
}

/// Marks the vertices of the present tree again, after the one in the making was taken for it or
/// given up.
void TreeSearch::close(bool adopted)
{
    for (const Index v : list_) {
        in_[v] = 0;
    }
    if (adopted) {
        std::swap(now_, made_);
        now_edges_ = now_.via;
        std::ranges::sort(now_edges_);
        for (std::size_t i = 0; i < now_.members.size(); ++i) {
            const Index v = now_.members[i];
            const Edge& edge = edges_[now_.via[i]];
            const Index task = model_.edges[edge.edge].task;
            const Index at = model_.vertex_task[v];
            parent_now_[v] = edge.a == v ? edge.b : edge.a;
            price_now_[v] = (task == none ? 0 : price_[task]) + (at == none ? 0 : price_[at]);
        }
    }
    for (const Index v : now_.members) {
        in_[v] = 1;
    }
}

void TreeSearch::offer(const std::vector<Index>& tasks)
{
    open();
    for (const Index task : tasks) {
        if (const Index v = model_.task_vertex[task]; v != none) {
            put(v);
        }
        if (const Index e = model_.task_edge[task]; e != none) {
            put(model_.edges[e].a);
            put(model_.edges[e].b);
        }
    }
    for (std::size_t i = 0; i < list_.size(); ++i) {
        for (const Way& way : ways_[list_[i]]) {
            if (model_.edges[edges_[way.rank].edge].task == none &&
                model_.vertex_task[way.other] == none) {
                put(way.other);
            }
        }
    }
    mercy_ = goal_ == SetGoal::weight ? 0 : 1;
    settle(true);
    const bool better = made_.score > now_.score;
    if (made_.value > best_.value) {
        best_ = made_;
    }
    close(better);
}

std::vector<Index> TreeSearch::best() const
{
    std::vector<Index> tasks;
    for (std::size_t i = 0; i < best_.members.size(); ++i) {
        for (const Index task :
             {model_.edges[edges_[best_.via[i]].edge].task, model_.vertex_task[best_.members[i]]}) {
            if (task != none) {
                tasks.push_back(task);
            }
        }
    }
    return tasks;
}

void TreeSearch::run(const Pace& pace, double heat)
{
    const std::int64_t began = steps_;
    const auto restart = [&] {
        open();
        made_ = best_;
        close(true);
    };
    restart();
    double spent = 0;
    for (const Index task : best()) {
        spent += price_[task];
    }
    const double size = static_cast<double>(std::max<std::size_t>(now_.members.size(), 20));
    const double hot =
        heat * (goal_ == SetGoal::weight
                    ? static_cast<double>(model_.total_weight) /
                          static_cast<double>(std::max<std::size_t>(prized_.size(), 1))
                    : std::max(spent, static_cast<double>(prized_.empty() ? 0 : 1)) / size);
    double temperature = hot;
    std::int64_t idle = 0;
    for (std::int64_t i = 0;; ++i) {
        if (i % looksAtClock == 0) {
            const double done = pace.done(steps_ - began);
            if (done >= 1) {
                return;
            }
            temperature = hot * std::pow(0.02, done);
        }
        if (++idle > longestIdle) {
            restart();
            idle = 0;
        }
        open();
        const std::uint32_t kind = now_.members.empty() ? 9 : random_.below(10);
        if (kind < 5) {
            ruin();
            addTargets(random_.below(3));
            joinAgain();
        } else if (kind < 8) {
            insertPlace();
        } else {
            addTargets(1 + random_.below(2));
            joinAgain();
        }
        mercy_ = goal_ == SetGoal::weight ? std::max(0.0, random_.between(-0.3, 0.3)) : 1;
        settle(false);
        if (made_.value > best_.value) {
            // Once more over all edges between these places.
            settle(true);
            if (made_.value > best_.value) {
                best_ = made_;
                idle = 0;
            }
        }
        const double loss = now_.score - made_.score;
        close(loss <= 0 || random_.unit() < std::exp(-loss / std::max(temperature, 1e-300)));
    }
}

/// Takes out a few places that lie together: a stretch of the way to the root, or a neighbourhood.
void TreeSearch::ruin()
{
    const std::size_t few = 1 + random_.below(random_.below(4) == 0 ? 12 : 4);
    const bool stretch = random_.below(2) == 0;
    out_.push_back(now_.members[random_.below(now_.members.size())]);
    in_[out_[0]] = 0;
    for (std::size_t i = 0; i < out_.size() && out_.size() < few; ++i) {
        if (stretch) {
            const Index v = parent_now_[out_[i]];
            if (v != root) {
                in_[v] = 0;
                out_.push_back(v);
            }
            continue;
        }
        for (const Way& way : ways_[out_[i]]) {
            ++steps_;
            if (out_.size() < few && way.other != root && in_[way.other] != 0 &&
                random_.below(2) == 0) {
                in_[way.other] = 0;
                out_.push_back(way.other);
            }
        }
    }
    for (const Index v : out_) {
        if (gain_[v] > 0 && random_.below(8) != 0) {
            wanted_.push_back(v);
        }
    }
    std::erase_if(list_, [&](Index v) { return in_[v] == 0; });
    std::erase_if(kept_,
                  [&](Index rank) { return in_[edges_[rank].a] == 0 || in_[edges_[rank].b] == 0; });
}

/// Puts in a place beside the tree; whether it makes the tree cheaper or brings weight shows when
/// all is joined again.
void TreeSearch::insertPlace()
{
    const Index by = now_.members[random_.below(now_.members.size())];
    const auto around = ways_[by];
    // Near places more often than far ones.
    const double u = random_.unit();
    const auto at = static_cast<std::size_t>(u * u * static_cast<double>(around.size()));
    put(around[at].other);
}

void TreeSearch::addTargets(std::size_t count)
{
    for (std::size_t i = 0; i < count && !prized_.empty(); ++i) {
        const Index v = prized_[random_.below(prized_.size())];
        if (in_[v] == 0 && std::ranges::find(wanted_, v) == wanted_.end()) {
            wanted_.push_back(v);
        }
    }
}

} // namespace planning::restoration
