#include "planning/restoration/slow_replay.h"

#include <algorithm>

namespace planning {

SlowReplay::SlowReplay(const Scenario& scenario, const Statuses& statuses,
                       const TransportGraph& graph, geo::Time asOf, bool unknownWorks)
    : scenario_{scenario}, graph_{graph}, asOf_{asOf}, unknownWorks_{unknownWorks},
      assets_{indexOfAssets(scenario)}, statuses_{statuses}, before_{powerAt(scenario, statuses,
                                                                             asOf)},
      sitePower_(scenario.sites.size(), 0), nodePower_(scenario.nodes.size(), 0)
{
    for (const VertexHealth& vertex : healthOf(scenario, statuses, before_, graph).vertices) {
        cutBefore_.push_back(vertex.reportedCut ? 1 : 0);
    }
}

void SlowReplay::finish(const Action& action)
{
    const auto at = assets_.find(action.asset_id);
    if (at == assets_.end() || action.kind == ActionKind::clear) {
        return;
    }
    const AssetRef asset = at->second;
    if (action.kind == ActionKind::power || action.kind == ActionKind::fuel) {
        if (asset.kind == AssetKind::site) {
            sitePower_[asset.index] = 1;
        } else if (asset.kind == AssetKind::node) {
            nodePower_[asset.index] = 1;
        }
        return;
    }
    const auto listOf = [this](AssetKind kind) -> std::vector<AssetStatus>& {
        switch (kind) {
        case AssetKind::site:
            return statuses_.sites;
        case AssetKind::cell:
            return statuses_.cells;
        case AssetKind::node:
            return statuses_.nodes;
        case AssetKind::span:
            return statuses_.spans;
        case AssetKind::link:
            return statuses_.links;
        case AssetKind::gridNode:
            return statuses_.grid_nodes;
        case AssetKind::gridLine:
            break;
        }
        return statuses_.grid_lines;
    };
    AssetStatus& status = listOf(asset.kind)[asset.index];
    status.status = Status::operational;
    status.damage = Damage::none;
    status.cause = Cause::none;
}

PowerState SlowReplay::power() const
{
    // Stated causes "power" stay until a power action or the grid itself is mended.
    PowerState power = powerAt(scenario_, statuses_, asOf_);
    const auto settle = [&](std::vector<PlacePower>& places, const std::vector<PlacePower>& old,
                            const std::vector<char>& done, const auto& nouns) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto grid = assets_.find(nouns[i].power.grid_node_id);
            const bool gridBack = grid != assets_.end() &&
                                  grid->second.kind == AssetKind::gridNode &&
                                  !good(before_.grid_nodes[grid->second.index]) &&
                                  good(power.grid_nodes[grid->second.index]);
            if (done[i] != 0 || gridBack || old[i].powered == Service::on) {
                places[i].powered = Service::on;
            }
        }
    };
    settle(power.sites, before_.sites, sitePower_, scenario_.sites);
    settle(power.nodes, before_.nodes, nodePower_, scenario_.nodes);
    return power;
}

Reach SlowReplay::reach() const
{
    NetworkHealth health = healthOf(scenario_, statuses_, power(), graph_);
    for (Vertex v = 0; v < graph_.vertices(); ++v) {
        // A report of no backhaul that was explained by what was broken ends with its mending.
        health.vertices[v].reportedCut = health.vertices[v].reportedCut && cutBefore_[v] != 0;
    }
    return reachFromCores(graph_, health);
}

std::vector<char> SlowReplay::sitesServing(const Reach& reach) const
{
    std::vector<char> serving;
    for (std::uint32_t i = 0; i < scenario_.sites.size(); ++i) {
        serving.push_back(good(reach.service[graph_.ofSite(i)]) ? 1 : 0);
    }
    return serving;
}

std::vector<char> SlowReplay::groupsServed(const Cover& cover, const Reach& reach) const
{
    std::vector<char> served(cover.groups(), 0);
    for (std::uint32_t g = 0; g < cover.groups(); ++g) {
        const auto layers = cover.layersOf(g);
        served[g] = std::ranges::any_of(layers, [&](std::uint32_t layer) {
            const RadioLayer& radio = cover.layers[layer];
            return good(reach.service[graph_.ofSite(radio.site)]) &&
                   (radio.cell == allCells || good(serviceOf(statuses_.cells[radio.cell].status)));
        });
    }
    return served;
}

} // namespace planning
