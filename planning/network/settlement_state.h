#pragma once
// Why a settlement is out of service, and the cheapest repairs that bring it back.
#include "planning/coverage/served.h"
#include "planning/network/settlement_return.h"

namespace planning {

struct SettlementService {
    double people = 0;         // in the area looked at
    double reached = 0;        // inside some footprint when every site works
    double served = 0;         // surely
    double served_at_most = 0; // if everything unknown works
    // on: at least half of those within reach are surely served; unknown: at most that many
    // perhaps; off: neither. A place that no site reaches is off.
    Service service = Service::off;
    // Only when not on: the cheapest repairs after which it is on, and what comes back with them.
    std::vector<ReturnUnit> back; // the one with most people first; see SettlementWay
    Cause cause = Cause::none;    // of the first of them
    std::vector<ChainLink> chain; // of each of them in turn
    RepairSet repair;             // not possible: why_not
    double people_back = 0;       // that are served then and by nobody now

    /// The site of the first.
    std::optional<std::uint32_t> site() const
    {
        return back.empty() ? std::nullopt : std::optional{back.front().site};
    }
};

/// One per settlement of the scenario. `places` are the people of settlements by group; `finder` is
/// of the same scenario, graph and statuses.
std::vector<SettlementService> settlementStates(const Cover& cover, const PlaceGroups& places,
                                                const Scenario& scenario,
                                                const TransportGraph& graph,
                                                const NetworkState& network, RepairFinder& finder);

} // namespace planning
