#pragma once
// What it takes to energise each node of the grid: the cheapest way from a source over whole and
// broken lines.
#include "planning/network/mends.h"
#include "planning/network/power_state.h"
#include "planning/scenario/status.h"

namespace planning {

/// Actions that together mend these assets.
struct MendOption {
    std::vector<AssetRef> assets;
    std::vector<std::uint32_t> actions; // each once
};

struct GridWay {
    double price = 0; // infinite: it cannot be energised
    MendOption option;
    std::string whyNot;
};

/// One per grid node. Without a grid graph (lines and a source) each node stands for itself.
std::vector<GridWay> gridWays(const Scenario& scenario, const Statuses& statuses,
                              const Mends& mends);

} // namespace planning
