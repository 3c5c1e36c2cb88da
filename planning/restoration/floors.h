#pragma once
// Floors: the share of the people of an area that shall be served on the last day, though fewer be
// served in all. What is asked, what a plan lacks of it, and what people count for to have it.
#include "planning/coverage/area_index.h"
#include "planning/coverage/served.h"
#include "planning/restoration/plan.h"
#include "planning/restoration/replay.h"

namespace planning {

struct Floor {
    std::uint32_t area = 0;            // position in Scenario::areas
    double share = 0;                  // of the people of all its parts together
    std::vector<std::uint32_t> leaves; // those parts: itself where it is not divided further
};

/// What a request asks for, in the order of the areas: of each area named, and of each other one
/// that is not divided further what is asked of all. Both an area and its parts may have one.
/// Throws geo::Error for a divided area of which nobody says what lies in it.
std::vector<Floor> floorsOf(const Scenario& scenario, const AreaIndex& areas,
                            const PlanRequest& request);

/// Whether it asks for any.
bool floorsAsked(const PlanRequest& request);

/// Whether so many of these people are that share of them, but for rounding.
bool reaches(double served, double share, double people);

/// What floors ask for and the end of a plan does not have.
struct Shortfall {
    std::size_t floors = 0;      // missed
    double people = 0;           // below them; below two of them: counted twice
    std::vector<double> byFloor; // those people
};

class Floors {
public:
    /// `places` are the people of each area; they and the areas must outlive it.
    Floors(const Scenario& scenario, const AreaIndex& areas, const PlaceGroups& places,
           const PlanRequest& request);

    Shortfall shortfallOf(const Replay& end) const;
    /// Floors missed, then people missing below them; the smaller the better.
    double burdenOf(const Shortfall& shortfall) const;

private:
    friend class RaisedWeights;
    std::size_t areas_;
    const PlaceGroups& places_;
    std::vector<Floor> floors_;
    std::vector<double> people_; // of each floor's area
    double asked_ = 0;           // people all floors ask for
};

/// What people count for, per area: those below a floor more and more from one attempt to the next.
/// A floor that is missed again because others were raised is raised by less, so that they do not
/// chase each other for ever. People under two floors count as much as both make them.
class RaisedWeights {
public:
    /// `attainable` flags the groups of the cover that can be served at all: people beyond them are
    /// not raised for. `floors` must outlive it.
    RaisedWeights(const Floors& floors, const std::vector<char>& attainable);

    /// After an attempt that lacks this. False when nobody who could be served is below a floor.
    bool raise(const Shortfall& lacking);
    /// Of a divided area: what its own floor makes of them.
    std::vector<double> perArea() const;

private:
    const Floors& floors_;
    std::vector<double> beyond_, weight_, factor_; // per floor
    std::vector<char> was_met_;
};

} // namespace planning
