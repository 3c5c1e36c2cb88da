#pragma once
// Which sites serve now, why the others don't, and the cheapest way back.
#include "planning/scenario/scenario.h"
#include "planning/scenario/status.h"

#include <cstdint>
#include <string>
#include <vector>

namespace planning {

enum class Service { on, off, unknown };

/// One link of the chain from a site to its core: "power works", "span 40 cut".
struct ChainLink {
    AssetRef asset;
    Service state = Service::on;
    Cause cause = Cause::none;
};

/// Assets to mend so that one site works again, with what the mending takes.
struct RepairSet {
    std::vector<AssetRef> assets;       // in the order of the path, the site's own damage first
    std::vector<std::uint32_t> actions; // positions in Scenario::actions
    double cost_usd = 0, crew_days = 0;
    bool at_most = false; // not proven to be the cheapest
    bool possible = true; // false: no path even over repaired parts, or no action known
    std::string why_not;
};

struct SiteService {
    Service service = Service::unknown;
    Cause cause = Cause::none;    // first reason that applies: physical, power, backhaul
    std::vector<ChainLink> chain; // from the site to the core it uses or would use
    RepairSet repair;             // empty when on
};

/// One per site / node of the scenario.
struct NetworkState {
    std::vector<SiteService> sites;
    std::vector<Service> nodes;      // powered, whole, and with a path to a core
    std::vector<Service> grid_nodes; // energised
};

} // namespace planning
