#pragma once
// When places that live on a battery, or on the fuel in their own tank, go dark.
#include "planning/network/power_state.h"
#include "planning/network/transport_graph.h"
#include "planning/restoration/plan.h"

namespace planning {

struct RunsDry {
    std::vector<int> day; // per vertex of the transport graph; empty: none does

    /// The first day of the plan at whose end the place is dark when nothing is brought to it and
    /// its grid is not mended; 0: on none.
    int of(Vertex v) const { return day.empty() ? 0 : day[v]; }
    std::size_t places() const;
    /// The first and the last such day; 0 when there is none.
    int first() const;
    int last() const;
    std::size_t days() const; // different ones
};

/// `power` is that of `asOf`: the hours left count from then on. Where nobody knows whether the
/// grid feeds a place and what is unknown counts as working, it does not run dry; nor does a
/// battery of which nobody said what charges it (power_timeline.h).
RunsDry runsDry(const Scenario& scenario, const PowerState& power, const TransportGraph& graph,
                geo::Time asOf, const PlanRequest& request);

} // namespace planning
