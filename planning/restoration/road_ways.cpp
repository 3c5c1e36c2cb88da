#include "planning/restoration/road_ways.h"

#include "geo/vector/inside.h"
#include "planning/scenario/road_pieces.h"

#include <queue>

#include <algorithm>
#include <array>
#include <cmath>

namespace planning {
namespace {

constexpr double square_m = 2000; // of the index of road vertices
constexpr double snap_m = 1;      // road ends closer than this are one place

double speedOf_kmh(const Road& road)
{
    if (road.speed_kmh && *road.speed_kmh > 0) {
        return *road.speed_kmh;
    }
    // Usual speeds of OpenStreetMap's classes outside towns, slowed down for lorries.
    static constexpr std::array<std::pair<std::string_view, double>, 8> classes{
        {{"motorway", 80},
         {"trunk", 70},
         {"primary", 60},
         {"secondary", 50},
         {"tertiary", 40},
         {"residential", 25},
         {"unclassified", 30},
         {"track", 15}}};
    const auto* at = std::ranges::find_if(
        classes, [&](const auto& each) { return road.road_class.starts_with(each.first); });
    return at == classes.end() ? 30 : at->second;
}

std::pair<std::int64_t, std::int64_t> squareOf(geo::XY at, double size_m)
{
    return {static_cast<std::int64_t>(std::floor(at.x_m / size_m)),
            static_cast<std::int64_t>(std::floor(at.y_m / size_m))};
}

} // namespace

RoadWays::RoadWays(const Scenario& scenario, double speed_kmh, std::span<const std::uint32_t> zones)
    : speed_kmh_{speed_kmh}
{
    std::vector<ClosedGround> closed;
    for (const std::uint32_t z : zones) {
        const auto& shape = scenario.zones[z].shape_xy;
        closed.push_back({geo::extentOf(shape), &shape});
    }
    for (const Road& road : scenario.roads) {
        addRoad(road, closed);
    }
    index();
}

std::uint32_t RoadWays::vertexAt(geo::XY at)
{
    const auto [entry, fresh] = known_.emplace(squareOf(at, snap_m), vertices_.size());
    if (fresh) {
        vertices_.push_back(at);
        lanes_.emplace_back();
        piece_.push_back(static_cast<std::uint32_t>(piece_.size()));
        open_.push_back(0);
    }
    return entry->second;
}

void RoadWays::addRoad(const Road& road, std::span<const ClosedGround> closed)
{
    const auto shut = [&](geo::XY from, geo::XY to) {
        return std::ranges::any_of(closed, [&](const ClosedGround& ground) {
            return std::max(from.x_m, to.x_m) >= ground.box.min_x &&
                   std::min(from.x_m, to.x_m) <= ground.box.max_x &&
                   std::max(from.y_m, to.y_m) >= ground.box.min_y &&
                   std::min(from.y_m, to.y_m) <= ground.box.max_y &&
                   geo::crosses(*ground.shape, from, to);
        });
    };
    const auto root = [this](std::uint32_t v) {
        while (piece_[v] != v) {
            v = piece_[v] = piece_[piece_[v]];
        }
        return v;
    };
    const double speed_m_h = 1000 * speedOf_kmh(road);
    for (const auto& line : road.line_xy) {
        forEachRoadPiece(line, [&](geo::XY from, geo::XY to, double length_m) {
            const std::uint32_t a = vertexAt(from);
            const std::uint32_t b = vertexAt(to);
            piece_[root(a)] = root(b);
            given_ = given_ || a != b;
            if (!road.passable || a == b) {
                return;
            }
            passable_ = true;
            if (!shut(from, to)) {
                open_[a] = open_[b] = 1;
                const auto hours = static_cast<float>(length_m / speed_m_h);
                lanes_[a].push_back({b, hours});
                if (!road.oneway) {
                    lanes_[b].push_back({a, hours});
                }
            }
        });
    }
}

void RoadWays::index()
{
    for (std::uint32_t v = 0; v < vertices_.size(); ++v) {
        if (open_[v] != 0) { // nobody starts from a closed road
            grid_[squareOf(vertices_[v], square_m)].push_back(v);
        }
        std::uint32_t root = v;
        while (piece_[root] != root) {
            root = piece_[root];
        }
        piece_[v] = root;
    }
}

RoadWays::Stop RoadWays::stopAt(geo::XY place) const
{
    Stop stop{place, 0, 0};
    if (grid_.empty()) {
        return stop;
    }
    double nearest_m = std::numeric_limits<double>::infinity();
    const auto look = [&](std::uint32_t v) {
        const double d_m = geo::distance_m(vertices_[v], place);
        if (d_m < nearest_m) {
            nearest_m = d_m;
            stop.vertex = v;
        }
    };
    // Rings of squares around the place, until nothing nearer can come.
    const auto [col, row] = squareOf(place, square_m);
    constexpr std::int64_t rings = 50;
    for (std::int64_t ring = 0; ring <= rings; ++ring) {
        if (nearest_m <= static_cast<double>(ring - 1) * square_m) {
            break;
        }
        for (std::int64_t dx = -ring; dx <= ring; ++dx) {
            for (std::int64_t dy = -ring; dy <= ring; ++dy) {
                const auto at = std::max(std::abs(dx), std::abs(dy)) == ring
                                    ? grid_.find({col + dx, row + dy})
                                    : grid_.end();
                if (at != grid_.end()) {
                    std::ranges::for_each(at->second, look);
                }
            }
        }
    }
    if (std::isinf(nearest_m)) {
        for (std::uint32_t v = 0; v < vertices_.size(); ++v) {
            if (open_[v] != 0) {
                look(v);
            }
        }
    }
    stop.off_road_h = nearest_m / 1000 / offRoad_kmh;
    return stop;
}

double RoadWays::straight_h(geo::XY from, geo::XY to) const
{
    return geo::distance_m(from, to) * detour / 1000 / speed_kmh_;
}

std::vector<MaybeNumber> RoadWays::hours(const Stop& from, const std::vector<Stop>& to) const
{
    std::vector<MaybeNumber> out(to.size());
    const auto straight = [&](const Stop& stop) { return straight_h(from.at, stop.at); };
    // Beside the roads.
    const auto walk_h = [&](const Stop& stop) {
        return geo::distance_m(from.at, stop.at) * detour / 1000 / offRoad_kmh;
    };
    if (!roadsGiven()) {
        std::ranges::transform(to, out.begin(), straight);
        return out;
    }
    if (grid_.empty()) {
        if (!passable_) { // every road is blocked: beside them
            std::ranges::transform(to, out.begin(), walk_h);
        }
        return out; // else all of them lie in closed zones
    }
    constexpr float never = std::numeric_limits<float>::infinity();
    std::vector<float> far(vertices_.size(), never);
    using Entry = std::pair<float, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    far[from.vertex] = 0;
    queue.emplace(0.0F, from.vertex);
    while (!queue.empty()) {
        const auto [hours, v] = queue.top();
        queue.pop();
        if (hours > far[v]) {
            continue;
        }
        for (const Lane& lane : lanes_[v]) {
            if (hours + lane.hours < far[lane.to]) {
                far[lane.to] = hours + lane.hours;
                queue.emplace(far[lane.to], lane.to);
            }
        }
    }
    for (std::size_t i = 0; i < to.size(); ++i) {
        const Stop& stop = to[i];
        // Next to each other, nobody drives round by the road.
        const double drive_h =
            from.off_road_h + static_cast<double>(far[stop.vertex]) + stop.off_road_h;
        if (far[stop.vertex] < never) {
            out[i] = std::min(walk_h(stop), drive_h);
        } else if (piece_[from.vertex] != piece_[stop.vertex]) {
            out[i] = straight(stop); // the map of roads has a hole here
        }
    }
    return out;
}

} // namespace planning
