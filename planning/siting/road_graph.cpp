#include "planning/siting/road_graph.h"

#include "planning/scenario/road_pieces.h"

#include <cstdlib>
#include <limits>

namespace planning {
namespace {

struct Piece {
    geo::XY a, b;
    double length_m;
};

/// Pieces by the square their middle lies in.
class PieceIndex {
public:
    explicit PieceIndex(const std::vector<Piece>& pieces) : pieces_{pieces}
    {
        for (std::uint32_t p = 0; p < pieces.size(); ++p) {
            const geo::XY middle{(pieces[p].a.x_m + pieces[p].b.x_m) / 2,
                                 (pieces[p].a.y_m + pieces[p].b.y_m) / 2};
            squares_[key(squareOf(middle.x_m), squareOf(middle.y_m))].push_back(p);
        }
    }

    struct Foot {
        std::uint32_t piece = 0;
        double along = 0; // 0: its first end, 1: its other end
        double distance_m = std::numeric_limits<double>::infinity();
    };
    /// The nearest point of any piece; infinitely far when none lies within `most_m`.
    Foot nearest(geo::XY place, double most_m) const
    {
        Foot best;
        const std::int64_t col = squareOf(place.x_m), row = squareOf(place.y_m);
        // Rings of squares around the place, until nothing nearer can come.
        for (std::int64_t ring = 0; safe_m(ring) <= std::min(best.distance_m, most_m); ++ring) {
            for (std::int64_t dx = -ring; dx <= ring; ++dx) {
                const bool side = std::abs(dx) == ring;
                for (std::int64_t dy = -ring; dy <= ring; dy += side || ring == 0 ? 1 : 2 * ring) {
                    look(place, key(col + dx, row + dy), best);
                }
            }
        }
        return best.distance_m <= most_m ? best : Foot{};
    }

private:
    static constexpr double square_m = 500;

    static std::int64_t squareOf(double at_m)
    {
        return static_cast<std::int64_t>(std::floor(at_m / square_m));
    }
    static std::int64_t key(std::int64_t col, std::int64_t row) { return col * 0x40000000LL + row; }
    /// No piece of this ring or beyond is nearer.
    static double safe_m(std::int64_t ring)
    {
        return static_cast<double>(ring - 1) * square_m - roadPiece_m / 2;
    }

    void look(geo::XY place, std::int64_t square, Foot& best) const
    {
        const auto at = squares_.find(square);
        if (at == squares_.end()) {
            return;
        }
        for (const std::uint32_t p : at->second) {
            const auto& [a, b, length_m] = pieces_[p];
            const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m;
            const double t =
                length_m > 0 ? std::clamp(((place.x_m - a.x_m) * dx + (place.y_m - a.y_m) * dy) /
                                              (dx * dx + dy * dy),
                                          0.0, 1.0)
                             : 0.0;
            const double d_m = geo::distance_m(place, {a.x_m + t * dx, a.y_m + t * dy});
            if (d_m < best.distance_m || (d_m == best.distance_m && p < best.piece)) {
                best = {p, t, d_m};
            }
        }
    }

    const std::vector<Piece>& pieces_;
    std::unordered_map<std::int64_t, std::vector<std::uint32_t>> squares_;
};

/// Vertices by position, to 10 cm.
class Vertices {
public:
    std::uint32_t at(geo::XY place)
    {
        constexpr double same_m = 0.1;
        const std::int64_t key =
            std::llround(place.x_m / same_m) * 0x100000000LL + std::llround(place.y_m / same_m);
        return known_.try_emplace(key, static_cast<std::uint32_t>(known_.size())).first->second;
    }
    std::size_t count() const { return known_.size(); }

private:
    std::unordered_map<std::int64_t, std::uint32_t> known_;
};

} // namespace

RoadGraph::RoadGraph(std::span<const Road> roads, std::span<const geo::XY> places, double most_m)
    : joins_(places.size())
{
    std::vector<Piece> pieces;
    for (const Road& road : roads) {
        for (const auto& line : road.line_xy) {
            forEachRoadPiece(line, [&](geo::XY from, geo::XY to, double length_m) {
                pieces.push_back({from, to, length_m});
            });
        }
    }
    const PieceIndex index{pieces};
    struct Stop {
        std::uint32_t piece;
        double along;
        std::uint32_t place;
        double distance_m;
    };
    std::vector<Stop> stops;
    for (std::uint32_t p = 0; p < places.size(); ++p) {
        const PieceIndex::Foot foot = index.nearest(places[p], most_m);
        if (std::isfinite(foot.distance_m)) {
            stops.push_back({foot.piece, foot.along, p, foot.distance_m});
        }
    }
    std::ranges::sort(stops, [](const Stop& a, const Stop& b) {
        return std::tie(a.piece, a.along, a.place) < std::tie(b.piece, b.along, b.place);
    });
    Vertices vertices;
    struct Stretch {
        std::uint32_t a, b;
        double length_m;
    };
    std::vector<Stretch> links;
    auto stop = stops.begin();
    for (std::uint32_t p = 0; p < pieces.size(); ++p) {
        const auto& [a, b, length_m] = pieces[p];
        std::uint32_t last = vertices.at(a);
        double done = 0;
        const auto goTo = [&](geo::XY at, double along) {
            const std::uint32_t next = vertices.at(at);
            if (next != last) {
                links.push_back({last, next, (along - done) * length_m});
                last = next;
                done = along;
            }
        };
        for (; stop != stops.end() && stop->piece == p; ++stop) {
            const double t = stop->along;
            goTo({a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)}, t);
            joins_[stop->place] = Join{last, stop->distance_m};
        }
        goTo(b, 1);
    }
    start_.assign(vertices.count() + 1, 0);
    for (const Stretch& link : links) {
        ++start_[link.a + 1];
        ++start_[link.b + 1];
    }
    for (std::size_t v = 1; v < start_.size(); ++v) {
        start_[v] += start_[v - 1];
    }
    edges_.resize(2 * links.size());
    std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
    for (const Stretch& link : links) {
        edges_[next[link.a]++] = {link.b, link.length_m};
        edges_[next[link.b]++] = {link.a, link.length_m};
    }
}

} // namespace planning
