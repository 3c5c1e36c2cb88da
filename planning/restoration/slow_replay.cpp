#include "planning/restoration/slow_replay.h"

#include "planning/network/battery_end.h"

#include <algorithm>

namespace planning {

SlowReplay::SlowReplay(const Scenario& scenario, const Statuses& statuses,
                       const TransportGraph& graph, geo::Time asOf, bool unknownWorks)
    : scenario_{scenario}, statuses_{statuses}, graph_{graph}, asOf_{asOf},
      unknownWorks_{unknownWorks}, assets_{indexOfAssets(scenario)},
      batteryEnds_h_{batteryEnds_h(scenario, powerAt(scenario, statuses, asOf))}
{
}

void SlowReplay::finish(const Action& action)
{
    if (const auto at = assets_.find(action.asset_id); at != assets_.end()) {
        finished_.push_back({at->second, action.kind});
    }
}

bool SlowReplay::batteryEnds(double from_h, double to_h) const
{
    return std::ranges::any_of(batteryEnds_h_,
                               [&](double end_h) { return end_h >= from_h && end_h < to_h; });
}

SlowReplay::Now SlowReplay::now(double later_h) const
{
    Now out{stateAfter(scenario_, statuses_, asOf_, finished_, unknownWorks_, later_h), {}};
    out.reach =
        reachFromCores(graph_, healthOf(scenario_, out.state.statuses, out.state.power, graph_));
    return out;
}

std::vector<char> SlowReplay::sitesServing(const Now& now) const
{
    std::vector<char> serving;
    for (std::uint32_t i = 0; i < scenario_.sites.size(); ++i) {
        serving.push_back(good(now.reach.service[graph_.ofSite(i)]) ? 1 : 0);
    }
    return serving;
}

std::vector<char> SlowReplay::groupsServed(const Cover& cover, const Now& now) const
{
    std::vector<char> served(cover.groups(), 0);
    for (std::uint32_t g = 0; g < cover.groups(); ++g) {
        const auto layers = cover.layersOf(g);
        served[g] = std::ranges::any_of(layers, [&](std::uint32_t layer) {
            const RadioLayer& radio = cover.layers[layer];
            return good(now.reach.service[graph_.ofSite(radio.site)]) &&
                   (radio.cell == allCells ||
                    good(serviceOf(now.state.statuses.cells[radio.cell].status)));
        });
    }
    return served;
}

} // namespace planning
