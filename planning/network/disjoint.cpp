#include "planning/network/disjoint.h"

#include <queue>

#include <algorithm>
#include <array>
#include <map>

namespace planning {
namespace {

constexpr int waysTried = 24; // first ways, when trenches keep the plainest two from being a pair
// Of walking through all first ways after that: each looks at the whole graph.
constexpr double piecesLookedAt = 2e6;
constexpr int fewestSteps = 24, mostSteps = 4000;

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
        bans.edge[e] = 1;
        if (corridorOf_[e] != none) {
            bans.corridor[corridorOf_[e]] = 1;
        }
    }
}

/// The shortest way that shares nothing with this one.
DisjointFinder::Way DisjointFinder::besides(const Ask& ask, const Way& way) const
{
    Bans rest = noBans();
    banWay(rest, way, !ask.core_shared);
    rest.vertex[way.from] = ask.start_shared ? 0 : 1;
    return shortest(ask.starts, rest);
}

bool DisjointFinder::shareTrench(const Way& a, const Way& b) const
{
    return std::ranges::any_of(a.edges, [&](std::uint32_t e) {
        return corridorOf_[e] != none && std::ranges::any_of(b.edges, [&](std::uint32_t other) {
                   return corridorOf_[other] == corridorOf_[e];
               });
    });
}

DisjointPaths DisjointFinder::pairOf(const Way& first, const Way& second) const
{
    DisjointPaths out;
    out.found = DisjointPaths::Found::pair;
    out.first = assetsOf(first);
    out.second = assetsOf(second);
    out.same_core = endOf(first) == endOf(second);
    return out;
}

/// Two ways that share no vertex and no edge, by augmenting; trenches are not looked at, so that
/// where there are not two, there is no pair either.
class DisjointFinder::Flow {
public:
    Flow(const DisjointFinder& finder, const Ask& ask)
        : f_{finder}, ask_{ask}, graph_{finder.graph_}, used_(graph_.vertices(), 0),
          starts_(graph_.vertices(), 0), towards_(graph_.edges().size(), none)
    {
        for (const Vertex start : ask.starts) {
            starts_[start] = f_.vertexWorks_[start];
        }
    }

    /// None, one or two.
    std::vector<Way> ways()
    {
        int found = 0;
        while (found < 2 && augment()) {
            ++found;
        }
        std::vector<Way> out;
        for (const Vertex start : ask_.starts) {
            for (const std::uint32_t e : graph_.edgesAt(start)) {
                if (carries(e, start) && (ask_.start_shared || begins(start))) {
                    out.push_back(follow(start, e));
                }
            }
        }
        return out;
    }

private:
    // Every vertex has a side where ways come in (2v) and one where they go out (2v + 1).
    using State = std::uint32_t;

    bool carries(std::uint32_t e, Vertex from) const
    {
        return towards_[e] != none && towards_[e] != from;
    }
    bool begins(Vertex v) const
    {
        return std::ranges::none_of(graph_.edgesAt(v),
                                    [&](std::uint32_t e) { return towards_[e] == v; });
    }

    Way follow(Vertex start, std::uint32_t e) const
    {
        Way way{start, {}, true};
        Vertex v = start;
        while (true) {
            way.edges.push_back(e);
            v = graph_.other(e, v);
            if (f_.core_[v] != 0) {
                return way;
            }
            e = *std::ranges::find_if(graph_.edgesAt(v),
                                      [&](std::uint32_t next) { return carries(next, v); });
        }
    }

    bool augment()
    {
        const std::size_t states = 2 * graph_.vertices();
        std::vector<State> from(states, none);
        std::vector<std::uint32_t> over(states, none);
        std::vector<State> queue;
        const auto reach = [&](State to, State by, std::uint32_t edge) {
            if (from[to] == none) {
                from[to] = by;
                over[to] = edge;
                queue.push_back(to);
            }
        };
        for (const Vertex start : ask_.starts) {
            if (starts_[start] != 0) {
                const State first = 2 * start + (ask_.start_shared ? 1 : 0);
                reach(first, first, none);
            }
        }
        for (std::size_t head = 0; head < queue.size(); ++head) {
            const State at = queue[head];
            const Vertex v = at / 2;
            const bool in = at % 2 == 0;
            if (in && f_.core_[v] != 0 && (ask_.core_shared || used_[v] == 0)) {
                turn(at, from, over);
                return true;
            }
            if (in ? used_[v] == 0 && f_.core_[v] == 0 : used_[v] != 0) {
                reach(in ? at + 1 : at - 1, at, none);
            }
            for (const std::uint32_t e : graph_.edgesAt(v)) {
                const Vertex u = graph_.other(e, v);
                if (f_.edgeWorks_[e] == 0 || f_.vertexWorks_[u] == 0) {
                    continue;
                }
                if (!in && towards_[e] == none && !(ask_.start_shared && starts_[u] != 0)) {
                    reach(2 * u, at, e);
                } else if (in && towards_[e] == v) { // take the way that comes in here back
                    reach(2 * u + 1, at, e);
                }
            }
        }
        return false;
    }

