#include "planning/restoration/replay.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace planning {
namespace {

/// Which layer stands for each: those of one site that no cell of their own can put out come and go
/// together.
std::vector<std::uint32_t> likeLayers(const Cover& cover)
{
    std::vector<std::uint32_t> like(cover.layers.size());
    std::unordered_map<std::uint32_t, std::uint32_t> first; // by site
    for (std::uint32_t layer = 0; layer < like.size(); ++layer) {
        const RadioLayer& each = cover.layers[layer];
        like[layer] =
            each.cell == allCells ? first.try_emplace(each.site, layer).first->second : layer;
    }
    return like;
}

/// Groups that the same layers serve, as one.
struct Merged {
    std::vector<std::uint32_t> of; // per group of the cover
    std::vector<std::vector<std::uint32_t>> layers;
};

Merged mergeGroups(const Cover& cover)
{
    const std::vector<std::uint32_t> like = likeLayers(cover);
    const auto hash = [](const std::vector<std::uint32_t>& layers) {
        std::size_t sum = layers.size();
        for (const std::uint32_t layer : layers) {
            sum = (sum ^ layer) * std::size_t{0x9E3779B97F4A7C15U};
        }
        return sum ^ (sum >> 32U);
    };
    std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, decltype(hash)> known{16, hash};
    Merged out;
    for (std::uint32_t g = 0; g < cover.groups(); ++g) {
        std::vector<std::uint32_t> layers;
        for (const std::uint32_t layer : cover.layersOf(g)) {
            layers.push_back(like[layer]);
        }
        std::ranges::sort(layers);
        layers.erase(std::unique(layers.begin(), layers.end()), layers.end());
        const auto number = static_cast<std::uint32_t>(out.layers.size());
        const auto [at, added] = known.try_emplace(layers, number);
        if (added) {
            out.layers.push_back(std::move(layers));
        }
        out.of.push_back(at->second);
    }
    return out;
}

/// layer → merged groups.
void invert(const Merged& merged, std::size_t layers, std::vector<std::uint32_t>& start,
            std::vector<std::uint32_t>& groups)
{
    start.assign(layers + 1, 0);
    for (const std::vector<std::uint32_t>& each : merged.layers) {
        for (const std::uint32_t layer : each) {
            ++start[layer + 1];
        }
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    groups.resize(start.back());
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    for (std::uint32_t g = 0; g < merged.layers.size(); ++g) {
        for (const std::uint32_t layer : merged.layers[g]) {
            groups[next[layer]++] = g;
        }
    }
}

} // namespace

Replay::Fixed Replay::fixedOf(const Scenario& scenario, const TransportGraph& graph,
                              const Cover& cover, const std::vector<double>& weights)
{
    Fixed out;
    out.assets = indexOfAssets(scenario);
    out.core.assign(graph.vertices(), 0);
    for (const Vertex core : graph.cores()) {
        out.core[core] = 1;
    }
    out.edgeOfSpan.assign(scenario.spans.size(), none);
    out.edgeOfLink.assign(scenario.links.size(), none);
    for (std::uint32_t e = 0; e < graph.edges().size(); ++e) {
        const AssetRef asset = graph.edges()[e].asset;
        if (asset.kind == AssetKind::span) {
            out.edgeOfSpan[asset.index] = e;
        } else if (asset.kind == AssetKind::link) {
            out.edgeOfLink[asset.index] = e;
        }
    }

    const Index gridIndex = indexOfGridNodes(scenario);
    out.fedBy.resize(scenario.grid_nodes.size());
    out.gridNext = gridNeighbours(scenario);
    for (const GridNode& node : scenario.grid_nodes) {
        out.gridSource.push_back(node.kind == GridNodeKind::source ? 1 : 0);
    }
    out.gridGraph = gridGraphGiven(scenario);
    for (std::uint32_t i = 0; i < scenario.grid_lines.size(); ++i) {
        const auto a = gridIndex.find(scenario.grid_lines[i].from_id);
        const auto b = gridIndex.find(scenario.grid_lines[i].to_id);
        out.gridEnds.emplace_back(none, none);
        if (a != gridIndex.end() && b != gridIndex.end()) {
            out.gridEnds.back() = {a->second, b->second};
        }
    }
    const auto feed = [&](const std::string& gridNode, Vertex v) {
        if (const auto at = gridIndex.find(gridNode); at != gridIndex.end()) {
            out.fedBy[at->second].push_back(v);
        }
    };
    for (std::uint32_t i = 0; i < scenario.nodes.size(); ++i) {
        feed(scenario.nodes[i].power.grid_node_id, graph.ofNode(i));
    }
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        feed(scenario.sites[i].power.grid_node_id, graph.ofSite(i));
    }

