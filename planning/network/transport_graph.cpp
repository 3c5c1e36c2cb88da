#include "planning/network/transport_graph.h"

#include <fmt/format.h>

namespace planning {

TransportGraph::TransportGraph(const Scenario& scenario, geo::Problems* problems)
    : nodes_{static_cast<std::uint32_t>(scenario.nodes.size())}, sites_{static_cast<std::uint32_t>(
                                                                     scenario.sites.size())}
{
    for (std::uint32_t i = 0; i < sites_; ++i) {
        byId_.emplace(scenario.sites[i].site_id, ofSite(i));
    }
    for (std::uint32_t i = 0; i < nodes_; ++i) {
        byId_[scenario.nodes[i].node_id] = ofNode(i); // a node wins over a site of the same id
        if (scenario.nodes[i].kind == NodeKind::core) {
            cores_.push_back(ofNode(i));
        }
    }
    const auto join = [&](const std::string& from, const std::string& to, AssetRef asset, bool tie,
                          const char* table, const std::string& id) {
        const auto a = find(from);
        const auto b = find(to);
        if (a && b && *a != *b) {
            edges_.push_back({*a, *b, asset, tie});
            return;
        }
        if (problems != nullptr && !(a && b)) {
            problems->push_back({geo::Severity::warning,
                                 fmt::format("'{}' is neither a node nor a site; the path over it "
                                             "is not counted",
                                             a ? to : from),
                                 "Add the node, or correct the id",
                                 {},
                                 table,
                                 id});
        }
    };
    for (std::uint32_t i = 0; i < scenario.spans.size(); ++i) {
        const Span& span = scenario.spans[i];
        join(span.from_id, span.to_id, {AssetKind::span, i}, false, "spans", span.span_id);
    }
    for (std::uint32_t i = 0; i < scenario.links.size(); ++i) {
        const Link& link = scenario.links[i];
        join(link.from_id, link.to_id, {AssetKind::link, i}, false, "links", link.link_id);
    }
    for (std::uint32_t i = 0; i < sites_; ++i) {
        const Site& site = scenario.sites[i];
        if (!site.transport_id.empty()) {
            join(site.site_id, site.transport_id, {AssetKind::site, i}, true, "sites",
                 site.site_id);
        }
    }
    start_.assign(vertices() + 1, 0);
    for (const TransportEdge& edge : edges_) {
        ++start_[edge.a + 1];
        ++start_[edge.b + 1];
    }
    for (std::size_t v = 0; v < vertices(); ++v) {
        start_[v + 1] += start_[v];
    }
    incident_.resize(2 * edges_.size());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    for (std::uint32_t e = 0; e < edges_.size(); ++e) {
        incident_[next[edges_[e].a]++] = e;
        incident_[next[edges_[e].b]++] = e;
    }
}

std::optional<Vertex> TransportGraph::find(const std::string& id) const
{
    const auto at = byId_.find(id);
    return at == byId_.end() ? std::nullopt : std::optional{at->second};
}

} // namespace planning
