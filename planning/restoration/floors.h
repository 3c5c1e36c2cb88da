#pragma once
// Floors: the share of the people of an area that shall be served on the last day, though fewer be
// served in all. What is asked, what a plan lacks of it, and what people count for to have it.
#include "planning/coverage/area_index.h"
#include "planning/coverage/served.h"
#include "planning/restoration/plan.h"
#include "planning/restoration/replay.h"

namespace planning {

/// Share of its people an area shall have served on the last day; nothing when nobody asked.
MaybeNumber floorOf(const Scenario& scenario, const AreaIndex& areas, const PlanRequest& request,
                    std::uint32_t area);

/// What floors ask for and the end of a plan does not have.
struct Shortfall {
    std::size_t floors = 0;     // missed
    double people = 0;          // below them
    std::vector<double> byArea; // those people, per area
};

class Floors {
public:
    /// `places` are the people of each area. All must outlive it.
    Floors(const Scenario& scenario, const Cover& cover, const AreaIndex& areas,
           const PlaceGroups& places, const PlanRequest& request);

    Shortfall shortfallOf(const Replay& end) const;
    /// Floors missed, then people missing below them; the smaller the better.
    double burdenOf(const Shortfall& shortfall) const;

private:
    friend class RaisedWeights;
    const Scenario& world_;
    const Cover& cover_;
    const AreaIndex& areas_;
    const PlaceGroups& places_;
    const PlanRequest& request_;
};

/// What people count for, per area: those of areas below their floor more and more from one attempt
/// to the next. An area that falls behind again because others were raised is raised by less, so
/// that they do not chase each other for ever.
class RaisedWeights {
public:
    /// `attainable` flags the groups of the cover that can be served at all. Both must outlive it.
    RaisedWeights(const Floors& floors, const std::vector<char>& attainable);

    /// After an attempt that lacks this. False when nobody who could be served is below a floor.
    bool raise(const Shortfall& lacking);
    const std::vector<double>& perArea() const { return weight_; }

private:
    const Floors& floors_;
    const std::vector<char>& attainable_;
    std::vector<double> weight_, factor_;
    std::vector<char> was_met_;
};

} // namespace planning
