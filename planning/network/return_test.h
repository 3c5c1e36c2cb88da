#pragma once
// Whether a place comes back once some actions are done, and what else it takes if not.
#include "planning/network/grid_graph.h"
#include "planning/network/repair_pieces.h"

namespace planning {

class ReturnTest {
public:
    using Actions = std::vector<std::uint32_t>;

    /// `price` of every action.
    ReturnTest(const Scenario& scenario, const PowerState& power, const TransportGraph& graph,
               const NetworkHealth& health, const RepairPieces& pieces,
               const std::vector<double>& price);

    /// Before questions about another set of actions done.
    void begin();
    /// If not, adds to `missing` actions of which one at least is needed, some of them twice.
    bool returns(Vertex place, const std::vector<char>& done, Actions& missing);
    bool mended(const RepairPiece& piece, const std::vector<char>& done, Actions& missing);
    /// After returns() said yes: the edges from the place to what serves today or to a core.
    std::vector<std::uint32_t> way(Vertex place) const;
    /// What of the grid must be mended, of what is flagged as done, to energise a node.
    std::vector<AssetRef> gridWay(std::uint32_t node, const std::vector<char>& done);
    /// Pieces looked at so far.
    std::size_t looked() const { return looked_; }

private:
    bool all(const std::vector<RepairPiece>& pieces, const std::vector<char>& done,
             Actions& missing);
    bool energised(std::uint32_t node, const std::vector<char>& done, Actions& missing);
    struct GridPart {
        std::uint32_t end = none; // a node of it that has power or is a source
        Actions missing;
    };
    void spread(std::uint32_t node, const std::vector<char>& done, GridPart& part);

    const PowerState& power_;
    const TransportGraph& graph_;
    const RepairPieces& pieces_;
    const std::vector<double>& price_;
    std::vector<char> isSource_, isCore_;
    std::vector<std::vector<GridNeighbour>> gridNext_; // empty: each node stands for itself
    Reach today_;
    struct Step {
        std::uint32_t from = none, edge = none;
    };
    std::vector<std::uint32_t> seen_, gridSeen_; // in which round
    std::vector<Step> step_, gridStep_;
    std::vector<GridPart> parts_; // found since begin(), by round from firstPart_
    std::uint32_t round_ = 0, gridRound_ = 0, firstPart_ = 0, end_ = none;
    std::size_t looked_ = 0;
};

} // namespace planning
