#include "planning/restoration/slow_replay.h"

#include <algorithm>

namespace planning {

SlowReplay::SlowReplay(const Scenario& scenario, const Statuses& statuses,
                       const TransportGraph& graph, geo::Time asOf, const PlanRequest& request)
    : scenario_{scenario}, statuses_{statuses}, graph_{graph}, asOf_{asOf}, start_{request.start},
      unknownWorks_{request.unknown_works}, assets_{indexOfAssets(scenario)}
{
}

void SlowReplay::finish(const Action& action)
{
    if (const auto at = assets_.find(action.asset_id); at != assets_.end()) {
        finished_.push_back({at->second, action.kind});
    }
}

double SlowReplay::hoursTo(int day) const
{
    const std::chrono::duration<double, std::ratio<3600>> hours =
        start_ + std::chrono::days{day} - asOf_;
    return hours.count();
}

bool SlowReplay::darkens(int day) const
{
    const PowerState power = powerAt(scenario_, statuses_, asOf_);
    const auto ends = [&](const PlacePower& place) {
        return !place.grid && place.hours_left && *place.hours_left < hoursTo(day) &&
               (day == 1 || *place.hours_left >= hoursTo(day - 1));
    };
    return day > 0 &&
           (std::ranges::any_of(power.sites, ends) || std::ranges::any_of(power.nodes, ends));
}

SlowReplay::Now SlowReplay::now(int day) const
{
    Now out{stateAfter(scenario_, statuses_, asOf_, finished_, unknownWorks_), {}};
    if (day > 0) {
        runDown(scenario_, finished_, hoursTo(day), out.state);
    }
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
