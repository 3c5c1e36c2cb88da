#include "planning/restoration/after_work.h"

#include "planning/network/battery_end.h"
#include "planning/network/network_state.h"
#include "planning/scenario/status_lists.h"

#include <algorithm>

namespace planning {
namespace {

/// Takes back the reports of no backhaul that the network explains (network_state.h).
void endExplainedCuts(const Scenario& scenario, const PowerState& power, Statuses& statuses)
{
    const auto cut = [](const AssetStatus& status) { return status.cause == Cause::backhaul; };
    if (std::ranges::none_of(statuses.sites, cut) && std::ranges::none_of(statuses.nodes, cut)) {
        return;
    }
    const TransportGraph graph{scenario};
    const NetworkHealth health = healthOf(scenario, statuses, power, graph);
    const auto settle = [&](AssetStatus& status, const VertexHealth& vertex) {
        if (cut(status) && vertex.whole == Service::on && !vertex.reportedCut) {
            status.status = Status::operational;
            status.cause = Cause::none;
        }
    };
    for (std::uint32_t i = 0; i < scenario.nodes.size(); ++i) {
        settle(statuses.nodes[i], health.vertices[graph.ofNode(i)]);
    }
    for (std::uint32_t i = 0; i < scenario.sites.size(); ++i) {
        settle(statuses.sites[i], health.vertices[graph.ofSite(i)]);
    }
}

} // namespace

AssetStatus& statusOf(Statuses& statuses, AssetRef asset)
{
    return listOf(statuses, asset.kind)[asset.index];
}

const AssetStatus& statusOf(const Statuses& statuses, AssetRef asset)
{
    return listOf(statuses, asset.kind)[asset.index];
}

StateAfter stateAfter(const Scenario& scenario, const Statuses& before, geo::Time asOf,
                      std::span<const FinishedWork> finished, bool unknownWorks, double later_h)
{
    const auto good = [unknownWorks](Service s) {
        return s == Service::on || (unknownWorks && s == Service::unknown);
    };
    const PowerState then = powerAt(scenario, before, asOf);
    const PowerState old = afterBatteries(scenario, then, later_h);
    if (finished.empty()) {
        return {before, old};
    }
    StateAfter after{before, {}};
    endExplainedCuts(scenario, then, after.statuses);
    std::vector<char> sitePower(scenario.sites.size(), 0);
    std::vector<char> nodePower(scenario.nodes.size(), 0);
    for (const FinishedWork& work : finished) {
        if (work.kind == ActionKind::clear) {
            continue;
        }
        if (work.kind == ActionKind::power || work.kind == ActionKind::fuel) {
            if (work.asset.kind == AssetKind::site) {
                sitePower[work.asset.index] = 1;
            } else if (work.asset.kind == AssetKind::node) {
                nodePower[work.asset.index] = 1;
            }
            continue;
        }
        AssetStatus& status = statusOf(after.statuses, work.asset);
        status.status = Status::operational;
        status.damage = Damage::none;
        status.cause = Cause::none;
        status.observation.reset(); // nobody saw it work with what power it had
    }
    after.power = powerAt(scenario, after.statuses, asOf);
    // Stated causes "power" stay until a power action or the grid itself is mended.
    const Index grid = indexOfGridNodes(scenario);
    const auto settle = [&](std::vector<PlacePower>& places, const std::vector<PlacePower>& was,
                            const std::vector<char>& done, const auto& nouns) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto feeder = grid.find(nouns[i].power.grid_node_id);
            const bool gridBack = feeder != grid.end() && !good(old.grid_nodes[feeder->second]) &&
                                  good(after.power.grid_nodes[feeder->second]);
            if (done[i] != 0 || gridBack || was[i].powered == Service::on) {
                places[i].powered = Service::on;
            } else {
                places[i] = was[i]; // a battery that ran out does not fill with the work
            }
        }
    };
    settle(after.power.sites, old.sites, sitePower, scenario.sites);
    settle(after.power.nodes, old.nodes, nodePower, scenario.nodes);
    return after;
}

} // namespace planning