    const Merged merged = mergeGroups(cover);
    invert(merged, cover.layers.size(), out.layerStart, out.layerGroups);
    out.merged = merged.of;
    out.weights.assign(merged.layers.size(), 0);
    for (std::size_t g = 0; g < merged.of.size(); ++g) {
        out.weights[merged.of[g]] += weights.empty() ? cover.group_people[g] : weights[g];
    }
    out.siteLayer.assign(scenario.sites.size() + 1,
                         static_cast<std::uint32_t>(cover.layers.size()));
    for (std::uint32_t i = static_cast<std::uint32_t>(cover.layers.size()); i-- > 0;) {
        out.siteLayer[cover.layers[i].site] = i;
    }
    for (std::size_t s = scenario.sites.size(); s-- > 0;) {
        out.siteLayer[s] = std::min(out.siteLayer[s], out.siteLayer[s + 1]);
    }
    return out;
}

Replay::Replay(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
               const TransportGraph& graph, const Cover& cover, bool unknownWorks,
               const std::vector<double>& weights)
    : Replay{scenario,
             statuses,
             power,
             graph,
             cover,
             unknownWorks,
             std::make_shared<const Fixed>(fixedOf(scenario, graph, cover, weights))}
{
}

Replay Replay::withPower(const Scenario& scenario, const Statuses& statuses,
                         const PowerState& power, bool unknownWorks) const
{
    return {scenario, statuses, power, graph_, cover_, unknownWorks, fixed_};
}

Replay::Replay(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
               const TransportGraph& graph, const Cover& cover, bool unknownWorks,
               std::shared_ptr<const Fixed> fixed)
    : graph_{graph}, cover_{cover}, actions_{scenario.actions}, fixed_{std::move(fixed)}
{
    const auto good = [unknownWorks](Service s) {
        return static_cast<char>(s == Service::on || (s == Service::unknown && unknownWorks));
    };
    const NetworkHealth health = healthOf(scenario, statuses, power, graph);
    for (const VertexHealth& v : health.vertices) {
        whole_.push_back(good(v.whole));
        powered_.push_back(good(v.powered));
        cut_.push_back(v.reportedCut ? 1 : 0);
    }
    on_.assign(graph.vertices(), 0);
    for (std::uint32_t e = 0; e < graph.edges().size(); ++e) {
        edgeWorks_.push_back(good(health.edges[e].works));
    }
    for (std::uint32_t i = 0; i < scenario.grid_nodes.size(); ++i) {
        gridWorks_.push_back(good(serviceOf(statuses.grid_nodes[i].status)));
        gridFed_.push_back(good(power.grid_nodes[i]));
    }
    for (const AssetStatus& line : statuses.grid_lines) {
        lineWorks_.push_back(good(serviceOf(line.status)));
    }
    for (const RadioLayer& layer : cover.layers) {
        layerWorks_.push_back(
            layer.cell == allCells ? 1 : good(serviceOf(statuses.cells[layer.cell].status)));
    }
    groupServed_.assign(fixed_->weights.size(), 0);
    for (const Vertex core : graph.cores()) {
        place(core);
    }
}

void Replay::serve(std::uint32_t site)
{
    for (std::uint32_t layer = fixed_->siteLayer[site]; layer < fixed_->siteLayer[site + 1];
         ++layer) {
        if (layerWorks_[layer] == 0) {
            continue; // a cell that is out by itself
        }
        for (std::uint32_t i = fixed_->layerStart[layer]; i < fixed_->layerStart[layer + 1]; ++i) {
            const std::uint32_t g = fixed_->layerGroups[i];
            if (groupServed_[g] == 0) {
                groupServed_[g] = 1;
                served_ += fixed_->weights[g];
            }
        }
    }
}

void Replay::mendCell(std::uint32_t cell)
{
    for (std::uint32_t layer = 0; layer < cover_.layers.size(); ++layer) {
        if (cover_.layers[layer].cell == cell) {
            layerWorks_[layer] = 1;
            if (siteOn(cover_.layers[layer].site)) {
                serve(cover_.layers[layer].site);
            }
        }
    }
}

void Replay::place(Vertex first)
{
    const auto reached = [this](Vertex v) {
        return fixed_->core[v] != 0 || std::ranges::any_of(graph_.edgesAt(v), [&](std::uint32_t e) {
                   return edgeWorks_[e] != 0 && on_[graph_.other(e, v)] != 0;
               });
    };
    if (on_[first] != 0 || !ready(first) || !reached(first)) {
        return;
    }
    std::vector<Vertex> queue{first};
    on_[first] = 1;
    while (!queue.empty()) {
        const Vertex v = queue.back();
        queue.pop_back();
        if (graph_.isSite(v)) {
            serve(graph_.asset(v).index);
        }
        for (const std::uint32_t e : graph_.edgesAt(v)) {
            const Vertex u = graph_.other(e, v);
            if (edgeWorks_[e] != 0 && on_[u] == 0 && ready(u)) {
                on_[u] = 1;
                queue.push_back(u);
            }
        }
    }
}

