#pragma once
// A scenario as the general restoration problem the solver works on.
#include "planning/coverage/served.h"
#include "planning/network/mends.h"
#include "planning/network/network_state.h"
#include "planning/restoration/instance.h"
#include "planning/restoration/supply.h"

namespace planning {

/// Networks: transport (nodes, sites, spans, links, cells that are out by themselves), power (grid,
/// and one vertex for each place without power), work (what must come first). Periods are days.
struct PlanInstance {
    restoration::Instance instance;
    std::vector<std::uint32_t> actionOf;  // per part; none for what needs no work
    std::vector<std::uint32_t> layerPart; // per layer of the cover: the part that is its being on
    std::vector<UndoneAction> undone;     // actions that are faulty, or no day or supply allows
    std::vector<std::vector<Mend>> ways;  // of what more than one action can mend: all worth trying
    // Actions that can be done but need not be: which one does as much and takes no more.
    std::map<std::uint32_t, std::uint32_t> outdone;
    std::vector<std::string> assumptions;
};

/// Which of the actions that could mend the same thing are offered.
enum class Offer {
    everyWay, // all but those that another one outdoes in everything
    cheapest, // by money alone
};

/// `weights` are what each group of the cover counts for.
PlanInstance buildInstance(const Scenario& scenario, const Statuses& statuses,
                           const PowerState& power, const TransportGraph& graph, const Cover& cover,
                           const PlanRequest& request, std::span<const double> weights,
                           Offer offer = Offer::everyWay);

/// What each group of the cover counts for: its people, those of some areas times a factor (one per
/// area of the scenario; may be empty), plus the people-equivalents of facilities in it.
std::vector<double> groupWeights(const Scenario& scenario, const Cover& cover,
                                 const PlanRequest& request, const PlaceGroups& areas,
                                 std::span<const double> areaFactor);

} // namespace planning
