#include "planning/network/settlement_state.h"

#include <algorithm>

namespace planning {
namespace {

constexpr double mainPart = 0.5; // of a settlement's people: enough to call it served

struct Look {
    const Cover& cover;
    const PlaceGroups& places;
    const NetworkState& network;
    const Statuses& statuses;
    LayerFlags exists;
    std::vector<TechnologySet> surely, possibly;
};

/// People that nobody surely serves, by what would serve them if it worked.
SettlementReturn::People missing(const Look& look, std::size_t place, SettlementService& out)
{
    SettlementReturn::People people;
    for (std::size_t i = look.places.start[place]; i < look.places.start[place + 1]; ++i) {
        const std::uint32_t group = look.places.group[i];
        std::vector<ReturnUnit> units;
        for (const std::uint32_t layer : look.cover.layersOf(group)) {
            if (look.exists[layer] != 0) {
                const RadioLayer& radio = look.cover.layers[layer];
                units.push_back({radio.site, radio.cell});
            }
        }
        std::ranges::sort(units);
        const auto twice = std::ranges::unique(units);
        units.erase(twice.begin(), twice.end());
        out.people += look.places.people[i];
        out.reached += units.empty() ? 0 : look.places.people[i];
        out.served += look.surely[group] != noTechnology ? look.places.people[i] : 0;
        out.served_at_most += look.possibly[group] != noTechnology ? look.places.people[i] : 0;
        if (!units.empty() && look.surely[group] == noTechnology) {
            people[units] += look.places.people[i];
        }
    }
    return people;
}

Cause causeOf(const Look& look, ReturnUnit unit)
{
    const SiteService& site = look.network.sites[unit.site];
    if (site.service != Service::on || unit.cell == allCells) {
        return site.cause;
    }
    const AssetStatus& cell = look.statuses.cells[unit.cell];
    return cell.cause != Cause::none                                              ? cell.cause
           : cell.status == Status::destroyed || cell.damage == Damage::destroyed ? Cause::physical
                                                                                  : Cause::unknown;
}

SettlementService stateOf(const Look& look, std::size_t place, SettlementReturn& ways)
{
    SettlementService out;
    const auto people = missing(look, place, out);
    if (out.reached <= 0) {
        out.repair.possible = false;
        out.repair.why_not = "no site of the workspace reaches it";
        return out;
    }
    const double enough = mainPart * out.reached;
    out.service = out.served >= enough           ? Service::on
                  : out.served_at_most >= enough ? Service::unknown
                                                 : Service::off;
    if (out.service == Service::on || people.empty()) {
        return out;
    }
    // Sums of people in another order may differ in their last digits.
    SettlementWay way = ways.cheapest(people, (enough - out.served) * (1 - 1e-12));
    out.back = std::move(way.units);
    out.cause = causeOf(look, out.back.front());
    out.chain = std::move(way.chain);
    out.repair = std::move(way.repair);
    out.people_back = way.people_back;
    return out;
}

} // namespace

std::vector<SettlementService> settlementStates(const Cover& cover, const PlaceGroups& places,
                                                const Scenario& scenario,
                                                const TransportGraph& graph,
                                                const NetworkState& network, RepairFinder& finder)
{
    const Statuses& statuses = finder.statuses();
    const WorkingLayers working = workingLayers(cover, network, statuses);
    const Look look{cover,
                    places,
                    network,
                    statuses,
                    existingLayers(cover, statuses),
                    technologiesByGroup(cover, working.surely),
                    technologiesByGroup(cover, working.possibly)};
    SettlementReturn ways{scenario, graph, network, finder};
    std::vector<SettlementService> out;
    for (std::size_t place = 0; place < places.places(); ++place) {
        out.push_back(stateOf(look, place, ways));
    }
    return out;
}

} // namespace planning
