#include "planning/network/disjoint.h"

#include <queue>

#include <algorithm>
#include <array>
#include <map>

namespace planning {
namespace {

constexpr int waysTried = 24;

} // namespace

std::string_view text(DisjointPaths::Found found)
{
    static constexpr std::array<std::string_view, 4> words{"pair", "single", "undecided", "none"};
    return words[static_cast<std::size_t>(found)];
}

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

DisjointFinder::Bans DisjointFinder::noBans() const
{
    return {std::vector<char>(graph_.vertices(), 0), std::vector<char>(corridors_.size(), 0),
            std::vector<char>(graph_.edges().size(), 0),
            std::vector<double>(graph_.edges().size(), 0)};
}

DisjointFinder::Way DisjointFinder::shortest(std::span<const Vertex> starts, const Bans& bans) const
{
    using Entry = std::pair<double, Vertex>;
    std::vector<double> far(graph_.vertices(), 1e300);
    std::vector<std::uint32_t> by(graph_.vertices(), none);
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (const Vertex start : starts) {
        if (vertexWorks_[start] != 0 && bans.vertex[start] == 0) {
            far[start] = 0;
            queue.emplace(0, start);
        }
    }
    while (!queue.empty()) {
        const auto [length, v] = queue.top();
        queue.pop();
        if (length > far[v]) {
            continue;
        }
        if (core_[v] != 0) {
            Way way{v, {}, true};
            for (; by[way.from] != none; way.from = graph_.other(by[way.from], way.from)) {
                way.edges.push_back(by[way.from]);
            }
            std::ranges::reverse(way.edges);
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

Vertex DisjointFinder::endOf(const Way& way) const
{
    Vertex v = way.from;
    for (const std::uint32_t e : way.edges) {
        v = graph_.other(e, v);
    }
    return v;
}

std::vector<AssetRef> DisjointFinder::assetsOf(const Way& way) const
{
    std::vector<AssetRef> assets{graph_.asset(way.from)};
    Vertex v = way.from;
    for (const std::uint32_t e : way.edges) {
        if (!graph_.edges()[e].tie) {
            assets.push_back(graph_.edges()[e].asset);
        }
        v = graph_.other(e, v);
        assets.push_back(graph_.asset(v));
    }
    return assets;
}

void DisjointFinder::banWay(Bans& bans, const Way& way, bool banEnd) const
{
    Vertex v = way.from;
    for (std::size_t i = 0; i < way.edges.size(); ++i) {
        const std::uint32_t e = way.edges[i];
        v = graph_.other(e, v);
        bans.vertex[v] = i + 1 < way.edges.size() || banEnd ? 1 : 0;
        bans.edge[e] = graph_.edges()[e].tie ? 0 : 1; // a tie is part of the site itself
        if (corridorOf_[e] != none) {
            bans.corridor[corridorOf_[e]] = 1;
        }
    }
}

/// A piece without which there is no way at all: tries each piece of one way but its core.
std::optional<DisjointPaths> DisjointFinder::provenSingle(std::span<const Vertex> starts,
                                                          const Way& way, bool startShared) const
{
    Bans bans = noBans();
    DisjointPaths out;
    out.found = DisjointPaths::Found::single;
    const auto allLost = [&](char& ban) {
        ban = 1;
        const bool lost = !shortest(starts, bans).found;
        ban = 0;
        return lost;
    };
    Vertex v = way.from;
    if (!startShared && core_[v] == 0 && allLost(bans.vertex[v])) {
        out.shared.push_back(graph_.asset(v));
        return out;
    }
    for (const std::uint32_t e : way.edges) {
        const std::uint32_t corridor = corridorOf_[e];
        if (corridor != none && allLost(bans.corridor[corridor])) {
            out.corridor_id = corridors_[corridor];
            for (std::uint32_t i = 0; i < graph_.edges().size(); ++i) {
                if (corridorOf_[i] == corridor) {
                    out.shared.push_back(graph_.edges()[i].asset);
                }
            }
            return out;
        }
        if (corridor == none && !graph_.edges()[e].tie && allLost(bans.edge[e])) {
            out.shared.push_back(graph_.edges()[e].asset);
            return out;
        }
        v = graph_.other(e, v);
        if (core_[v] == 0 && allLost(bans.vertex[v])) {
            out.shared.push_back(graph_.asset(v));
            return out;
        }
    }
    return std::nullopt;
}

DisjointPaths DisjointFinder::search(std::span<const Vertex> starts, bool startShared) const
{
    DisjointPaths out;
    Bans tried = noBans();
    Way way;
    for (int i = 0; i < waysTried; ++i) {
        way = shortest(starts, tried);
        if (!way.found) {
            return out; // none at all: nothing is banned, only made dearer
        }
        for (const bool sameCore : {false, true}) {
            Bans rest = noBans();
            banWay(rest, way, !sameCore);
            rest.vertex[way.from] = startShared ? 0 : 1;
            const Way second = shortest(starts, rest);
            if (second.found && (startShared || second.from != way.from)) {
                out.found = DisjointPaths::Found::pair;
                out.first = assetsOf(way);
                out.second = assetsOf(second);
                out.same_core = endOf(way) == endOf(second);
                return out;
            }
        }
        if (i == 0) {
            if (auto single = provenSingle(starts, way, startShared)) {
                single->first = assetsOf(way);
                return *single;
            }
        }
        // The way blocked every other: make its pieces dearer, those of its trenches too.
        for (const std::uint32_t e : way.edges) {
            tried.dear[e] += 1;
            for (std::uint32_t other = 0; corridorOf_[e] != none && other < corridorOf_.size();
                 ++other) {
                tried.dear[other] += corridorOf_[other] == corridorOf_[e] ? 0.5 : 0;
            }
        }
    }
    out.found = DisjointPaths::Found::undecided;
    out.first = assetsOf(way);
    return out;
}

DisjointPaths DisjointFinder::find(Vertex from) const
{
    if (vertexWorks_[from] != 0 && core_[from] != 0) {
        DisjointPaths out;
        out.found = DisjointPaths::Found::pair;
        out.first = out.second = {graph_.asset(from)};
        out.same_core = true;
        return out;
    }
    return search({&from, 1}, true);
}

DisjointPaths DisjointFinder::findFromAny(std::span<const Vertex> starts) const
{
    return search(starts, false);
}

} // namespace planning
