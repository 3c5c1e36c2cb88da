#include "planning/siting/road_graph.h"

#include <algorithm>
#include <cmath>

namespace planning {

std::uint32_t RoadGraph::vertexAt(geo::XY at)
{
    constexpr double same_m = 0.1;
    const std::int64_t place =
        std::llround(at.x_m / same_m) * 0x100000000LL + std::llround(at.y_m / same_m);
    const auto [entry, isNew] =
        byPosition_.try_emplace(place, static_cast<std::uint32_t>(at_.size()));
    if (isNew) {
        at_.push_back(at);
    }
    return entry->second;
}

RoadGraph::RoadGraph(std::span<const Road> roads, double piece_m)
{
    struct Piece {
        std::uint32_t a, b;
        double length_m;
    };
    std::vector<Piece> pieces;
    for (const Road& road : roads) {
        for (const auto& line : road.line_xy) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                const geo::XY from = line[i - 1], to = line[i];
                const double length_m = std::hypot(to.x_m - from.x_m, to.y_m - from.y_m);
                const int count = std::max(1, static_cast<int>(std::ceil(length_m / piece_m)));
                std::uint32_t last = vertexAt(from);
                for (int p = 1; p <= count; ++p) {
                    const double t = static_cast<double>(p) / count;
                    const std::uint32_t next = p == count
                                                   ? vertexAt(to)
                                                   : vertexAt({from.x_m + t * (to.x_m - from.x_m),
                                                               from.y_m + t * (to.y_m - from.y_m)});
                    if (next != last) {
                        pieces.push_back({last, next, length_m / count});
                    }
                    last = next;
                }
            }
        }
    }
    start_.assign(at_.size() + 1, 0);
    for (const Piece& piece : pieces) {
        ++start_[piece.a + 1];
        ++start_[piece.b + 1];
    }
    for (std::size_t v = 1; v < start_.size(); ++v) {
        start_[v] += start_[v - 1];
    }
    edges_.resize(2 * pieces.size());
    std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
    for (const Piece& piece : pieces) {
        edges_[next[piece.a]++] = {piece.b, piece.length_m};
        edges_[next[piece.b]++] = {piece.a, piece.length_m};
    }
    for (std::uint32_t v = 0; v < at_.size(); ++v) {
        index_[key(static_cast<std::int64_t>(std::floor(at_[v].x_m / cell_m)),
                   static_cast<std::int64_t>(std::floor(at_[v].y_m / cell_m)))]
            .push_back(v);
    }
}

std::optional<RoadGraph::Nearest> RoadGraph::nearest(geo::XY place, double most_m) const
{
    std::optional<Nearest> best;
    const auto reach = static_cast<std::int64_t>(std::ceil(most_m / cell_m));
    const auto col = static_cast<std::int64_t>(std::floor(place.x_m / cell_m));
    const auto row = static_cast<std::int64_t>(std::floor(place.y_m / cell_m));
    for (std::int64_t c = col - reach; c <= col + reach; ++c) {
        for (std::int64_t r = row - reach; r <= row + reach; ++r) {
            const auto cell = index_.find(key(c, r));
            if (cell == index_.end()) {
                continue;
            }
            for (const std::uint32_t v : cell->second) {
                const double d = std::hypot(at_[v].x_m - place.x_m, at_[v].y_m - place.y_m);
                if (d <= most_m && (!best || d < best->distance_m ||
                                    (d == best->distance_m && v < best->vertex))) {
                    best = Nearest{v, d};
                }
            }
        }
    }
    return best;
}

} // namespace planning
