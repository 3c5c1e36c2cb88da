#pragma once
// Trenches between neighbouring places of one region, and which cables lie in them.
#include "planning/synth/build.h"
#include "planning/synth/routes.h"

#include <functional>
#include <optional>

namespace planning::synth {

class CorridorGraph {
public:
    /// Places: the region's nodes so far and its villages. Edges: neighbours.
    CorridorGraph(Build& build, std::uint32_t region);

    /// Weighted metres to every node (by its position in Build::made().nodes).
    std::vector<double> costsFrom(std::uint32_t node) const;
    /// Digs the cheapest way between two nodes; edges in use already cost `usedFactor` times.
    void lay(std::uint32_t from, std::uint32_t to, SpanRole role, double usedFactor);
    /// Digs to the nearest of the nodes, going through trenches in use where that saves digging.
    void layToNearest(std::uint32_t from, const std::vector<std::uint32_t>& to, SpanRole role);
    /// A way that avoids the first one, when it takes no more than `most_m` of new trench.
    void laySecondWay(std::uint32_t from, const std::vector<std::uint32_t>& to, SpanRole role,
                      double most_m);
    /// A trench of its own between a new node and one of the graph.
    void addDirect(std::uint32_t from, std::uint32_t to, SpanRole role);
    double diameter_m() const;

    /// Writes spans: one per corridor and cable, a joint wherever trenches meet.
    void emit(const std::function<std::uint32_t(geo::XY)>& addJoint, Random& random);

private:
    struct Edge {
        std::uint32_t a, b;
        double length_m, cost;
        std::optional<SpanRole> role; // empty: not dug
    };
    struct Way {
        std::vector<std::uint32_t> edges; // from the target back to the start
        double newTrench_m = 0;
    };
    struct Chain;
    void emitChain(const Chain& chain, const std::vector<std::int32_t>& nodeAt, std::size_t number,
                   Random& random);
    std::vector<Chain> chains(const std::vector<std::uint8_t>& keep) const;
    std::vector<std::uint8_t> junctions() const;
    void doubleCables(const std::vector<Chain>& all, std::vector<std::uint8_t>& doubled) const;
    template <typename Cost>
    Way cheapest(std::uint32_t from, const std::vector<std::uint8_t>& targets, Cost cost) const;
    void dig(const Way& way, SpanRole role);
    std::vector<std::uint8_t> marked(const std::vector<std::uint32_t>& nodes) const;

    Build& build_;
    std::uint32_t region_;
    Router router_;
    std::vector<geo::XY> places_;
    std::vector<std::int32_t> nodeOf_;   // per place: position in nodes, or −1
    std::vector<std::uint32_t> placeOf_; // per node of all regions
    std::vector<Edge> edges_;
    std::vector<std::vector<std::uint32_t>> at_; // edges at a place
    std::vector<std::uint8_t> secondCable_; // one per span made: is it the second in its trench
};

} // namespace planning::synth
