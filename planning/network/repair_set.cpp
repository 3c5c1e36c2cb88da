#include "planning/network/repair_set.h"

#include <queue>

#include <algorithm>
#include <limits>

namespace planning {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

} // namespace

RepairFinder::RepairFinder(const Scenario& scenario, const Statuses& statuses,
                           const PowerState& power, const TransportGraph& graph,
                           const NetworkHealth& health)
    : scenario_{scenario}, statuses_{statuses}, power_{power}, graph_{graph}, health_{health},
      mends_{scenario}, gridIndex_{indexOfGridNodes(scenario)}
{
    findGridWays();
    for (Vertex v = 0; v < graph_.vertices(); ++v) {
        vertexNeed_.push_back(vertexNeed(v));
    }
    for (std::uint32_t e = 0; e < graph_.edges().size(); ++e) {
        edgeNeed_.push_back(graph_.edges()[e].tie
                                ? Need{}
                                : physicalNeed(graph_.edges()[e].asset, health_.edges[e].works));
    }
    findWays();
}

RepairFinder::Need RepairFinder::physicalNeed(AssetRef asset, Service works) const
{
    if (works == Service::on) {
        return {};
    }
    if (auto mend = mends_.cheapest(asset, false)) {
        return {priceOf(*mend), {asset}, std::move(*mend), {}};
    }
    return {never, {asset}, {}, mends_.whyNone(asset, false)};
}

void RepairFinder::findGridWays()
{
    const std::size_t count = scenario_.grid_nodes.size();
    grid_.resize(count);
    std::vector<Need> own(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        own[i] = physicalNeed({AssetKind::gridNode, i}, serviceOf(statuses_.grid_nodes[i].status));
    }
    const bool graphGiven = !scenario_.grid_lines.empty() &&
                            std::ranges::any_of(scenario_.grid_nodes, [](const GridNode& n) {
                                return n.kind == GridNodeKind::source;
                            });
    if (!graphGiven) {
        grid_ = own;
        return;
    }
    struct Line {
        std::uint32_t to, line;
    };
    std::vector<std::vector<Line>> next(count);
    for (std::uint32_t i = 0; i < scenario_.grid_lines.size(); ++i) {
        const auto a = gridIndex_.find(scenario_.grid_lines[i].from_id);
        const auto b = gridIndex_.find(scenario_.grid_lines[i].to_id);
        if (a != gridIndex_.end() && b != gridIndex_.end()) {
            next[a->second].push_back({b->second, i});
            next[b->second].push_back({a->second, i});
        }
    }
    for (Need& need : grid_) {
        need = {never, {}, {}, "no power line leads to its grid node"};
    }
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    const auto joined = [](const Need& a, const Need& b) {
        Need sum = a;
        sum.price += b.price;
        sum.assets.insert(sum.assets.end(), b.assets.begin(), b.assets.end());
        sum.mend.actions.insert(sum.mend.actions.end(), b.mend.actions.begin(),
                                b.mend.actions.end());
        sum.whyNot = a.whyNot.empty() ? b.whyNot : a.whyNot;
        return sum;
    };
    const auto offer = [&](std::uint32_t node, Need need) {
        if (need.price < grid_[node].price) {
            queue.emplace(need.price, node);
            grid_[node] = std::move(need);
        }
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        if (scenario_.grid_nodes[i].kind == GridNodeKind::source) {
            offer(i, own[i]);
        }
    }
    while (!queue.empty()) {
        const auto [price, node] = queue.top();
        queue.pop();
        if (price > grid_[node].price) {
            continue;
        }
        for (const Line& line : next[node]) {
            const Need wire = physicalNeed({AssetKind::gridLine, line.line},
                                           serviceOf(statuses_.grid_lines[line.line].status));
            offer(line.to, joined(joined(grid_[node], wire), own[line.to]));
        }
    }
}

