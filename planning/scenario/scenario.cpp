#include "planning/scenario/scenario.h"

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

} // namespace planning
