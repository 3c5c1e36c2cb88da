#include "planning/network/grid_ways.h"

#include "planning/network/grid_graph.h"

#include <queue>

#include <algorithm>
#include <limits>

namespace planning {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

GridWay gridNeed(const Mends& mends, AssetRef asset, Service works)
{
    if (works == Service::on) {
        return {};
    }
    if (auto mend = mends.cheapest(asset, false)) {
        return {priceOf(*mend), {{asset}, std::move(mend->actions)}, {}};
    }
    return {never, {{asset}, {}}, mends.whyNone(asset, false)};
}

} // namespace

std::vector<GridWay> gridWays(const Scenario& scenario, const Statuses& statuses,
                              const Mends& mends)
{
    const std::size_t count = scenario.grid_nodes.size();
    std::vector<GridWay> own(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        own[i] =
            gridNeed(mends, {AssetKind::gridNode, i}, serviceOf(statuses.grid_nodes[i].status));
    }
    if (!gridGraphGiven(scenario)) {
        return own;
    }
    const std::vector<std::vector<GridNeighbour>> next = gridNeighbours(scenario);
    std::vector<GridWay> grid(count, {never, {}, "no power line leads to its grid node"});
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    const auto joined = [](const GridWay& a, const GridWay& b) {
        GridWay sum = a;
        sum.price += b.price;
        sum.option.assets.insert(sum.option.assets.end(), b.option.assets.begin(),
                                 b.option.assets.end());
        for (const std::uint32_t action : b.option.actions) {
            if (std::ranges::find(sum.option.actions, action) == sum.option.actions.end()) {
                sum.option.actions.push_back(action);
            }
        }
        sum.whyNot = a.whyNot.empty() ? b.whyNot : a.whyNot;
        return sum;
    };
    const auto offer = [&](std::uint32_t node, GridWay way) {
        if (way.price < grid[node].price) {
            queue.emplace(way.price, node);
            grid[node] = std::move(way);
        }
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        if (scenario.grid_nodes[i].kind == GridNodeKind::source) {
            offer(i, own[i]);
        }
    }
    while (!queue.empty()) {
        const auto [price, node] = queue.top();
        queue.pop();
        if (price > grid[node].price) {
            continue;
        }
        for (const GridNeighbour& line : next[node]) {
            const GridWay wire = gridNeed(mends, {AssetKind::gridLine, line.line},
                                          serviceOf(statuses.grid_lines[line.line].status));
            offer(line.to, joined(joined(grid[node], wire), own[line.to]));
        }
    }
    return grid;
}

} // namespace planning
