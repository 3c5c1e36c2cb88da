#pragma once
// Roads as a graph: junctions where lines share a point, long pieces cut so that every place finds
// a vertex near it.
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

    /// Points closer than 10 cm are one; pieces are at most `piece_m` long.
    explicit RoadGraph(std::span<const Road> roads, double piece_m = 200);

    std::size_t vertices() const { return at_.size(); }
    std::span<const Edge> from(std::uint32_t vertex) const
    {
        return {edges_.data() + start_[vertex], start_[vertex + 1] - start_[vertex]};
    }
    struct Nearest {
        std::uint32_t vertex;
        double distance_m;
    };
    /// The nearest vertex within `most_m`; the lower number when two are as near.
    std::optional<Nearest> nearest(geo::XY place, double most_m) const;

private:
    std::uint32_t vertexAt(geo::XY at);

    static constexpr double cell_m = 500; // of the index
    static std::int64_t key(std::int64_t col, std::int64_t row) { return col * 0x40000000LL + row; }

    std::vector<geo::XY> at_;
    std::vector<Edge> edges_;        // CSR
    std::vector<std::size_t> start_; // one more than vertices
    std::unordered_map<std::int64_t, std::uint32_t> byPosition_;
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> index_;
};

} // namespace planning
