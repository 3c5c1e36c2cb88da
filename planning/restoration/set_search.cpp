#include "planning/restoration/set_search.h"

#include "planning/restoration/greedy.h"

#include <queue>

#include <algorithm>
#include <cmath>

namespace planning::restoration {

SetSearch::SetSearch(const Model& model, SetGoal goal, std::vector<double> price,
                     std::uint64_t seed)
    : model_{model}, goal_{goal}, price_{std::move(price)}, random_{seed}, live_{model}
{
    double all = 0;
    for (const double p : price_) {
        all += p;
    }
    const double mean = static_cast<double>(model.total_weight) /
                        static_cast<double>(std::max<std::size_t>(model.groups(), 1));
    hair_ = 1e-3 * mean / std::max(all, 1e-30);
}

double SetSearch::priceOf(const std::vector<Index>& tasks) const
{
    double sum = 0;
    for (const Index task : tasks) {
        sum += price_[task];
    }
    return sum;
}

bool SetSearch::affordable(const std::vector<Index>& tasks) const
{
    for (std::size_t k = 0; k < model_.kinds(); ++k) {
        Amount sum = 0;
        for (const Index task : tasks) {
            sum += model_.use(task)[k];
        }
        if (sum > model_.resources[k].supply[0]) {
            return false;
        }
    }
    return true;
}

/// What the set is worth; leaves live_ with the set done.
double SetSearch::score(const std::vector<Index>& tasks)
{
    live_.reset();
    for (const Index task : tasks) {
        live_.mend(task);
    }
    const double price = priceOf(tasks);
    const auto weight = static_cast<double>(live_.weight());
    switch (goal_) {
    case SetGoal::weight:
        return weight - hair_ * price;
    case SetGoal::net:
        return weight - price;
    case SetGoal::all:
        break;
    }
    return live_.weight() == model_.total_weight ? -price : worst;
}

void SetSearch::offer(std::vector<Index> tasks)
{
    if (!affordable(tasks)) {
        return;
    }
    const double value = score(tasks);
    if (value > best_score_) {
        best_ = tasks;
        best_score_ = value;
    }
    if (value > now_score_) {
        now_ = std::move(tasks);
        now_score_ = value;
    }
}

/// The same parts on, over the cheapest tree that joins them (also over edges that were not in the
/// set, with newWays), without branches that bring less than they cost.
std::vector<Index> SetSearch::tidied(const std::vector<Index>& tasks, bool newWays)
{
    live_.reset();
    for (const Index task : tasks) {
        live_.mend(task);
    }
    const std::size_t n = model_.vertices();
    using Entry = std::tuple<double, Index, Index>; // price of the edge, vertex, edge
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::vector<Index> row;
    std::vector<Index> via(n, none);
    std::vector<char> in(n, 0);
    queue.emplace(0.0, root, none);
    while (!queue.empty()) {
        const auto [p, v, e] = queue.top();
        queue.pop();
        if (in[v] != 0) {
            continue;
        }
        in[v] = 1;
        via[v] = e;
        row.push_back(v);
        for (const auto& [next, u] : model_.adjacent[v]) {
            ++steps_;
            const Index task = model_.edges[next].task;
            if (in[u] != 0 || !live_.on(u)) {
                continue;
            }
            if (task == none || live_.done(task)) {
                queue.emplace(task == none ? 0 : price_[task], u, next);
            } else if (newWays && model_.nextOpen(task, 0) == 0 && model_.task_release[task] == 0 &&
                       model_.task_after[task].empty()) {
                queue.emplace(price_[task], u, next);
            }
        }
    }
    // From the leaves up: what a branch brings, less what it costs.
    std::vector<double> gain(n, 0);
    std::vector<char> taken(model_.groups(), 0);
    std::vector<char> held(n, 0); // needed by something that is on
    for (const Index v : row) {
        for (const Index g : model_.groups_of[v]) {
            ++steps_;
            if (taken[g] == 0) {
                taken[g] = 1;
                gain[v] += static_cast<double>(model_.group_weight[g]);
            }
        }
        for (const Index need : model_.needs[v]) {
            held[need] = 1;
        }
    }
    const auto other = [&](Index v) {
        const ModelEdge& edge = model_.edges[via[v]];
        return edge.a == v ? edge.b : edge.a;
    };
    std::vector<char> keep(n, 0);
    keep[root] = 1;
    for (auto v = row.rbegin(); v != row.rend(); ++v) {
        if (*v == root) {
            continue;
        }
        double cost = model_.edges[via[*v]].task == none ? 0 : price_[model_.edges[via[*v]].task];
        cost += model_.vertex_task[*v] == none ? 0 : price_[model_.vertex_task[*v]];
        const double rest = gain[*v] - (goal_ == SetGoal::net ? cost : 0);
        keep[*v] = static_cast<char>(held[*v] != 0 || rest > 0);
        if (keep[*v] != 0) {
            gain[other(*v)] += std::max(rest, held[*v] != 0 ? 1.0 : 0.0);
        }
    }
    std::vector<Index> out;
    for (const Index v : row) {
        if (v == root) {
            continue;
        }
        keep[v] = static_cast<char>(keep[v] != 0 && keep[other(v)] != 0);
        if (keep[v] != 0) {
            for (const Index task : {model_.edges[via[v]].task, model_.vertex_task[v]}) {
                if (task != none) {
                    out.push_back(task);
                }
            }
        }
    }
    return withForerunners(model_, out);
}

/// Tears out a neighbourhood, or single works.
std::vector<Index> SetSearch::withoutSome(const std::vector<Index>& tasks)
{
    std::vector<char> out(model_.tasks(), 0);
    const std::size_t few =
        1 + random_.below(std::max<std::size_t>(2, std::min<std::size_t>(tasks.size() / 2, 12)));
    if (random_.below(3) == 0) {
        for (std::size_t i = 0; i < few; ++i) {
            out[tasks[random_.below(tasks.size())]] = 1;
        }
    } else {
        std::vector<char> member(model_.tasks(), 0);
        for (const Index task : tasks) {
            member[task] = 1;
        }
        const Index first = tasks[random_.below(tasks.size())];
        std::vector<Index> queue;
        std::vector<char> seen(model_.vertices(), 0);
        const auto visit = [&](Index v) {
            if (v != none && v != root && seen[v] == 0) {
                seen[v] = 1;
                queue.push_back(v);
            }
        };
        out[first] = 1;
        std::size_t count = 1;
        visit(model_.task_vertex[first]);
        if (const Index e = model_.task_edge[first]; e != none) {
            visit(model_.edges[e].a);
            visit(model_.edges[e].b);
        }
        const auto strike = [&](Index task) {
            if (task != none && member[task] != 0 && out[task] == 0 && count < few) {
                out[task] = 1;
                ++count;
                return true;
            }
            return task == none;
        };
        for (std::size_t i = 0; i < queue.size() && i < 200 && count < few; ++i) {
            strike(model_.vertex_task[queue[i]]);
            for (const auto& [e, u] : model_.adjacent[queue[i]]) {
                ++steps_;
                if (strike(model_.edges[e].task)) {
                    visit(u);
                }
            }
        }
        // Places that stand by themselves are near when they serve the same people.
        if (const Index v = model_.task_vertex[first]; v != none) {
            for (const Index g : model_.groups_of[v]) {
                for (const Index u : model_.servers[g]) {
                    ++steps_;
                    if (count < few && random_.below(2) == 0) {
                        strike(model_.vertex_task[u]);
                    }
                }
                if (count >= few) {
                    break;
                }
            }
        }
    }
    std::vector<Index> kept;
    for (const Index task : tasks) {
        if (out[task] == 0) {
            kept.push_back(task);
        }
    }
    return kept;
}

std::vector<Index> SetSearch::filled(std::vector<Index> kept, const std::vector<double>& factor,
                                     double noise)
{
    GreedyOptions o;
    o.task_price = price_;
    o.task_factor = factor;
    o.done = std::move(kept);
    o.reserve = 0;
    o.affordable_ways = goal_ == SetGoal::net && model_.kinds() > 0;
    o.noise = noise;
    o.seed = random_.next();
    o.pace = pace_;
    o.least_ratio = goal_ == SetGoal::net ? 0.5 : 0; // a path may pay off with the next one
    steps_ += static_cast<std::int64_t>(
        2 * (model_.vertices() + 2 * model_.edges.size() + model_.servers.size()));
    return greedyOrder(model_, o);
}

bool SetSearch::start(const std::vector<double>& factor, double noise, const Pace* pace)
{
    pace_ = pace;
    const double before = best_score_;
    std::vector<Index> tasks = filled({}, factor, noise);
    offer(tasks);
    tasks = tidied(tasks, true);
    offer(tasks);
    offer(filled(std::move(tasks), factor, noise));
    return best_score_ > before;
}

void SetSearch::run(const Pace& pace)
{
    pace_ = &pace;
    const std::int64_t began = steps_;
    now_ = best_;
    now_score_ = best_score_;
    if (now_.empty()) {
        return;
    }
    std::int64_t idle = 0;
    while (true) {
        const double done = pace.done(steps_ - began);
        if (done >= 1) {
            return;
        }
        if (now_.empty() || ++idle > 2000) {
            now_ = best_;
            now_score_ = best_score_;
            idle = 0;
        }
        const double noises[] = {0, 0.1, 0.3, 0.6};
        std::vector<Index> tasks = withoutSome(now_);
        tasks = tidied(tasks, false);
        tasks = filled(std::move(tasks), {}, noises[random_.below(4)]);
        std::vector<Index> joined = tidied(tasks, true);
        if (affordable(joined) && score(joined) >= score(tasks)) {
            // What became free may serve more.
            tasks =
                goal_ == SetGoal::weight ? filled(std::move(joined), {}, 0.1) : std::move(joined);
        }
        if (!affordable(tasks)) {
            continue;
        }
        const double value = score(tasks);
        const double scale = std::abs(best_score_) * 0.004 * (1 - done);
        if (value > now_score_ - scale * random_.unit() * random_.unit()) {
            idle = value > best_score_ ? 0 : idle;
            now_ = tasks;
            now_score_ = value;
            if (value > best_score_) {
                best_ = std::move(tasks);
                best_score_ = value;
            }
        }
    }
}

} // namespace planning::restoration
