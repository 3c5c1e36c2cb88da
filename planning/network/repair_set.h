#pragma once
// The cheapest set of repairs that brings a site back: a way to a core over whole and broken
// pieces. A broken piece needs one of its actions with all that comes before it; a place without
// power needs one of its own or the grid that feeds it. What several pieces need is paid once.
#include "planning/network/grid_ways.h"
#include "planning/network/network_state.h"

namespace planning {

class RepairFinder {
public:
    RepairFinder(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
                 const TransportGraph& graph, const NetworkHealth& health);

    /// Ways are looked for with everything at its own price, and with what several pieces share
    /// (grid, roads to clear) given away and paid once: with all combinations of that while they
    /// are few (exact then, but for ways through the grid), else each alone and all together.
    /// Along a way the choice is exact.
    RepairSet cheapest(Vertex site) const;
    /// The way of cheapest(), site first, each piece with its state; behind a place without power
    /// what keeps the grid from feeding it.
    std::vector<ChainLink> chain(Vertex site) const;

private:
    using Option = MendOption;
    /// Something that needs one of its options.
    struct Piece {
        std::vector<Option> options;
        std::string whyNot; // why there are none
    };
    /// Ways to a core with some actions given away.
    struct Ways {
        std::vector<double> price;         // per vertex, the vertex itself included
        std::vector<std::uint32_t> parent; // edge towards the core
        double given = 0;                  // price of what is given away
    };
    struct Best {
        std::size_t ways = 0;
        std::vector<const Option*> options; // site first
        double price = 0;
    };

    double price(std::span<const std::uint32_t> actions, const std::vector<char>& given) const;
    double price(const std::vector<Piece>& pieces, const std::vector<char>& given) const;
    std::optional<Piece> brokenPiece(AssetRef asset, Service works) const;
    void addVertex(Vertex v);
    std::vector<std::vector<std::uint32_t>> sharedSets() const;
    void findWays();
    void addGrid(Vertex v, std::vector<ChainLink>& links) const;
    Ways ways(const std::vector<char>& given) const;
    Best choose(Vertex site, std::size_t ways) const;
    std::optional<Best> best(Vertex site) const;

    const Scenario& scenario_;
    const Statuses& statuses_;
    const PowerState& power_;
    const TransportGraph& graph_;
    const NetworkHealth& health_;
    Mends mends_;
    Index gridIndex_;
    std::vector<double> actionPrice_;
    std::vector<GridWay> grid_;                    // per grid node: what it takes to energise it
    std::vector<std::vector<Piece>> vertexPieces_; // per vertex: damage, power
    std::vector<std::vector<Piece>> edgePieces_;
    std::vector<Ways> ways_; // the first with nothing given away
};

} // namespace planning