void Replay::energise(std::uint32_t first)
{
    const auto reached = [this](std::uint32_t node) {
        return !fixed_->gridGraph || fixed_->gridSource[node] != 0 ||
               std::ranges::any_of(fixed_->gridNext[node], [&](const GridNeighbour& line) {
                   return lineWorks_[line.line] != 0 && gridFed_[line.to] != 0;
               });
    };
    if (gridFed_[first] != 0 || gridWorks_[first] == 0 || !reached(first)) {
        return;
    }
    std::vector<std::uint32_t> queue{first};
    gridFed_[first] = 1;
    while (!queue.empty()) {
        const std::uint32_t node = queue.back();
        queue.pop_back();
        for (const Vertex v : fixed_->fedBy[node]) {
            powered_[v] = 1;
            place(v);
        }
        for (const GridNeighbour& line : fixed_->gridNext[node]) {
            if (fixed_->gridGraph && lineWorks_[line.line] != 0 && gridFed_[line.to] == 0 &&
                gridWorks_[line.to] != 0) {
                gridFed_[line.to] = 1;
                queue.push_back(line.to);
            }
        }
    }
}

void Replay::heedOrder()
{
    std::unordered_map<std::string, std::uint32_t> positions;
    for (std::uint32_t i = 0; i < actions_.size(); ++i) {
        positions.emplace(actions_[i].action_id, i);
    }
    Order order;
    order.before.resize(actions_.size());
    order.after.resize(actions_.size());
    for (std::uint32_t i = 0; i < actions_.size(); ++i) {
        for (const std::string& id : actions_[i].after_ids) {
            if (const auto first = positions.find(id); first != positions.end()) {
                order.before[i].push_back(first->second);
                order.after[first->second].push_back(i);
            }
        }
    }
    order_ = std::make_shared<const Order>(std::move(order));
    done_.assign(actions_.size(), Done::no);
}

bool Replay::finished(std::uint32_t action) const
{
    return order_ != nullptr && done_[action] != Done::no;
}

std::vector<std::uint32_t> Replay::firstNeeded(std::uint32_t action) const
{
    std::vector<std::uint32_t> out;
    if (order_ == nullptr || order_->before[action].empty()) {
        return out;
    }
    std::vector<std::uint32_t> seen{action};
    const auto visit = [&](const auto& self, std::uint32_t then) -> void {
        for (const std::uint32_t first : order_->before[then]) {
            if (done_[first] == Done::yes || std::ranges::find(seen, first) != seen.end()) {
                continue;
            }
            seen.push_back(first);
            self(self, first);
            if (done_[first] == Done::no) {
                out.push_back(first);
            }
        }
    };
    visit(visit, action);
    return out;
}

double Replay::finish(std::uint32_t action)
{
    if (order_ == nullptr) {
        return carryOut(action);
    }
    if (done_[action] != Done::no) {
        return 0;
    }
    done_[action] = Done::waits;
    double people = 0;
    std::vector<std::uint32_t> ready{action};
    while (!ready.empty()) {
        const std::uint32_t next = ready.back();
        ready.pop_back();
        if (done_[next] != Done::waits ||
            std::ranges::any_of(order_->before[next], [this](std::uint32_t first) {
                return done_[first] != Done::yes;
            })) {
            continue;
        }
        done_[next] = Done::yes;
        people += carryOut(next);
        ready.insert(ready.end(), order_->after[next].begin(), order_->after[next].end());
    }
    return people;
}

double Replay::carryOut(std::uint32_t action)
{
    const double before = served_;
    const Action& done = actions_[action];
    const auto at = fixed_->assets.find(done.asset_id);
    if (at == fixed_->assets.end() || done.kind == ActionKind::clear) {
        return 0;
    }
    const AssetRef asset = at->second;
    const bool givesPower = done.kind == ActionKind::power || done.kind == ActionKind::fuel;
    if (asset.kind == AssetKind::site || asset.kind == AssetKind::node) {
        const Vertex v =
            asset.kind == AssetKind::site ? graph_.ofSite(asset.index) : graph_.ofNode(asset.index);
        if (givesPower) {
            powered_[v] = 1;
        } else {
            whole_[v] = 1;
            cut_[v] = 0;
        }
        place(v);
    } else if (asset.kind == AssetKind::span || asset.kind == AssetKind::link) {
        const std::uint32_t e = asset.kind == AssetKind::span ? fixed_->edgeOfSpan[asset.index]
                                                              : fixed_->edgeOfLink[asset.index];
        if (e != none) {
            edgeWorks_[e] = 1;
            place(graph_.edges()[e].a);
            place(graph_.edges()[e].b);
        }
    } else if (asset.kind == AssetKind::cell) {
        mendCell(asset.index);
    } else if (asset.kind == AssetKind::gridNode) {
        gridWorks_[asset.index] = 1;
        energise(asset.index);
    } else if (asset.kind == AssetKind::gridLine) {
        lineWorks_[asset.index] = 1;
        const auto [a, b] = fixed_->gridEnds[asset.index];
        if (a != none) {
            energise(a);
            energise(b);
        }
    }
    return served_ - before;
}

} // namespace planning
