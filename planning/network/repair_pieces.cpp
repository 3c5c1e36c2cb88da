#include "planning/network/repair_pieces.h"

#include "planning/scenario/status_lists.h"

#include <algorithm>
#include <limits>
#include <map>

namespace planning {

std::optional<RepairPiece> brokenPiece(const Mends& mends, AssetRef asset, Service works)
{
    if (works == Service::on) {
        return std::nullopt;
    }
    RepairPiece piece;
    for (Mend& mend : mends.choices(asset, false)) {
        piece.options.push_back({{asset}, std::move(mend.actions)});
    }
    if (piece.options.empty()) {
        piece.whyNot = mends.whyNone(asset, false);
    }
    return piece;
}

RepairPieces repairPieces(const Scenario& scenario, const Statuses& statuses,
                          const PowerState& power, const TransportGraph& graph,
                          const NetworkHealth& health, const Mends& mends,
                          const std::vector<GridWay>& grid)
{
    RepairPieces all;
    const auto add = [&](auto& list, AssetRef asset, Service works) {
        auto& pieces = list.emplace_back();
        if (auto piece = brokenPiece(mends, asset, works)) {
            pieces.push_back(std::move(*piece));
        }
    };
    const Index gridIndex = indexOfGridNodes(scenario);
    const auto addPower = [&](AssetRef asset, const PowerSupply& supply) {
        RepairPiece piece;
        for (Mend& mend : mends.choices(asset, true)) {
            piece.options.push_back({{asset}, std::move(mend.actions)});
        }
        const auto at = gridIndex.find(supply.grid_node_id);
        if (at != gridIndex.end() && power.grid_nodes[at->second] != Service::on &&
            grid[at->second].price < std::numeric_limits<double>::infinity()) {
            piece.feeder = at->second;
            piece.options.push_back(grid[at->second].option);
        }
        if (piece.options.empty()) {
            piece.whyNot = mends.whyNone(asset, true);
        }
        all.vertices.back().push_back(std::move(piece));
    };
    for (Vertex v = 0; v < graph.vertices(); ++v) {
        const AssetRef asset = graph.asset(v);
        const VertexHealth& state = health.vertices[v];
        add(all.vertices, asset, state.whole);
        if (state.powered != Service::on) {
            addPower(asset, graph.isSite(v) ? scenario.sites[asset.index].power
                                            : scenario.nodes[asset.index].power);
        }
        if (state.reportedCut && state.whole == Service::on) {
            // The break behind it has not been found: only an action on the place itself can help
            // when everything on its way is said to work.
            if (auto mend = mends.cheapest(asset, false)) {
                all.vertices.back().push_back({{{{asset}, std::move(mend->actions)}}, {}});
            }
        }
    }
    for (std::uint32_t e = 0; e < graph.edges().size(); ++e) {
        const TransportEdge& edge = graph.edges()[e];
        add(all.edges, edge.asset, edge.tie ? Service::on : health.edges[e].works);
    }
    for (std::uint32_t i = 0; i < scenario.grid_nodes.size(); ++i) {
        add(all.gridNodes, {AssetKind::gridNode, i}, serviceOf(statuses.grid_nodes[i].status));
    }
    for (std::uint32_t i = 0; i < scenario.grid_lines.size(); ++i) {
        add(all.gridLines, {AssetKind::gridLine, i}, serviceOf(statuses.grid_lines[i].status));
    }
    return all;
}

std::vector<std::vector<std::uint32_t>> sharedSets(const RepairPieces& all)
{
    std::map<std::vector<std::uint32_t>, std::size_t> users;
    const auto count = [&](const std::vector<RepairPiece>& pieces) {
        for (const RepairPiece& piece : pieces) {
            for (const MendOption& option : piece.options) {
                for (const std::uint32_t action : option.actions) {
                    ++users[{action}];
                }
                if (option.actions.size() > 1) {
                    ++users[option.actions];
                }
            }
        }
    };
    std::ranges::for_each(all.vertices, count);
    std::ranges::for_each(all.edges, count);
    std::vector<std::pair<std::size_t, const std::vector<std::uint32_t>*>> ranked;
    for (const auto& [actions, number] : users) {
        if (number > 1) {
            ranked.emplace_back(number, &actions);
        }
    }
    std::ranges::stable_sort(ranked, std::greater<>{}, [](const auto& each) { return each.first; });
    std::vector<std::vector<std::uint32_t>> sets;
    for (const auto& each : ranked) {
        sets.push_back(*each.second);
    }
    return sets;
}

} // namespace planning
