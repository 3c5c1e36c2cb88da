#pragma once
// The best split of so many litres a day over the places that live on generators.
#include "planning/coverage/cover.h"
#include "planning/feedback.h"
#include "planning/network/network_state.h"

namespace planning {

struct FuelRequest {
    double litres_per_day = 0;
    double reserve_share = 0;   // 0 to 1: kept back by the operator
    MaybeNumber stops_per_day;  // deliveries the tankers can make; absent: not limited
    bool unknown_works = false; // take assets of unknown status as working
    std::uint64_t seed = 1;
    std::int64_t effort = 0; // search steps in millions; 0: the solver's default
};

struct FuelShare {
    AssetRef place;            // a site or a node
    double litres_per_day = 0; // burn × 24 h
    double stops_per_day = 0;  // litres a day over the size of the tank
};

/// What runs for good on the fuel given: places on the grid or on enough sun run anyway; a place on
/// its generator runs when it gets its litres and stops; batteries and what is in the tanks today
/// are not counted, since they end.
struct FuelSplit {
    std::vector<FuelShare> shares; // in the scenario's order, nodes first
    double litres_per_day = 0, stops_per_day = 0;
    double people_without = 0; // served with no fuel at all
    double people = 0;         // served with this split
    double people_bound = 0;   // no split serves more
    double litres_for_all = 0; // what every place that could run on fuel would take
};

/// Throws geo::Error on a negative amount, a share outside 0 to 1, or without a core node.
FuelSplit splitFuel(const Scenario& scenario, const Statuses& statuses, const Cover& cover,
                    geo::Time asOf, const FuelRequest& request, const Feedback& feedback = {});

} // namespace planning
