#pragma once
// What the transport network carries, against what it can carry.
#include "planning/coverage/cover.h"
#include "planning/network/network_state.h"

#include <span>

namespace planning {

/// Load of one span or link with everything routed along the fewest hops to a core; what has
/// several such ways is split over them as their first spans or links can carry (equally where
/// nobody states what).
struct EdgeLoad {
    AssetRef asset;
    double load_mbps = 0;
    MaybeNumber capacity_mbps; // not stated: unknown, never "enough"
    bool overloaded() const
    {
        constexpr double hair = 1e-6; // people are counted in fractions
        return capacity_mbps && load_mbps > *capacity_mbps * (1 + hair);
    }
};

/// Busy-hour demand of each site, Mbit/s; sites without a way to a core add nothing. One entry per
/// span and link that carries something, heaviest against capacity first (unknown capacity last).
std::vector<EdgeLoad> edgeLoads(const Scenario& scenario, const TransportGraph& graph,
                                const NetworkHealth& health, std::span<const double> site_mbps);

/// Busy-hour demand of some people by the usual rule (finance/demand.h); 0 for nobody.
double busyHourDemand_mbps(double people);

/// Busy-hour demand of each site of the scenario: the people of each group go in equal parts to the
/// sites that reach it and are flagged in `serving` (one flag per site).
std::vector<double> siteDemand_mbps(const Cover& cover, const Statuses& statuses,
                                    std::span<const char> serving);

} // namespace planning
