#pragma once
// Roads as a graph: junctions where lines share a point, and a vertex where each place joins.
#include "planning/scenario/scenario.h"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace planning {

class RoadGraph {
public:
    struct Edge {
        std::uint32_t to;
        double length_m;
    };
    /// Where a place joins: the nearest point of any road, straight across the ground.
    struct Join {
        std::uint32_t vertex;
        double distance_m;
    };

    /// Points closer than 10 cm are one. Places farther than `most_m` from every road do not join;
    /// of roads as near as each other the first is joined.
    RoadGraph(std::span<const Road> roads, std::span<const geo::XY> places, double most_m);

    std::size_t vertices() const { return start_.size() - 1; }
    std::span<const Edge> from(std::uint32_t vertex) const
    {
        return {edges_.data() + start_[vertex], start_[vertex + 1] - start_[vertex]};
    }
    /// By the position of the place.
    const std::optional<Join>& join(std::size_t place) const { return joins_[place]; }

private:
    std::vector<Edge> edges_;        // CSR
    std::vector<std::size_t> start_; // one more than vertices
    std::vector<std::optional<Join>> joins_;
};

} // namespace planning
