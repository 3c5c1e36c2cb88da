#pragma once
// Driving times between places over the roads of a scenario, or straight across where none are
// given.
#include "planning/scenario/scenario.h"

#include <span>

namespace planning {

/// Straight lines are this much shorter than ways over the ground (usual planning value).
inline constexpr double detour = 1.3;
/// From a place to the nearest road.
inline constexpr double offRoad_kmh = 10;

class RoadWays {
public:
    /// `speed_kmh` applies to straight ways, when the scenario has no roads or none joins the two
    /// places on any map. Roads that are not passable are closed. A road's own speed counts, else
    /// that of its class.
    /// `zones`: positions of those closed; what runs through them is no way.
    RoadWays(const Scenario& scenario, double speed_kmh, std::span<const std::uint32_t> zones = {});

    bool roadsGiven() const { return given_; } // some road, blocked, in a closed zone or not
    /// Where a place joins the roads.
    struct Stop {
        geo::XY at;
        std::uint32_t vertex = 0; // nearest of an open road, whose pieces are 200 m at most
        double off_road_h = 0;
    };
    Stop stopAt(geo::XY place) const;
    /// Hours along the straight line, as where no roads are given.
    double straight_h(geo::XY from, geo::XY to) const;
    /// Hours from one stop to each of some others; nothing where closed roads alone stand between.
    std::vector<MaybeNumber> hours(const Stop& from, const std::vector<Stop>& to) const;

private:
    struct ClosedGround {
        geo::Box box;
        const geo::MultiPolygonOf<geo::XY>* shape;
    };
    struct Lane {
        std::uint32_t to;
        float hours;
    };
    std::uint32_t vertexAt(geo::XY at);
    void addRoad(const Road& road, std::span<const ClosedGround> closed);
    void index();

    double speed_kmh_;
    bool given_ = false, passable_ = false;
    std::vector<geo::XY> vertices_;
    std::vector<std::vector<Lane>> lanes_; // open ones
    std::vector<std::uint32_t> piece_;     // joined when every road was open
    std::vector<char> open_;               // on some open road
    std::map<std::pair<std::int64_t, std::int64_t>, std::uint32_t> known_; // metre → vertex
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::uint32_t>> grid_; // by square
};

} // namespace planning