RepairFinder::Need RepairFinder::vertexNeed(Vertex v) const
{
    const AssetRef asset = graph_.asset(v);
    const VertexHealth& health = health_.vertices[v];
    Need need = physicalNeed(asset, health.whole);
    if (health.powered != Service::on) {
        const PowerSupply& supply = graph_.isSite(v) ? scenario_.sites[asset.index].power
                                                     : scenario_.nodes[asset.index].power;
        Need best{never, {asset}, {}, mends_.whyNone(asset, true)};
        if (auto mend = mends_.cheapest(asset, true)) {
            best = {priceOf(*mend), {asset}, std::move(*mend), {}};
        }
        const auto at = gridIndex_.find(supply.grid_node_id);
        if (at != gridIndex_.end() && power_.grid_nodes[at->second] != Service::on &&
            grid_[at->second].price < best.price) {
            best = grid_[at->second];
        }
        need.price += best.price;
        need.assets.insert(need.assets.end(), best.assets.begin(), best.assets.end());
        need.mend.actions.insert(need.mend.actions.end(), best.mend.actions.begin(),
                                 best.mend.actions.end());
        need.whyNot = need.whyNot.empty() ? best.whyNot : need.whyNot;
    }
    if (health.reportedCut && health.whole == Service::on) {
        // The break behind it has not been found: only an action on the place itself can help when
        // everything on its way is said to work.
        if (auto mend = mends_.cheapest(asset, false)) {
            need.price += priceOf(*mend);
            need.assets.push_back(asset);
            need.mend.actions.insert(need.mend.actions.end(), mend->actions.begin(),
                                     mend->actions.end());
        }
    }
    return need;
}

void RepairFinder::findWays()
{
    price_.assign(graph_.vertices(), never);
    parent_.assign(graph_.vertices(), none);
    using Entry = std::pair<double, Vertex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (const Vertex core : graph_.cores()) {
        if (vertexNeed_[core].price < price_[core]) {
            price_[core] = vertexNeed_[core].price;
            queue.emplace(price_[core], core);
        }
    }
    constexpr double hop = 1e-9; // of equally dear ways the one with fewer hops
    while (!queue.empty()) {
        const auto [price, v] = queue.top();
        queue.pop();
        if (price > price_[v]) {
            continue;
        }
        for (const std::uint32_t e : graph_.edgesAt(v)) {
            const Vertex u = graph_.other(e, v);
            const double way = price + edgeNeed_[e].price + vertexNeed_[u].price + hop;
            if (way < price_[u]) {
                price_[u] = way;
                parent_[u] = e;
                queue.emplace(way, u);
            }
        }
    }
}

RepairSet RepairFinder::cheapest(Vertex site) const
{
    RepairSet set;
    if (!vertexNeed_[site].whyNot.empty()) {
        set.possible = false;
        set.why_not = vertexNeed_[site].whyNot;
        return set;
    }
    if (price_[site] == never) {
        set.possible = false;
        set.why_not = graph_.cores().empty()
                          ? "the workspace has no core node"
                          : "no path leads to a core, not even over repaired parts";
        return set;
    }
    const auto add = [&set](const Need& need) {
        for (const AssetRef asset : need.assets) {
            if (std::ranges::find(set.assets, asset) == set.assets.end()) {
                set.assets.push_back(asset);
            }
        }
        for (const std::uint32_t action : need.mend.actions) {
            if (std::ranges::find(set.actions, action) == set.actions.end()) {
                set.actions.push_back(action);
            }
        }
    };
    for (Vertex v = site;;) {
        add(vertexNeed_[v]);
        const std::uint32_t e = parent_[v];
        if (e == none) {
            break;
        }
        add(edgeNeed_[e]);
        v = graph_.other(e, v);
    }
    for (const std::uint32_t action : set.actions) {
        set.cost_usd += scenario_.actions[action].cost_usd;
        set.crew_days += scenario_.actions[action].crew_days;
    }
    if (set.actions.empty()) {
        set.possible = false;
        set.why_not = "it is reported out, but every piece of its path is said to work: ask for "
                      "the place of the break";
    }
    return set;
}

std::vector<ChainLink> RepairFinder::chain(Vertex site) const
{
    std::vector<ChainLink> links;
    const auto addVertex = [&](Vertex v) {
        const VertexHealth& health = health_.vertices[v];
        ChainLink link{graph_.asset(v), Service::on, Cause::none};
        if (health.whole != Service::on) {
            link.state = health.whole;
            link.cause = Cause::physical;
        } else if (health.powered != Service::on) {
            link.state = health.powered;
            link.cause = Cause::power;
        } else if (health.reportedCut) {
            link.state = Service::off;
            link.cause = Cause::backhaul;
        }
        links.push_back(link);
    };
    addVertex(site);
    for (Vertex v = site; parent_[v] != none;) {
        const std::uint32_t e = parent_[v];
        if (!graph_.edges()[e].tie) {
            const Service works = health_.edges[e].works;
            links.push_back({graph_.edges()[e].asset, works,
                             works == Service::on ? Cause::none : Cause::physical});
        }
        v = graph_.other(e, v);
        addVertex(v);
    }
    return links;
}

} // namespace planning
