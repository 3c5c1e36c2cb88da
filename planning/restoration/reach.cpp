#include "planning/restoration/reach.h"

#include <queue>

#include <algorithm>
#include <limits>
#include <numeric>

namespace planning::restoration {

namespace {
constexpr double closed = std::numeric_limits<double>::infinity();
// What sums of floating-point numbers may be off by.
constexpr double slack = 1e-9;
} // namespace

std::vector<double> suppliedUpTo(const ModelResource& resource)
{
    std::vector<double> sum(resource.supply.begin(), resource.supply.end());
    if (resource.kind == SupplyKind::perPeriod) {
        std::partial_sum(sum.begin(), sum.end(), sum.begin());
    }
    return sum;
}

std::vector<char> beyondReach(const Model& model, const BoundGraph& graph, int t, const Pace& pace)
{
    const std::size_t n = graph.vertices();
    std::vector<char> off(n, 0);
    std::vector<double> way(n);  // over the best arc
    std::vector<double> dist(n); // and with what is needed
    std::vector<std::uint32_t> unmet(n);
    std::vector<double> need(n);
    using Entry = std::pair<double, Index>;
    const std::size_t kinds = std::max<std::size_t>(model.kinds(), 1); // at least what is closed
    for (std::size_t k = 0; k < kinds && !pace.late(); ++k) {
        const auto cost = [&](Index task) {
            return task == none ? 0.0
                   : model.task_release[task] > t
                       ? closed
                       : (k < model.kinds() ? static_cast<double>(model.use(task)[k]) : 0.0);
        };
        way.assign(n, closed);
        dist.assign(n, closed);
        need.assign(n, 0);
        for (Index v = 0; v < n; ++v) {
            unmet[v] = static_cast<std::uint32_t>(graph.needs[v].size());
        }
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        std::vector<char> settled(n, 0);
        way[root] = dist[root] = 0;
        queue.emplace(0.0, root);
        const auto offer = [&](Index v) {
            const double d = std::max(way[v], need[v]);
            if (unmet[v] == 0 && d < dist[v]) {
                dist[v] = d;
                queue.emplace(d, v);
            }
        };
        while (!queue.empty()) {
            const auto [d, v] = queue.top();
            queue.pop();
            if (settled[v] != 0) {
                continue;
            }
            settled[v] = 1;
            for (const Index a : graph.out[v]) {
                const BoundArc& arc = graph.arcs[a];
                const double step = d + cost(arc.edge_task) + cost(arc.head_task);
                if (step < way[arc.head]) {
                    way[arc.head] = step;
                    offer(arc.head);
                }
            }
            for (const Index u : graph.needed_by[v]) {
                need[u] = std::max(need[u], d);
                --unmet[u];
                offer(u);
            }
        }
        const double most = k < model.kinds()
                                ? suppliedUpTo(model.resources[k])[static_cast<std::size_t>(t)]
                                : std::numeric_limits<double>::max();
        for (Index v = 0; v < n; ++v) {
            off[v] =
                static_cast<char>(off[v] != 0 || dist[v] > most * (1 + slack) || settled[v] == 0);
        }
    }
    return off;
}

} // namespace planning::restoration
