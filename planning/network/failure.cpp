#include "planning/network/failure.h"

#include "planning/network/cut_tree.h"

#include <algorithm>
#include <map>

namespace planning {
namespace {

/// Vertices and edges of the working part as one graph, with a root before all cores: what hangs on
/// one place only hangs below it in the depth-first tree.
struct WorkingGraph {
    const TransportGraph& graph;
    const NetworkHealth& health;

    std::uint32_t vertices() const { return static_cast<std::uint32_t>(graph.vertices()); }
    std::uint32_t root() const
    {
        return vertices() + static_cast<std::uint32_t>(graph.edges().size());
    }
    std::size_t size() const { return root() + 1; }
    bool on(Vertex v) const
    {
        const VertexHealth& h = health.vertices[v];
        return h.whole == Service::on && h.powered == Service::on && !h.reportedCut;
    }
    template <typename Visit>
    void neighbours(std::uint32_t at, Visit visit) const
    {
        if (at == root()) {
            for (const Vertex core : graph.cores()) {
                visit(core);
            }
        } else if (at < vertices()) {
            if (std::ranges::find(graph.cores(), at) != graph.cores().end()) {
                visit(root());
            }
            for (const std::uint32_t e : graph.edgesAt(at)) {
                visit(vertices() + e);
            }
        } else {
            visit(graph.edges()[at - vertices()].a);
            visit(graph.edges()[at - vertices()].b);
        }
    }
    bool works(std::uint32_t at) const
    {
        return at == root() ||
               (at < vertices() ? on(at) : health.edges[at - vertices()].works == Service::on);
    }
};

constexpr std::uint32_t unseen = 0xffffffffU;

/// Depth-first order from the root with, for each place, how far up its subtree can get round it.
struct DepthFirst {
    std::vector<std::uint32_t> number, low, parent, order,
        end; // end: one past the subtree in order

