#pragma once
// Crews one by one: where their base is, when they are there, how long they drive from work to
// work.
#include "planning/restoration/plan.h"
#include "planning/restoration/road_ways.h"

#include <memory>

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

/// Hours on the road between places that come up more than once, round the zones that are closed
/// on the day. Both must outlive it.
class Drives {
public:
    Drives(const Scenario& scenario, const PlanRequest& request);
    bool roadsGiven() const { return stages_.front().ways->roadsGiven(); }

    /// Number of a place, for hours(). Give all places before asking.
    std::uint32_t add(geo::XY place);
    /// On a day of the plan (1 …). Nothing: only closed roads lead there.
    MaybeNumber hours(std::uint32_t from, std::uint32_t to, int day);

private:
    /// The roads while the same zones are closed.
    struct Stage {
        std::vector<std::uint32_t> zones;
        std::unique_ptr<RoadWays> ways; // of day 1 at once, of others when first asked for
        std::vector<RoadWays::Stop> stops;
        std::map<std::uint32_t, std::vector<float>> rows; // worked out when first asked for
    };

    const Scenario& world_;
    double speed_kmh_;
    std::vector<geo::XY> places_;
    std::map<std::pair<double, double>, std::uint32_t> known_;
    std::vector<Stage> stages_;
    std::vector<std::uint32_t> stageOf_; // per day
};

/// Working days lost on a drive: what is over the hours a day of work includes anyway.
double daysLost(const PlanRequest& request, double drive_h);

} // namespace planning
