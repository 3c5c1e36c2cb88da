#include "planning/scenario/scenario.h"

#include <algorithm>

namespace planning {
namespace {

template <typename Noun>
Index indexBy(const std::vector<Noun>& nouns, std::string Noun::*id)
{
    Index index;
    index.reserve(nouns.size());
    for (std::uint32_t i = 0; i < nouns.size(); ++i) {
        index.emplace(nouns[i].*id, i);
    }
    return index;
}

} // namespace

Index indexOfSites(const Scenario& scenario)
{
    return indexBy(scenario.sites, &Site::site_id);
}
Index indexOfNodes(const Scenario& scenario)
{
    return indexBy(scenario.nodes, &Node::node_id);
}
Index indexOfCells(const Scenario& scenario)
{
    return indexBy(scenario.cells, &Cell::cell_id);
}
Index indexOfSpans(const Scenario& scenario)
{
    return indexBy(scenario.spans, &Span::span_id);
}
Index indexOfLinks(const Scenario& scenario)
{
    return indexBy(scenario.links, &Link::link_id);
}
Index indexOfGridNodes(const Scenario& scenario)
{
    return indexBy(scenario.grid_nodes, &GridNode::grid_node_id);
}

const std::string& assetId(const Scenario& scenario, AssetRef asset)
{
    switch (asset.kind) {
    case AssetKind::site:
        return scenario.sites[asset.index].site_id;
    case AssetKind::cell:
        return scenario.cells[asset.index].cell_id;
    case AssetKind::node:
        return scenario.nodes[asset.index].node_id;
    case AssetKind::span:
        return scenario.spans[asset.index].span_id;
    case AssetKind::link:
        return scenario.links[asset.index].link_id;
    case AssetKind::gridNode:
        return scenario.grid_nodes[asset.index].grid_node_id;
    case AssetKind::gridLine:
        break;
    }
    return scenario.grid_lines[asset.index].grid_line_id;
}

std::optional<Position> positionOf(const Scenario& scenario, AssetRef asset)
{
    switch (asset.kind) {
    case AssetKind::site:
        return scenario.sites[asset.index].at;
    case AssetKind::node:
        return scenario.nodes[asset.index].at;
    case AssetKind::gridNode:
        return scenario.grid_nodes[asset.index].at;
    case AssetKind::cell:
        for (const Site& site : scenario.sites) {
            if (site.site_id == scenario.cells[asset.index].site_id) {
                return site.at;
            }
        }
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

std::optional<Position> positionOfEnd(const Scenario& scenario, const std::string& id)
{
    if (const auto node = std::ranges::find(scenario.nodes, id, &Node::node_id);
        node != scenario.nodes.end()) {
        return node->at;
    }
    const auto site = std::ranges::find(scenario.sites, id, &Site::site_id);
    return site == scenario.sites.end() ? std::nullopt : std::optional{site->at};
}

std::optional<Position> positionOfGridEnd(const Scenario& scenario, const std::string& id)
{
    const auto at = std::ranges::find(scenario.grid_nodes, id, &GridNode::grid_node_id);
    return at == scenario.grid_nodes.end() ? std::nullopt : std::optional{at->at};
}

AssetIndex indexOfAssets(const Scenario& scenario)
{
    AssetIndex index;
    const auto add = [&](AssetKind kind, std::size_t count) {
        for (std::uint32_t i = 0; i < count; ++i) {
            index.emplace(assetId(scenario, {kind, i}), AssetRef{kind, i});
        }
    };
    add(AssetKind::node, scenario.nodes.size());
    add(AssetKind::site, scenario.sites.size());
    add(AssetKind::span, scenario.spans.size());
    add(AssetKind::link, scenario.links.size());
    add(AssetKind::gridNode, scenario.grid_nodes.size());
    add(AssetKind::gridLine, scenario.grid_lines.size());
    add(AssetKind::cell, scenario.cells.size());
    return index;
}

} // namespace planning