    /// Sends a way along the states that led to this one.
    void turn(State at, const std::vector<State>& from, const std::vector<std::uint32_t>& over)
    {
        used_[at / 2] = 1;
        for (; from[at] != at; at = from[at]) {
            if (over[at] == none) {
                used_[at / 2] = at % 2 == 1 ? 1 : 0;
            } else {
                towards_[over[at]] = at % 2 == 0 ? at / 2 : none;
            }
        }
    }

    const DisjointFinder& f_;
    const Ask& ask_;
    const TransportGraph& graph_;
    std::vector<char> used_, starts_;
    std::vector<Vertex> towards_; // per edge: which end its way goes to; none
};

/// Goes through the first ways one after the other, as long as a second is left beside them.
class DisjointFinder::Walk {
public:
    Walk(const DisjointFinder& finder, const Ask& ask) : f_{finder}, ask_{ask}
    {
        const double size =
            1.0 + static_cast<double>(f_.graph_.vertices() + f_.graph_.edges().size());
        steps_ = std::clamp(static_cast<int>(piecesLookedAt / size), fewestSteps, mostSteps);
    }

    std::optional<DisjointPaths> run()
    {
        for (const Vertex start : ask_.starts) {
            way_ = {start, {}, true};
            if (f_.vertexWorks_[start] != 0 && from(start)) {
                return f_.pairOf(way_, second_);
            }
        }
        return std::nullopt;
    }

private:
    bool from(Vertex v)
    {
        if (--steps_ < 0) {
            return false;
        }
        second_ = f_.besides(ask_, way_);
        if (!second_.found || f_.core_[v] != 0) {
            return second_.found;
        }
        for (const std::uint32_t e : f_.graph_.edgesAt(v)) {
            const Vertex u = f_.graph_.other(e, v);
            if (f_.edgeWorks_[e] == 0 || f_.vertexWorks_[u] == 0 || passes(u)) {
                continue;
            }
            way_.edges.push_back(e);
            if (from(u)) {
                return true;
            }
            way_.edges.pop_back();
        }
        return false;
    }

    bool passes(Vertex u) const
    {
        Vertex v = way_.from;
        for (const std::uint32_t e : way_.edges) {
            if (v == u) {
                return true;
            }
            v = f_.graph_.other(e, v);
        }
        return v == u;
    }

    const DisjointFinder& f_;
    const Ask& ask_;
    Way way_, second_;
    int steps_ = 0;
};

/// Such two ways; nothing when there are none, or none were found.
std::optional<DisjointPaths> DisjointFinder::pair(const Ask& ask) const
{
    Bans tried = noBans();
    for (int i = 0; i < waysTried; ++i) {
        const Way way = shortest(ask.starts, tried);
        if (const Way second = besides(ask, way); second.found) {
            return pairOf(way, second);
        }
        if (i == 0) {
            const std::vector<Way> plain = Flow{*this, ask}.ways();
            if (plain.size() < 2) {
                return std::nullopt;
            }
            if (!shareTrench(plain[0], plain[1])) {
                const bool turned = plain[1].edges.size() < plain[0].edges.size();
                return pairOf(plain[turned ? 1 : 0], plain[turned ? 0 : 1]);
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
    return Walk{*this, ask}.run();
}

/// A piece without which there is no way at all: tries each piece of one way, its core only where
/// the site stands on it.
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
        const bool standsOnCore = core_[v] != 0 && graph_.edges()[e].tie;
        if ((core_[v] == 0 || standsOnCore) && allLost(bans.vertex[v]) &&
            (!standsOnCore || allLost(bans.edge[e]))) {
            out.shared.push_back(graph_.asset(v));
            return out;
        }
    }
    return std::nullopt;
}

DisjointPaths DisjointFinder::search(std::span<const Vertex> starts, bool startShared) const
{
    DisjointPaths out;
    const Way way = shortest(starts, noBans());
    if (!way.found) {
        return out;
    }
    for (const bool sameCore : {false, true}) {
        if (auto found = pair({starts, startShared, sameCore})) {
            return *found;
        }
    }
    if (auto single = provenSingle(starts, way, startShared)) {
        out = std::move(*single);
    } else {
        out.found = DisjointPaths::Found::undecided;
    }
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
