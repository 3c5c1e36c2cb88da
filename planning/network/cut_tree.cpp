#include "planning/network/cut_tree.h"

#include <algorithm>

namespace planning {

CutTree::CutTree(const TransportGraph& graph, const NetworkHealth& health)
    : graph_{graph}, parent_(graph.vertices(), none), size_(graph.vertices(), 0),
      first_(graph.vertices(), 0), cut_(graph.edges().size(), 0), below_(graph.vertices(), 0),
      safe_(graph.vertices(), 0)
{
    for (const EdgeHealth& edge : health.edges) {
        works_.push_back(edge.works == Service::on ? 1 : 0);
    }
    const auto on = [&](Vertex v) {
        const VertexHealth& h = health.vertices[v];
        return h.whole == Service::on && h.powered == Service::on && !h.reportedCut;
    };
    // Breadth first, so that the parts below are small.
    std::vector<Vertex> order;
    const auto arrive = [&](Vertex v, std::uint32_t over) {
        if (size_[v] == 0 && on(v)) {
            size_[v] = 1;
            parent_[v] = over;
            order.push_back(v);
        }
    };
    for (const Vertex core : graph.cores()) {
        arrive(core, none);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (const std::uint32_t e : graph.edgesAt(order[i])) {
            if (works_[e] != 0) {
                arrive(graph.other(e, order[i]), e);
            }
        }
    }
    const auto above = [&](Vertex v) { return graph.other(parent_[v], v); };
    for (auto v = order.rbegin(); v != order.rend(); ++v) {
        if (parent_[*v] != none) {
            size_[above(*v)] += size_[*v];
        }
    }
    // Each vertex takes the next free room of its parent, itself first.
    places_.resize(order.size());
    std::vector<std::uint32_t> next(graph.vertices(), 0);
    std::uint32_t free = 0;
    for (const Vertex v : order) {
        std::uint32_t& room = parent_[v] == none ? free : next[above(v)];
        first_[v] = room;
        room += size_[v];
        places_[first_[v]] = v;
        next[v] = first_[v] + 1;
    }
}

void CutTree::gather(Vertex top)
{
    if (below_[top] == stamp_) {
        return;
    }
    for (std::uint32_t i = first_[top]; i < first_[top] + size_[top]; ++i) {
        if (below_[places_[i]] != stamp_) {
            below_[places_[i]] = stamp_;
            found_.push_back(places_[i]);
        }
    }
}

void CutTree::rescue()
{
    std::vector<Vertex> queue;
    const auto visit = [&](Vertex v, bool spread) {
        for (const std::uint32_t e : graph_.edgesAt(v)) {
            if (works_[e] == 0 || cut_[e] == stamp_) {
                continue;
            }
            const Vertex other = graph_.other(e, v);
            const bool inside = below_[other] == stamp_;
            if (!spread && !inside && reached(other) && safe_[v] != stamp_) {
                safe_[v] = stamp_;
                queue.push_back(v);
            } else if (spread && inside && safe_[other] != stamp_) {
                safe_[other] = stamp_;
                queue.push_back(other);
            }
        }
    };
    for (const Vertex v : found_) {
        visit(v, false);
    }
    while (!queue.empty()) {
        const Vertex v = queue.back();
        queue.pop_back();
        visit(v, true);
    }
}

std::vector<Vertex> CutTree::lostWithout(const std::vector<std::uint32_t>& edges)
{
    ++stamp_;
    found_.clear();
    for (const std::uint32_t e : edges) {
        cut_[e] = stamp_;
    }
    for (const std::uint32_t e : edges) {
        for (const Vertex v : {graph_.edges()[e].a, graph_.edges()[e].b}) {
            if (reached(v) && parent_[v] == e) {
                gather(v);
            }
        }
    }
    rescue();
    std::vector<Vertex> lost;
    std::ranges::copy_if(found_, std::back_inserter(lost),
                         [&](Vertex v) { return safe_[v] != stamp_; });
    std::ranges::sort(lost);
    return lost;
}

} // namespace planning
