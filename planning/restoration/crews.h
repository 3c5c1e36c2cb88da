#pragma once
// Crews one by one: where their base is, when they are there, how long they drive from work to
// work.
#include "planning/restoration/plan.h"
#include "planning/restoration/road_ways.h"

namespace planning {

struct Crew {
    std::string name; // "fibre 1"
    std::string skill;
    std::string base;                // as stated; empty: nobody said
    std::optional<geo::XY> base_xy;  // absent: not stated, or no such place
    std::vector<std::uint8_t> there; // per day 1 … days
};

/// The crews of one skill: those of the request, with its bases, else those of the scenario's
/// supply, each row with its own dates and place. Numbered in that order.
std::vector<Crew> crewsOf(const Scenario& scenario, const PlanRequest& request,
                          const std::string& skill);

/// A place by id or name: asset, settlement, facility, area (its middle), or "lon,lat". Ids win
/// over names; of equal names the largest settlement.
std::optional<geo::XY> placeNamed(const Scenario& scenario, const std::string& text);

/// Where the work on an asset is done: its place, the middle of its line, the first end of a hop.
std::optional<geo::XY> workPlace(const Scenario& scenario, AssetRef asset);

/// Hours on the road between places that come up more than once.
class Drives {
public:
    Drives(const Scenario& scenario, const PlanRequest& request);
    bool roadsGiven() const { return ways_.roadsGiven(); }

    /// Number of a place, for hours(). Give all places before asking.
    std::uint32_t add(geo::XY place);
    /// Nothing: only closed roads lead there.
    MaybeNumber hours(std::uint32_t from, std::uint32_t to);

private:
    RoadWays ways_;
    std::vector<RoadWays::Stop> stops_;
    std::map<std::pair<double, double>, std::uint32_t> known_;
    std::map<std::uint32_t, std::vector<float>> rows_; // worked out when first asked for
};

/// Working days lost on a drive: what is over the hours a day of work includes anyway.
double daysLost(const PlanRequest& request, double drive_h);

} // namespace planning
