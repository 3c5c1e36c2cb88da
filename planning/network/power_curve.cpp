#include "planning/network/power_curve.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace planning {
namespace {

Service poweredAt(const std::vector<PowerSpell>& spells, double at_h)
{
    PowerSource source = PowerSource::unknown;
    for (const PowerSpell& spell : spells) {
        if (spell.from_h <= at_h) {
            source = spell.source;
        }
    }
    return source == PowerSource::out       ? Service::off
           : source == PowerSource::unknown ? Service::unknown
                                            : Service::on;
}

} // namespace

std::vector<PowerHour> serviceThroughTime(const Scenario& scenario, const Statuses& statuses,
                                          const TransportGraph& graph, const Cover& cover,
                                          geo::Time asOf,
                                          const std::vector<std::vector<PowerSpell>>& nodes,
                                          const std::vector<std::vector<PowerSpell>>& sites,
                                          double horizon_h)
{
    std::set<double> hours{0};
    for (const auto* places : {&nodes, &sites}) {
        for (const auto& spells : *places) {
            for (const PowerSpell& spell : spells) {
                // Out from the hour it goes out in; back from the hour after it came back.
                const double hour = spell.source == PowerSource::out ? std::floor(spell.from_h)
                                                                     : std::ceil(spell.from_h);
                if (hour < horizon_h) {
                    hours.insert(hour);
                }
            }
        }
    }
    NetworkHealth health = healthOf(scenario, statuses, powerAt(scenario, statuses, asOf), graph);
    std::vector<PowerHour> curve;
    for (const double hour : hours) {
        // What goes out within the hour is out.
        const double end_h = hour + 1 - 1e-9;
        const auto powered = [&](const std::vector<PowerSpell>& spells) {
            const Service at = poweredAt(spells, hour);
            const Service later = poweredAt(spells, end_h);
            return later == Service::off ? Service::off : at;
        };
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            health.vertices[graph.ofNode(i)].powered = powered(nodes[i]);
        }
        for (std::uint32_t i = 0; i < sites.size(); ++i) {
            health.vertices[graph.ofSite(i)].powered = powered(sites[i]);
        }
        const Reach reach = reachFromCores(graph, health);
        PowerHour now{hour, 0, 0};
        for (std::uint32_t i = 0; i < sites.size(); ++i) {
            now.sites_on += reach.service[graph.ofSite(i)] == Service::on ? 1 : 0;
        }
        for (std::uint32_t g = 0; g < cover.groups(); ++g) {
            const auto layers = cover.layersOf(g);
            const bool served = std::ranges::any_of(layers, [&](std::uint32_t layer) {
                const RadioLayer& radio = cover.layers[layer];
                return reach.service[graph.ofSite(radio.site)] == Service::on &&
                       (radio.cell == allCells ||
                        serviceOf(statuses.cells[radio.cell].status) == Service::on);
            });
            now.people += served ? cover.group_people[g] : 0;
        }
        if (curve.empty() || curve.back().sites_on != now.sites_on ||
            curve.back().people != now.people) {
            curve.push_back(now);
        }
    }
    return curve;
}

} // namespace planning
