#pragma once
// The cheapest set of repairs that brings a site back: a way to a core over whole and broken
// pieces. A broken piece needs one of its actions with all that comes before it; a place without
// power needs one of its own or the grid that feeds it. What several pieces need is paid once.
#include "planning/network/cheapest_set.h"
#include "planning/network/return_test.h"

namespace planning {

/// What brings a place back, and the pieces on its way to a core.
struct WayBack {
    RepairSet repair;
    // The place first, each piece with its state; behind a place without power what keeps the grid
    // from feeding it.
    std::vector<ChainLink> chain;
};

class RepairFinder {
public:
    RepairFinder(const Scenario& scenario, const Statuses& statuses, const PowerState& power,
                 const TransportGraph& graph, const NetworkHealth& health);
    RepairFinder(const RepairFinder&) = delete;
    RepairFinder& operator=(const RepairFinder&) = delete;

    /// Ways are looked for with everything at its own price, and with what several pieces share
    /// (grid, roads to clear) given away and paid once: with all combinations of that while they
    /// are few, else each alone and all together. Where that does not prove the cheapest set, it is
    /// searched for (cheapest_set.h), in so many steps for one site and for all; what is not proven
    /// by then says so.
    WayBack find(Vertex site);

    /// The way that opens for a place once these actions are done, with those of them it takes.
    WayBack with(Vertex site, const std::vector<std::uint32_t>& actions);

    /// For questions about several places at once: cheapestSet() within the steps for one place.
    CheapestSet search(double known, const GoalReached& reached);
    /// Those of the scenario's actions.
    std::span<const double> prices() const { return actionPrice_; }
    ReturnTest& test() { return test_; }
    /// What a cell that does not work needs besides its site; nothing when it works.
    std::optional<RepairPiece> cellPiece(std::uint32_t cell) const;
    /// Costs and crew-days of actions.
    void price(RepairSet& set) const;
    const Statuses& statuses() const { return statuses_; }

private:
    /// Ways to a core with some actions given away.
    struct Ways {
        std::vector<double> price;         // per vertex, the vertex itself included
        std::vector<std::uint32_t> parent; // edge towards the core
        double given = 0;                  // price of what is given away
    };
    struct Best {
        std::vector<std::uint32_t> edges; // of the way, site first
        std::vector<MendOption> options;  // site first
        std::vector<std::uint32_t> actions;
        std::map<std::uint32_t, std::vector<AssetRef>> grid; // what energises a node
        double price = 0;
        bool proven = true;
    };

    double price(std::span<const std::uint32_t> actions, const std::vector<char>& given) const;
    double price(const std::vector<RepairPiece>& pieces, const std::vector<char>& given) const;
    double plainPrice(std::span<const std::uint32_t> actions) const;
    void findWays();
    void findFloors();
    Ways ways(const std::vector<char>& given) const;
    template <typename PriceOfPieces>
    Ways cheapestWays(const PriceOfPieces& priceOf) const;
    std::vector<const RepairPiece*> piecesAlong(Vertex site,
                                                std::span<const std::uint32_t> edges) const;
    Best choose(Vertex site, std::size_t ways) const;
    std::optional<Best> promising(Vertex site) const;
    Best along(Vertex site, std::vector<std::uint32_t> actions);
    std::optional<Best> best(Vertex site);
    RepairSet setOf(Vertex site, const std::optional<Best>& best) const;
    void addGrid(Vertex v, const std::optional<Best>& best, std::vector<ChainLink>& links) const;
    std::vector<ChainLink> chain(Vertex site, const std::optional<Best>& best) const;

    const Scenario& scenario_;
    const Statuses& statuses_;
    const PowerState& power_;
    const TransportGraph& graph_;
    const NetworkHealth& health_;
    Mends mends_;
    Index gridIndex_;
    std::vector<double> actionPrice_;
    std::vector<GridWay> grid_; // per grid node: what it takes to energise it
    RepairPieces pieces_;
    std::vector<Ways> ways_;    // the first with nothing given away
    std::vector<double> floor_; // per vertex: no set costs less
    ReturnTest test_;
    std::size_t left_;
};

} // namespace planning
