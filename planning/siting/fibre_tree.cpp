#include "planning/siting/fibre_tree.h"

#include "planning/siting/road_graph.h"

#include <queue>

#include <cmath>
#include <limits>
#include <tuple>

namespace planning {
namespace {

constexpr std::uint32_t noPlace = 0xffffffffU; // fibre comes from a node
constexpr double never = std::numeric_limits<double>::infinity();

std::optional<std::uint32_t> parentOf(std::uint32_t owner)
{
    return owner == noPlace ? std::nullopt : std::optional{owner};
}

/// Dijkstra from all nodes at once; a place that is reached becomes a start itself.
class RoadTree {
public:
    /// `roads` is joined by the places first, then by the nodes.
    RoadTree(std::size_t places, const RoadGraph& roads, const std::vector<bool>& passesOn)
        : roads_{roads}, passesOn_{passesOn}, ways_(places), at_(roads.vertices()),
          distance_m_(roads.vertices(), never), owner_(roads.vertices(), noPlace)
    {
        for (std::uint32_t p = 0; p < places; ++p) {
            const auto& join = roads.join(p);
            ways_[p].off_road = !join;
            if (join) {
                at_[join->vertex].push_back(p);
            }
        }
    }

    bool run(std::size_t nodes, const Feedback& feedback)
    {
        for (std::size_t n = 0; n < nodes; ++n) {
            if (const auto& join = roads_.join(ways_.size() + n)) {
                reach(join->vertex, join->distance_m, noPlace);
            }
        }
        std::size_t connected = 0, popped = 0;
        while (!queue_.empty()) {
            const auto [distance_m, kind, id, owner] = queue_.top();
            queue_.pop();
            if (++popped % 65536 == 0) {
                if (feedback.cancelled()) {
                    return false;
                }
                feedback.progress(static_cast<double>(connected) /
                                  static_cast<double>(ways_.size()));
            }
            if (kind == placeEvent) {
                connected += connect(id, distance_m, owner) ? 1 : 0;
            } else if (distance_m == distance_m_[id] && owner == owner_[id]) {
                spread(id);
            }
        }
        return true;
    }
    std::vector<FibreWay> take() { return std::move(ways_); }

private:
    enum : int { placeEvent, vertexEvent };

    void reach(std::uint32_t vertex, double distance_m, std::uint32_t owner)
    {
        if (std::tie(distance_m, owner) < std::tie(distance_m_[vertex], owner_[vertex])) {
            distance_m_[vertex] = distance_m;
            owner_[vertex] = owner;
            queue_.emplace(distance_m, vertexEvent, vertex, owner);
        }
    }
    void spread(std::uint32_t vertex)
    {
        for (const std::uint32_t place : at_[vertex]) {
            if (!ways_[place].km) {
                queue_.emplace(distance_m_[vertex] + roads_.join(place)->distance_m, placeEvent,
                               place, owner_[vertex]);
            }
        }
        for (const RoadGraph::Edge& edge : roads_.from(vertex)) {
            reach(edge.to, distance_m_[vertex] + edge.length_m, owner_[vertex]);
        }
    }
    bool connect(std::uint32_t place, double distance_m, std::uint32_t owner)
    {
        if (ways_[place].km) {
            return false;
        }
        ways_[place].km = distance_m / 1000;
        ways_[place].parent = parentOf(owner);
        if (passesOn_.empty() || passesOn_[place]) {
            const RoadGraph::Join& join = *roads_.join(place);
            reach(join.vertex, join.distance_m, place); // a start itself from now on
        }
        return true;
    }
    const RoadGraph& roads_;
    const std::vector<bool>& passesOn_;
    std::vector<FibreWay> ways_;
    std::vector<std::vector<std::uint32_t>> at_; // places by vertex
    std::vector<double> distance_m_;
    std::vector<std::uint32_t> owner_;
    using Event = std::tuple<double, int, std::uint32_t, std::uint32_t>;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> queue_;
};

/// Prim on straight lines; quadratic in the number of places, in memory linear.
std::optional<std::vector<FibreWay>> straightTree(std::span<const geo::XY> places,
                                                  std::span<const geo::XY> nodes, double factor,
                                                  const Feedback& feedback,
                                                  const std::vector<bool>& passesOn)
{
    const auto between_m = [](geo::XY a, geo::XY b) {
        return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
    };
    std::vector<FibreWay> ways(places.size());
    std::vector<double> nearest_m(places.size(), never);
    std::vector<std::uint32_t> owner(places.size(), noPlace), open(places.size());
    for (std::uint32_t p = 0; p < places.size(); ++p) {
        open[p] = p;
        for (const geo::XY node : nodes) {
            nearest_m[p] = std::min(nearest_m[p], between_m(places[p], node));
        }
    }
    while (!open.empty()) {
        if (open.size() % 256 == 0 && feedback.cancelled()) {
            return std::nullopt;
        }
        std::size_t best = 0;
        for (std::size_t i = 1; i < open.size(); ++i) {
            if (std::tie(nearest_m[open[i]], open[i]) <
                std::tie(nearest_m[open[best]], open[best])) {
                best = i;
            }
        }
        const std::uint32_t place = open[best];
        if (nearest_m[place] == never) {
            break; // no node anywhere
        }
        open[best] = open.back();
        open.pop_back();
        ways[place].km = nearest_m[place] * factor / 1000;
        ways[place].parent = parentOf(owner[place]);
        if (!passesOn.empty() && !passesOn[place]) {
            continue;
        }
        for (const std::uint32_t other : open) {
            const double d = between_m(places[place], places[other]);
            if (d < nearest_m[other]) {
                nearest_m[other] = d;
                owner[other] = place;
            }
        }
    }
    return ways;
}

} // namespace

std::optional<std::vector<FibreWay>>
fibreTree(std::span<const geo::XY> places, std::span<const geo::XY> nodes,
          std::span<const Road> roads, const FibreTreeRequest& request, const Feedback& feedback,
          const std::vector<bool>& passes_on)
{
    if (roads.empty()) {
        return straightTree(places, nodes, request.straight_factor, feedback, passes_on);
    }
    std::vector<geo::XY> joining(places.begin(), places.end());
    joining.insert(joining.end(), nodes.begin(), nodes.end());
    const RoadGraph graph{roads, joining, request.snap_m};
    RoadTree tree{places.size(), graph, passes_on};
    if (!tree.run(nodes.size(), feedback)) {
        return std::nullopt;
    }
    return tree.take();
}

} // namespace planning
