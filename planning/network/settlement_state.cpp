#include "planning/network/settlement_state.h"

#include "planning/network/power_state.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace planning {
namespace {

constexpr double mainPart = 0.5; // of a settlement's people: enough to call it served

struct Look {
    const Cover& cover;
    const PlaceGroups& places;
    const NetworkState& network;
    const Statuses& statuses;
    std::vector<TechnologySet> surely, possibly;
};

/// Site → people of one settlement that it would serve and nobody surely serves now.
std::map<std::uint32_t, double> missingBySite(const Look& look, std::size_t place,
                                              SettlementService& out)
{
    std::map<std::uint32_t, double> missing;
    for (std::size_t i = look.places.start[place]; i < look.places.start[place + 1]; ++i) {
        const std::uint32_t group = look.places.group[i];
        const double people = look.places.people[i];
        out.people += people;
        bool reached = false;
        std::uint32_t last = noGroup;
        for (const std::uint32_t layer : look.cover.layersOf(group)) {
            const RadioLayer& radio = look.cover.layers[layer];
            const bool planned = look.statuses.sites[radio.site].status == Status::planned;
            const bool cell = radio.cell == allCells ||
                              serviceOf(look.statuses.cells[radio.cell].status) != Service::off;
            reached = reached || !planned;
            if (planned || !cell || radio.site == last) {
                continue;
            }
            last = radio.site; // layers are ascending by site
            if (look.surely[group] == noTechnology &&
                look.network.sites[radio.site].service != Service::on) {
                missing[radio.site] += people;
            }
        }
        out.reached += reached ? people : 0;
        out.served += look.surely[group] != noTechnology ? people : 0;
        out.served_at_most += look.possibly[group] != noTechnology ? people : 0;
    }
    return missing;
}

SettlementService stateOf(const Look& look, std::size_t place)
{
    SettlementService out;
    const auto missing = missingBySite(look, place, out);
    if (out.reached <= 0) {
        out.repair.possible = false;
        out.repair.why_not = "no site of the workspace reaches it";
        return out;
    }
    out.service = out.served >= mainPart * out.reached           ? Service::on
                  : out.served_at_most >= mainPart * out.reached ? Service::unknown
                                                                 : Service::off;
    if (out.service == Service::on || missing.empty()) {
        return out;
    }
    const auto rank = [&](const std::pair<const std::uint32_t, double>& candidate) {
        const RepairSet& repair = look.network.sites[candidate.first].repair;
        return std::tuple{!repair.possible || repair.actions.empty(), repair.cost_usd,
                          repair.crew_days, -candidate.second, candidate.first};
    };
    double most = 0;
    for (const auto& [site, people] : missing) {
        most = std::max(most, people);
    }
    const std::pair<const std::uint32_t, double>* best = nullptr;
    for (const auto& candidate : missing) {
        if (candidate.second >= mainPart * most &&
            (best == nullptr || rank(candidate) < rank(*best))) {
            best = &candidate;
        }
    }
    const SiteService& site = look.network.sites[best->first];
    out.site = best->first;
    out.cause = site.cause;
    out.chain = site.chain;
    out.repair = site.repair;
    out.people_back = best->second;
    return out;
}

} // namespace

std::vector<SettlementService> settlementStates(const Cover& cover, const PlaceGroups& places,
                                                const NetworkState& network,
                                                const Statuses& statuses)
{
    const WorkingLayers working = workingLayers(cover, network, statuses);
    const Look look{cover,
                    places,
                    network,
                    statuses,
                    technologiesByGroup(cover, working.surely),
                    technologiesByGroup(cover, working.possibly)};
    std::vector<SettlementService> out;
    for (std::size_t place = 0; place < places.places(); ++place) {
        out.push_back(stateOf(look, place));
    }
    return out;
}

} // namespace planning