    explicit DepthFirst(const WorkingGraph& g)
        : number(g.size(), unseen), low(g.size(), unseen), parent(g.size(), unseen),
          end(g.size(), 0)
    {
        struct Frame {
            std::uint32_t at;
            std::vector<std::uint32_t> next;
            std::size_t i = 0;
        };
        std::vector<Frame> stack;
        const auto enter = [&](std::uint32_t at, std::uint32_t from) {
            number[at] = low[at] = static_cast<std::uint32_t>(order.size());
            parent[at] = from;
            order.push_back(at);
            Frame frame{at, {}, 0};
            g.neighbours(at, [&](std::uint32_t to) {
                if (g.works(to)) {
                    frame.next.push_back(to);
                }
            });
            stack.push_back(std::move(frame));
        };
        enter(g.root(), unseen);
        while (!stack.empty()) {
            Frame& frame = stack.back();
            if (frame.i < frame.next.size()) {
                const std::uint32_t to = frame.next[frame.i++];
                if (number[to] == unseen) {
                    enter(to, frame.at);
                } else if (to != parent[frame.at]) {
                    low[frame.at] = std::min(low[frame.at], number[to]);
                }
                continue;
            }
            const std::uint32_t done = frame.at;
            end[done] = static_cast<std::uint32_t>(order.size());
            stack.pop_back();
            if (!stack.empty()) {
                low[stack.back().at] = std::min(low[stack.back().at], low[done]);
            }
        }
    }
};

} // namespace

FailureAnalysis::FailureAnalysis(const Scenario& scenario, const Statuses& statuses,
                                 const TransportGraph& graph, const Cover& cover, geo::Time asOf)
    : scenario_{scenario}, statuses_{statuses}, graph_{graph}, cover_{cover}, asOf_{asOf},
      power_{powerAt(scenario, statuses, asOf)}, health_{
                                                     healthOf(scenario, statuses, power_, graph)}
{
    serving_ = servingAfter({}, false);
    servers_.assign(cover.groups(), 0);
    siteStart_.assign(scenario.sites.size() + 1, 0);
    for (const bool counting : {true, false}) {
        std::vector<std::uint32_t> next(siteStart_.begin(), siteStart_.end() - 1);
        for (std::uint32_t g = 0; g < cover.groups(); ++g) {
            std::uint32_t last = none;
            for (const std::uint32_t layer : cover.layersOf(g)) {
                const RadioLayer& radio = cover.layers[layer];
                const bool cellWorks = radio.cell == allCells ||
                                       serviceOf(statuses.cells[radio.cell].status) == Service::on;
                if (radio.site == last || serving_[radio.site] == 0 || !cellWorks) {
                    continue;
                }
                last = radio.site;
                if (counting) {
                    ++siteStart_[radio.site + 1];
                    ++servers_[g];
                } else {
                    siteGroups_[next[radio.site]++] = g;
                }
            }
        }
        if (counting) {
            for (std::size_t i = 1; i < siteStart_.size(); ++i) {
                siteStart_[i] += siteStart_[i - 1];
            }
            siteGroups_.resize(siteStart_.back());
        }
    }
    for (std::uint32_t f = 0; f < scenario.facilities.size() && cover.groups() > 0; ++f) {
        const geo::XY at = scenario.facilities[f].at.xy;
        const int col = cover.frame.colOf(at.x_m);
        const int row = cover.frame.rowOf(at.y_m);
        if (cover.frame.inside(col, row) && cover.group[cover.frame.at(col, row)] != noGroup) {
            groupFacilities_[cover.group[cover.frame.at(col, row)]].push_back(f);
        }
    }
    edgeOfSpan_.assign(scenario.spans.size(), none);
    edgeOfLink_.assign(scenario.links.size(), none);
    for (std::uint32_t e = 0; e < graph.edges().size(); ++e) {
        const TransportEdge& edge = graph.edges()[e];
        if (!edge.tie) {
            (edge.asset.kind == AssetKind::span ? edgeOfSpan_ : edgeOfLink_)[edge.asset.index] = e;
        }
    }
}

std::vector<char> FailureAnalysis::servingAfter(const std::vector<AssetRef>& assets,
                                                bool emptied) const
{
    NetworkHealth health = health_;
    bool gridTouched = false;
    for (const AssetRef asset : assets) {
        if (asset.kind == AssetKind::span || asset.kind == AssetKind::link) {
            const std::uint32_t e =
                (asset.kind == AssetKind::span ? edgeOfSpan_ : edgeOfLink_)[asset.index];
            if (e != none) {
                health.edges[e].works = Service::off;
            }
        } else if (asset.kind == AssetKind::site) {
            health.vertices[graph_.ofSite(asset.index)].whole = Service::off;
        } else if (asset.kind == AssetKind::node) {
            health.vertices[graph_.ofNode(asset.index)].whole = Service::off;
        }
        gridTouched |= asset.kind == AssetKind::gridNode || asset.kind == AssetKind::gridLine;
    }
    if (gridTouched) {
        Statuses statuses = statuses_;
        for (const AssetRef asset : assets) {
            AssetStatus fresh;
            fresh.status = Status::outOfService;
            if (asset.kind == AssetKind::gridNode) {
                statuses.grid_nodes[asset.index] = fresh;
            } else if (asset.kind == AssetKind::gridLine) {
                statuses.grid_lines[asset.index] = fresh;
            }
        }
        const PowerState power = powerAt(scenario_, statuses, asOf_);
        const auto fed = [emptied](const PlacePower& before, const PlacePower& after) {
            const bool lost = before.grid && !after.grid && after.on != "solar";
            return emptied && lost ? Service::off : after.powered;
        };
        for (std::uint32_t i = 0; i < power.sites.size(); ++i) {
            health.vertices[graph_.ofSite(i)].powered = fed(power_.sites[i], power.sites[i]);
        }
        for (std::uint32_t i = 0; i < power.nodes.size(); ++i) {
            health.vertices[graph_.ofNode(i)].powered = fed(power_.nodes[i], power.nodes[i]);
        }
    }
    const Reach reach = reachFromCores(graph_, health);
    std::vector<char> serving(scenario_.sites.size());
    for (std::uint32_t i = 0; i < serving.size(); ++i) {
        serving[i] = reach.service[graph_.ofSite(i)] == Service::on ? 1 : 0;
    }
    return serving;
}

Loss FailureAnalysis::lossOfSites(std::vector<std::uint32_t> sites) const
{
    Loss loss;
    const auto leave = [&](std::uint32_t group) { // nobody serves it any more
        loss.people += cover_.group_people[group];
        if (const auto here = groupFacilities_.find(group); here != groupFacilities_.end()) {
            loss.facilities.insert(loss.facilities.end(), here->second.begin(), here->second.end());
        }
    };
    std::vector<std::uint32_t> touched; // groups, once for each server lost
    for (const std::uint32_t site : sites) {
        touched.insert(touched.end(), siteGroups_.begin() + siteStart_[site],
                       siteGroups_.begin() + siteStart_[site + 1]);
    }
    if (touched.size() > servers_.size() / 8) { // sorting would take longer than going over all
        std::vector<std::uint32_t> gone(servers_.size(), 0);
        for (const std::uint32_t group : touched) {
            ++gone[group];
        }
        for (std::uint32_t group = 0; group < gone.size(); ++group) {
            if (gone[group] > 0 && gone[group] == servers_[group]) {
                leave(group);
            }
        }
    } else {
        std::ranges::sort(touched);
        for (std::size_t i = 0, next = 0; i < touched.size(); i = next) {
            while (next < touched.size() && touched[next] == touched[i]) {
                ++next;
            }
            if (next - i == servers_[touched[i]]) {
                leave(touched[i]);
            }
        }
    }
    std::ranges::sort(loss.facilities);
    loss.sites = std::move(sites);
    return loss;
}

Loss FailureAnalysis::lossOf(const std::vector<AssetRef>& assets) const
{
    return lossAfter(assets, false);
}

Loss FailureAnalysis::lossLater(const std::vector<AssetRef>& assets) const
{
    return lossAfter(assets, true);
}

Loss FailureAnalysis::lossAfter(const std::vector<AssetRef>& assets, bool emptied) const
{
    const std::vector<char> after = servingAfter(assets, emptied);
    std::vector<std::uint32_t> lost;
    for (std::uint32_t i = 0; i < after.size(); ++i) {
        if (serving_[i] != 0 && after[i] == 0) {
            lost.push_back(i);
        }
    }
    return lossOfSites(std::move(lost));
}

void FailureAnalysis::addArticulations(std::vector<FailurePoint>& points) const
{
    const WorkingGraph g{graph_, health_};
    const DepthFirst tree{g};
    std::map<std::uint32_t, std::vector<std::uint32_t>> lostBelow; // place → sites
    for (const std::uint32_t child : tree.order) {
        const std::uint32_t over = tree.parent[child];
        if (over == unseen || over == g.root() || tree.low[child] < tree.number[over]) {
            continue;
        }
        auto& sites = lostBelow[over];
        for (std::uint32_t i = tree.number[child]; i < tree.end[child]; ++i) {
            const std::uint32_t at = tree.order[i];
            if (at < g.vertices() && graph_.isSite(at)) {
                sites.push_back(graph_.asset(at).index);
            }
        }
    }
    for (auto& [place, sites] : lostBelow) {
        const bool vertex = place < g.vertices();
        if (sites.empty() || (!vertex && graph_.edges()[place - g.vertices()].tie)) {
            continue; // a tie fails only with its site
        }
        const AssetRef asset =
            vertex ? graph_.asset(place) : graph_.edges()[place - g.vertices()].asset;
        if (asset.kind == AssetKind::site) {
            sites.push_back(asset.index);
        }
        std::ranges::sort(sites);
        Loss loss = lossOfSites(std::move(sites));
        points.push_back({{asset}, {}, loss, loss});
    }
}

void FailureAnalysis::addCorridors(std::vector<FailurePoint>& points) const
{
    std::map<std::string, std::vector<AssetRef>> corridors;
    for (std::uint32_t i = 0; i < scenario_.spans.size(); ++i) {
        if (!scenario_.spans[i].corridor_id.empty()) {
            corridors[scenario_.spans[i].corridor_id].push_back({AssetKind::span, i});
        }
    }
    CutTree tree{graph_, health_};
    for (auto& [id, spans] : corridors) {
        if (spans.size() < 2) {
            continue;
        }
        std::vector<std::uint32_t> edges;
        for (const AssetRef span : spans) {
            if (edgeOfSpan_[span.index] != none) {
                edges.push_back(edgeOfSpan_[span.index]);
            }
        }
        std::vector<std::uint32_t> sites;
        for (const Vertex v : tree.lostWithout(edges)) {
            if (graph_.isSite(v)) {
                sites.push_back(graph_.asset(v).index);
            }
        }
        std::ranges::sort(sites);
        Loss loss = lossOfSites(std::move(sites));
        if (!loss.sites.empty()) {
            points.push_back({std::move(spans), id, loss, loss});
        }
    }
}

void FailureAnalysis::addGrid(std::vector<FailurePoint>& points) const
{
    const auto add = [&](AssetRef asset) {
        Loss later = lossLater({asset});
        if (!later.sites.empty()) {
            points.push_back({{asset}, {}, lossOf({asset}), std::move(later)});
        }
    };
    for (std::uint32_t i = 0; i < scenario_.grid_nodes.size(); ++i) {
        add({AssetKind::gridNode, i});
    }
    for (std::uint32_t i = 0; i < scenario_.grid_lines.size(); ++i) {
        add({AssetKind::gridLine, i});
    }
}

std::vector<FailurePoint> FailureAnalysis::singlePoints(const Feedback& feedback) const
{
    std::vector<FailurePoint> points;
    addArticulations(points);
    feedback.progress(0.3);
    if (!feedback.cancelled()) {
        addCorridors(points);
    }
    feedback.progress(0.6);
    if (!feedback.cancelled()) {
        addGrid(points);
    }
    std::ranges::stable_sort(points, [](const FailurePoint& a, const FailurePoint& b) {
        return std::pair{a.later.people, a.later.sites.size()} >
               std::pair{b.later.people, b.later.sites.size()};
    });
    feedback.progress(1);
    return points;
}

} // namespace planning
