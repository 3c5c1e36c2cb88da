#include "planning/restoration/baselines.h"

#include "planning/restoration/greedy.h"
#include "planning/restoration/paths.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace planning::restoration {
namespace {

std::vector<double> plainPrices(const Model& model)
{
    const std::vector<double> unit = scarcity(model);
    std::vector<double> price(model.tasks(), 1e-9);
    for (Index task = 0; task < model.tasks(); ++task) {
        for (std::size_t k = 0; k < model.kinds(); ++k) {
            price[task] += unit[k] * static_cast<double>(model.use(task)[k]);
        }
    }
    return price;
}

/// Weight each vertex serves when it is on, wherever others serve it too.
std::vector<double> peopleOf(const Model& model)
{
    std::vector<double> people(model.vertices(), 0);
    for (Index v = 1; v < model.vertices(); ++v) {
        for (const Index g : model.groups_of[v]) {
            people[v] += static_cast<double>(model.group_weight[g]);
        }
    }
    return people;
}

/// Fewest edges from the root; vertices beyond reach are last.
std::vector<double> stepsFromRoot(const Model& model, std::vector<Index>* visited = nullptr,
                                  std::vector<Index>* before = nullptr)
{
    std::vector<double> steps(model.vertices(), std::numeric_limits<double>::infinity());
    std::vector<Index> queue{root};
    steps[root] = 0;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const auto& [e, u] : model.adjacent[queue[i]]) {
            if (steps[u] == std::numeric_limits<double>::infinity()) {
                steps[u] = steps[queue[i]] + 1;
                queue.push_back(u);
                if (before != nullptr) {
                    (*before)[u] = e;
                }
            }
        }
    }
    if (visited != nullptr) {
        *visited = std::move(queue);
    }
    return steps;
}

/// Connects the targets in this order, each by its cheapest path from what is on by then.
std::vector<Index> inTurn(const Model& model, std::vector<Index> targets)
{
    PathBuilder paths{model, plainPrices(model), 0};
    while (true) {
        std::vector<Index> later;
        for (const Index v : targets) {
            if (paths.live().on(v)) {
                continue;
            }
            if (!paths.forest().reachable(v)) {
                later.push_back(v);
            } else {
                paths.take(v);
            }
        }
        if (later.empty() || !paths.nextPeriod()) {
            return paths.order();
        }
        targets = std::move(later);
    }
}

std::vector<Index> cheapestNext(const Model& model, const std::vector<Index>& targets)
{
    PathBuilder paths{model, plainPrices(model), 0};
    std::vector<char> tooDear(model.vertices(), 0);
    while (true) {
        Index best = none;
        for (const Index v : targets) {
            if (!paths.live().on(v) && tooDear[v] == 0 && paths.forest().reachable(v) &&
                (best == none || paths.forest().distance(v) < paths.forest().distance(best))) {
                best = v;
            }
        }
        if (best == none) {
            if (!paths.nextPeriod()) {
                return paths.order();
            }
        } else if (!paths.take(best)) {
            tooDear[best] = 1;
        }
    }
}

/// Sites by people, and all the rest by the people behind it in the undamaged network, done side
/// by side without looking at each other.
std::vector<Index> twoLists(const Model& model, const std::vector<double>& people)
{
    std::vector<Index> visited;
    std::vector<Index> via(model.vertices(), none);
    stepsFromRoot(model, &visited, &via);
    std::vector<double> behindVertex = people;
    std::vector<double> behindEdge(model.edges.size(), 0);
    for (auto v = visited.rbegin(); v != visited.rend(); ++v) {
        if (via[*v] != none) {
            const ModelEdge& edge = model.edges[via[*v]];
            behindEdge[via[*v]] += behindVertex[*v];
            behindVertex[edge.a == *v ? edge.b : edge.a] += behindVertex[*v];
        }
    }
    std::vector<Index> sites;
    std::vector<Index> rest;
    std::vector<double> rank(model.tasks(), 0);
    for (Index task = 0; task < model.tasks(); ++task) {
        const Index v = model.task_vertex[task];
        if (v != none && people[v] > 0) {
            sites.push_back(task);
            rank[task] = people[v];
        } else {
            rest.push_back(task);
            rank[task] = v != none                       ? behindVertex[v]
                         : model.task_edge[task] != none ? behindEdge[model.task_edge[task]]
                                                         : 0;
        }
    }
    const auto byRank = [&](Index a, Index b) {
        return rank[a] != rank[b] ? rank[a] > rank[b] : a < b;
    };
    std::ranges::sort(sites, byRank);
    std::ranges::sort(rest, byRank);
    std::vector<Index> order;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < sites.size() || j < rest.size()) {
        const bool site =
            j >= rest.size() || (i < sites.size() && i * rest.size() <= j * sites.size());
        order.push_back(site ? sites[i++] : rest[j++]);
    }
    return order;
}

} // namespace

std::optional<Baseline> baselineNamed(const std::string& name)
{
    static const std::pair<const char*, Baseline> names[] = {{"population", Baseline::population},
                                                             {"cost", Baseline::cost},
                                                             {"nearest", Baseline::nearest},
                                                             {"ratio", Baseline::ratio},
                                                             {"separate", Baseline::separate}};
    for (const auto& [known, rule] : names) {
        if (name == known) {
            return rule;
        }
    }
    return std::nullopt;
}

std::vector<Index> baselineOrder(const Model& model, Baseline rule)
{
    const std::vector<double> people = peopleOf(model);
    std::vector<Index> targets;
    for (Index v = 1; v < model.vertices(); ++v) {
        if (people[v] > 0) {
            targets.push_back(v);
        }
    }
    const auto sorted = [&](const std::vector<double>& key) {
        std::vector<Index> out = targets;
        std::ranges::stable_sort(out, [&](Index a, Index b) { return key[a] > key[b]; });
        return out;
    };
    switch (rule) {
    case Baseline::population:
        return inTurn(model, sorted(people));
    case Baseline::cost:
        return cheapestNext(model, targets);
    case Baseline::nearest: {
        std::vector<double> nearness = stepsFromRoot(model);
        std::ranges::transform(nearness, nearness.begin(), std::negate<>{});
        return inTurn(model, sorted(nearness));
    }
    case Baseline::ratio: {
        const PathBuilder paths{model, plainPrices(model), model.periods};
        std::vector<double> ratio(model.vertices(), 0);
        for (const Index v : targets) {
            ratio[v] = people[v] / std::max(1e-9, paths.forest().distance(v));
        }
        return inTurn(model, sorted(ratio));
    }
    case Baseline::separate:
        break;
    }
    return withForerunners(model, twoLists(model, people));
}

Plan bestSimplePlan(const Model& model, const Feedback& feedback)
{
    Plan best = decode(model, {});
    for (const Baseline rule : allBaselines) {
        if (feedback.cancelled()) {
            break;
        }
        Plan plan = decode(model, baselineOrder(model, rule));
        if (plan.value > best.value) {
            best = std::move(plan);
        }
    }
    return best;
}

} // namespace planning::restoration
