#include "planning/restoration/population.h"

#include <algorithm>
#include <numeric>

namespace planning::restoration {

namespace {
constexpr int triesPerChild = 10;
constexpr int mostRegions = 64; // grown until enough works are in them
} // namespace

Population::Population(const Model& model, std::size_t most)
    : model_{model}, most_{std::max<std::size_t>(most, 1)}
{
}

void Population::offer(Plan plan)
{
    const auto at = std::ranges::lower_bound(plans_, plan.value, std::greater{}, &Plan::value);
    if (at != plans_.end() && at->value == plan.value) {
        return;
    }
    plans_.insert(at, std::move(plan));
    if (plans_.size() > most_) {
        plans_.pop_back();
    }
}

Plan Population::child(Random& random) const
{
    const std::size_t first = random.below(plans_.size());
    if (plans_.size() < 2) {
        return plans_[first];
    }
    std::size_t second = random.below(plans_.size() - 1);
    second += second >= first ? 1 : 0;
    const Plan& a = plans_[first];
    const Plan& b = plans_[second];
    Plan best = a;
    best.value = -1;
    for (int i = 0; i < triesPerChild; ++i) {
        Plan plan = random.below(2) == 0 ? cross(a, b, random) : cross(b, a, random);
        if (plan.value > best.value && plan.value != a.value && plan.value != b.value) {
            best = std::move(plan);
        }
    }
    return best.value < 0 ? a : best;
}

/// Per task whether it lies in one of some regions, each grown breadth first from a vertex.
std::vector<char> Population::regions(Random& random) const
{
    const std::size_t n = model_.tasks();
    std::vector<char> inside(n, 0);
    for (Index task = 0; task < n; ++task) { // those that mend no part of the graph
        inside[task] = model_.task_vertex[task] == none && model_.task_edge[task] == none
                           ? static_cast<char>(random.below(2))
                           : char{0};
    }
    std::vector<char> seen(model_.vertices(), 0);
    const std::size_t wanted = n / 8 + random.below(n / 3 + 1);
    std::size_t taken = 0;
    const auto take = [&](Index task) {
        if (task != none && inside[task] == 0) {
            inside[task] = 1;
            ++taken;
        }
    };
    for (int i = 0; i < mostRegions && taken < wanted && model_.vertices() > 1; ++i) {
        std::vector<Index> queue{1 + random.below(model_.vertices() - 1)};
        const std::size_t until = taken + wanted / 3 + 1;
        for (std::size_t next = 0; next < queue.size() && taken < until; ++next) {
            const Index v = queue[next];
            if (v == root || seen[v] != 0) {
                continue;
            }
            seen[v] = 1;
            take(model_.vertex_task[v]);
            for (const auto& [edge, other] : model_.adjacent[v]) {
                take(model_.edges[edge].task);
                queue.push_back(other);
            }
        }
    }
    return inside;
}

Plan Population::cross(const Plan& mostly, const Plan& inside, Random& random) const
{
    const std::vector<char> in = regions(random);
    // Each work stands where its plan has it; works that are not done stand behind all others.
    const std::size_t last = 2 * model_.tasks();
    std::vector<std::size_t> key(model_.tasks(), 2 * last);
    const auto stand = [&](const Plan& plan, char which) {
        for (std::size_t i = 0; i < plan.order.size(); ++i) {
            const Index task = plan.order[i];
            if (in[task] == which) {
                key[task] = plan.period[task] < model_.periods ? i : last + i;
            }
        }
    };
    stand(mostly, 0);
    stand(inside, 1);
    std::vector<Index> order(model_.tasks());
    std::iota(order.begin(), order.end(), Index{0});
    std::ranges::stable_sort(order, {}, [&](Index task) { return key[task]; });
    return decode(model_, withForerunners(model_, order));
}

} // namespace planning::restoration
