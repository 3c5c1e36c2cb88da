#pragma once
// The transport network as a graph: nodes and sites are vertices; spans, links and the tie of a
// site to what it hangs on (transport_id) are edges.
#include "geo/error.h"
#include "planning/network/service.h"

#include <span>

namespace planning {

using Vertex = std::uint32_t;
inline constexpr std::uint32_t none = 0xffffffffU;

struct TransportEdge {
    Vertex a = 0, b = 0;
    AssetRef asset;   // span or link; a tie is AssetKind::site with the site that hangs
    bool tie = false; // part of the site itself: works whenever the site does
};

class TransportGraph {
public:
    /// Edges whose ends are unknown are left out and named in `problems`, when given.
    explicit TransportGraph(const Scenario& scenario, geo::Problems* problems = nullptr);

    std::size_t vertices() const { return nodes_ + sites_; }
    Vertex ofNode(std::uint32_t node) const { return node; }
    Vertex ofSite(std::uint32_t site) const { return nodes_ + site; }
    bool isSite(Vertex v) const { return v >= nodes_; }
    AssetRef asset(Vertex v) const
    {
        return isSite(v) ? AssetRef{AssetKind::site, v - nodes_} : AssetRef{AssetKind::node, v};
    }
    const std::vector<TransportEdge>& edges() const { return edges_; }
    /// Edges at a vertex, as positions in edges().
    std::span<const std::uint32_t> edgesAt(Vertex v) const
    {
        return {incident_.data() + start_[v], start_[v + 1] - start_[v]};
    }
    Vertex other(std::uint32_t edge, Vertex v) const
    {
        return edges_[edge].a == v ? edges_[edge].b : edges_[edge].a;
    }
    const std::vector<Vertex>& cores() const { return cores_; }
    /// The vertex of a node or site id.
    std::optional<Vertex> find(const std::string& id) const;

private:
    std::uint32_t nodes_ = 0, sites_ = 0;
    std::vector<TransportEdge> edges_;
    std::vector<std::uint32_t> start_, incident_; // CSR
    std::vector<Vertex> cores_;
    Index byId_;
};

} // namespace planning
