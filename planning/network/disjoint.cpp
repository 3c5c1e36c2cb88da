#include "planning/network/disjoint.h"

#include <queue>

#include <algorithm>
#include <map>

namespace planning {
namespace {

constexpr int waysTried = 24;

} // namespace

struct DisjointFinder::Bans {
    std::vector<char> vertex, corridor, edge;
    std::vector<double> dear; // extra length of an edge, to try other ways first
};

DisjointFinder::DisjointFinder(const Scenario& scenario, const Statuses& statuses,
                               const TransportGraph& graph, geo::Time asOf, bool asBuilt)
    : scenario_{scenario}, graph_{graph}, core_(graph.vertices(), 0)
{
    const NetworkHealth health =
        healthOf(scenario, statuses, powerAt(scenario, statuses, asOf), graph);
    for (const VertexHealth& v : health.vertices) {
        const bool on = v.whole == Service::on && v.powered == Service::on && !v.reportedCut;
        vertexWorks_.push_back(on || asBuilt ? 1 : 0);
    }
    std::map<std::string, std::uint32_t> known;
    for (std::size_t e = 0; e < graph.edges().size(); ++e) {
        edgeWorks_.push_back(health.edges[e].works == Service::on || asBuilt ? 1 : 0);
        const AssetRef asset = graph.edges()[e].asset;
        const std::string corridor = asset.kind == AssetKind::span && !graph.edges()[e].tie
                                         ? scenario.spans[asset.index].corridor_id
                                         : std::string{};
        if (corridor.empty()) {
            corridorOf_.push_back(none);
            continue;
        }
        const auto [at, fresh] =
            known.emplace(corridor, static_cast<std::uint32_t>(corridors_.size()));
        if (fresh) {
            corridors_.push_back(corridor);
        }
        corridorOf_.push_back(at->second);
    }
    for (const Vertex core : graph.cores()) {
        core_[core] = 1;
    }
}

std::vector<std::uint32_t> DisjointFinder::shortest(Vertex from, const Bans& bans) const
{
    using Entry = std::pair<double, Vertex>;
    std::vector<double> far(graph_.vertices(), 1e300);
    std::vector<std::uint32_t> by(graph_.vertices(), none);
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    far[from] = 0;
    queue.emplace(0, from);
    while (!queue.empty()) {
        const auto [length, v] = queue.top();
        queue.pop();
        if (length > far[v]) {
            continue;
        }
        if (core_[v] != 0 && v != from) {
            std::vector<std::uint32_t> way;
            for (Vertex at = v; at != from; at = graph_.other(by[at], at)) {
                way.push_back(by[at]);
            }
            std::ranges::reverse(way);
            return way;
        }
        for (const std::uint32_t e : graph_.edgesAt(v)) {
            const Vertex u = graph_.other(e, v);
            const bool trench = corridorOf_[e] != none && bans.corridor[corridorOf_[e]] != 0;
            if (edgeWorks_[e] == 0 || vertexWorks_[u] == 0 || bans.vertex[u] != 0 ||
                bans.edge[e] != 0 || trench) {
                continue;
            }
            const double next = length + 1 + bans.dear[e];
            if (next < far[u]) {
                far[u] = next;
                by[u] = e;
                queue.emplace(next, u);
            }
        }
    }
    return {};
}

std::vector<AssetRef> DisjointFinder::assetsOf(Vertex from,
                                               const std::vector<std::uint32_t>& way) const
{
    std::vector<AssetRef> assets{graph_.asset(from)};
    Vertex v = from;
    for (const std::uint32_t e : way) {
        if (!graph_.edges()[e].tie) {
            assets.push_back(graph_.edges()[e].asset);
        }
        v = graph_.other(e, v);
        assets.push_back(graph_.asset(v));
    }
    return assets;
}

void DisjointFinder::banWay(Bans& bans, Vertex from, const std::vector<std::uint32_t>& way) const
{
    Vertex v = from;
    for (const std::uint32_t e : way) {
        v = graph_.other(e, v);
        bans.vertex[v] = 1;
        bans.edge[e] = 1;
        if (corridorOf_[e] != none) {
            bans.corridor[corridorOf_[e]] = 1;
        }
    }
}

/// A piece without which there is no way at all: tries each piece of one way.
std::optional<DisjointPaths>
DisjointFinder::provenSingle(Vertex from, const std::vector<std::uint32_t>& way) const
{
    const Bans nothing{
        std::vector<char>(graph_.vertices(), 0), std::vector<char>(corridors_.size(), 0),
        std::vector<char>(graph_.edges().size(), 0), std::vector<double>(graph_.edges().size(), 0)};
    DisjointPaths out;
    out.found = DisjointPaths::Found::single;
    Vertex v = from;
    for (const std::uint32_t e : way) {
        Bans bans = nothing;
        const std::uint32_t corridor = corridorOf_[e];
        if (corridor != none) {
            bans.corridor[corridor] = 1;
        } else {
            bans.edge[e] = 1;
        }
        if (shortest(from, bans).empty()) {
            if (corridor != none) {
                out.corridor_id = corridors_[corridor];
                for (std::uint32_t i = 0; i < graph_.edges().size(); ++i) {
                    if (corridorOf_[i] == corridor) {
                        out.shared.push_back(graph_.edges()[i].asset);
                    }
                }
            } else {
                out.shared.push_back(graph_.edges()[e].asset);
            }
            return out;
        }
        v = graph_.other(e, v);
        bans = nothing;
        bans.vertex[v] = 1;
        if (shortest(from, bans).empty()) {
            out.shared.push_back(graph_.asset(v));
            return out;
        }
    }
    return std::nullopt;
}

DisjointPaths DisjointFinder::find(Vertex from) const
{
    DisjointPaths out;
    if (vertexWorks_[from] == 0) {
        return out;
    }
    if (core_[from] != 0) {
        out.found = DisjointPaths::Found::pair;
        out.first = out.second = {graph_.asset(from)};
        return out;
    }
    Bans search{std::vector<char>(graph_.vertices(), 0), std::vector<char>(corridors_.size(), 0),
                std::vector<char>(graph_.edges().size(), 0),
                std::vector<double>(graph_.edges().size(), 0)};
    std::vector<std::uint32_t> way;
    for (int i = 0; i < waysTried; ++i) {
        way = shortest(from, search);
        if (way.empty()) {
            return out; // none at all: nothing is banned, only made dearer
        }
        Bans rest = search;
        std::ranges::fill(rest.dear, 0);
        banWay(rest, from, way);
        const auto second = shortest(from, rest);
        if (!second.empty()) {
            out.found = DisjointPaths::Found::pair;
            out.first = assetsOf(from, way);
            out.second = assetsOf(from, second);
            return out;
        }
        if (i == 0) {
            if (auto single = provenSingle(from, way)) {
                single->first = assetsOf(from, way);
                return *single;
            }
        }
        // The way blocked every other: make its pieces dearer, those of its trenches too.
        for (const std::uint32_t e : way) {
            search.dear[e] += 1;
            for (std::uint32_t other = 0; corridorOf_[e] != none && other < corridorOf_.size();
                 ++other) {
                search.dear[other] += corridorOf_[other] == corridorOf_[e] ? 0.5 : 0;
            }
        }
    }
    out.found = DisjointPaths::Found::undecided;
    out.first = assetsOf(from, way);
    return out;
}

} // namespace planning
