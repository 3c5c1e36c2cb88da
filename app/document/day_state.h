#pragma once
// The network on one day of a plan, worked out from what is finished by then.
#include "app/document/plan_view.h"
#include "app/jobs/coverage_store.h"
#include "app/map/map_data.h"
#include "geo/crs/crs.h"
#include "planning/coverage/gaps.h"
#include "planning/network/power_state.h"
#include "planning/network/transport_graph.h"

#include <array>

namespace app::document {

/// The figures above the map, of one day.
struct Headline {
    int day = 0;
    bool covered = false; // a coverage exists: the people figures mean something
    double people = 0, served = 0, served_at_most = 0;
    double before = 0;                           // with every asset operational
    double lost = 0, never = 0;                  // people in gaps by kind
    double lost_certain = 0;                     // not served even if everything unknown works
    int sites = 0;                               // without those only planned
    int sites_out = 0;                           // sure to be out
    std::array<int, map::siteLookCount> looks{}; // sites by look
    double with_plan = 0;                        // served at the end of the plan; 0 without one
    int plan_days = 0;
    double plan_usd = 0;

    int count(map::SiteLook look) const { return looks[static_cast<std::size_t>(look)]; }
};

struct DayState {
    planning::Statuses statuses;
    planning::PowerState power;
    planning::NetworkState network;
    std::vector<planning::AssetRef> mended;
    planning::GapReport gaps;                    // empty without a coverage
    std::vector<planning::TechnologySet> surely; // per group of the cover
    std::vector<planning::TechnologySet> possibly;
};

/// What days are worked out from; all of one workspace.
struct DayInput {
    const Situation& situation;
    const planning::TransportGraph& graph;
    const LoadedCover* cover = nullptr; // may be null
    const PlanView* plan = nullptr;     // may be null
    const geo::WorkingCrs& crs;
};

/// Where an asset stands on the map: its own place, or the middle of its course or hop.
std::optional<geo::XY> placeOf(const planning::Scenario& world, const planning::AssetIndex& assets,
                               planning::AssetRef asset);

/// State after the steps finished by the end of `day`; 0 is today.
DayState dayState(const DayInput& input, int day);
map::MapState mapStateOf(const DayInput& input, const DayState& state, int day);
Headline headlineOf(const DayInput& input, const DayState& state, const map::MapState& map,
                    int day);

} // namespace app::document
