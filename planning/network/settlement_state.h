#pragma once
// Why a settlement is out of service, and the cheapest repairs that bring it back.
#include "planning/coverage/served.h"
#include "planning/network/service.h"

namespace planning {

struct SettlementService {
    double people = 0;         // in the area looked at
    double reached = 0;        // inside some footprint when every site works
    double served = 0;         // surely
    double served_at_most = 0; // if everything unknown works
    // on: at least half of those within reach are surely served; unknown: at most that many
    // perhaps; off: neither. A place that no site reaches is off.
    Service service = Service::off;
    // Only when not on: the site whose return is the cheapest way back, and what that takes. Looked
    // at are sites that bring back at least half as many people as the best single site.
    std::optional<std::uint32_t> site;
    Cause cause = Cause::none;    // of that site
    std::vector<ChainLink> chain; // of that site
    RepairSet repair;             // of that site; not possible: why_not
    double people_back = 0;       // that the site serves and nobody does now
};

/// One per settlement of the scenario. `places` are the people of settlements by group.
std::vector<SettlementService> settlementStates(const Cover& cover, const PlaceGroups& places,
                                                const NetworkState& network,
                                                const Statuses& statuses);

} // namespace planning
