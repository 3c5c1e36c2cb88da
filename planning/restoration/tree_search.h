#pragma once
// Which tree to mend in one period when places only have to be joined and nothing needs or waits
// for anything else: parts of a tree are torn out and joined again over the shortest ways, places
// are put in and taken out, what is left is joined by a least spanning tree and loses the branches
// that bring less than they cost (Uchoa and Werneck, ALENEX 2010; Canuto, Resende and Ribeiro,
// Networks 38, 2001), under simulated annealing.
#include "planning/restoration/set_search.h"

namespace planning::restoration {

class TreeSearch {
public:
    static bool fits(const Model& model);

    /// As for SetSearch; for SetGoal::weight the price is in Amounts of weight too, and says what
    /// the scarce resources are thought to be worth.
    TreeSearch(const Model& model, SetGoal goal, const std::vector<double>& price,
               std::uint64_t seed);

    /// Considers this set of tasks as a start.
    void offer(const std::vector<Index>& tasks);
    /// Anneals from the best tree so far; `heat` is the share of the mean value of a place that a
    /// move may lose at first.
    void run(const Pace& pace, double heat);

    /// Serves everything when that is the goal.
    bool found() const { return goal_ != SetGoal::all || best_.whole; }
    std::vector<Index> best() const;
    std::int64_t steps() const { return steps_; }

private:
    struct Edge {
        Index a = 0, b = 0, edge = 0; // edge: of the model
        double key = 0;
    };
    struct Way {
        Index rank = 0, other = 0; // of edges_; the vertex it leads to
    };
    struct Tree {
        std::vector<Index> members; // vertices but the root, each behind its parent
        std::vector<Index> via;     // rank of the edge to the parent, per member
        double score = worst;       // what the search climbs
        double value = worst;       // what counts in the end
        bool whole = false;         // everything is served
    };
    static constexpr double worst = -1e300;

    double keyOf(Index task) const;
    double freshGain(Index vertex);
    void put(Index vertex);
    void open();
    void close(bool adopted);
    void ruin();
    void insertPlace();
    void addTargets(std::size_t count);
    void joinAgain();
    void makeTargets();
    double reach(double gain, bool again);
    bool join(std::size_t slot, double cap);
    void settle(bool allEdges);
    void span(bool allEdges);
    void valueBranches();
    bool prune();
    bool dropOne();
    void rate();
    Index find(Index vertex);

    const Model& model_;
    SetGoal goal_;
    Random random_;
    std::vector<double> price_;    // per task, what counts in the score
    double hair_ = 0;              // share of the price that counts when weight decides
    double mercy_ = 1;             // share of its price a branch must bring
    double prize_ = 0;             // of each group when all must be served: beyond all price
    std::vector<double> unit_key_; // per kind: what one Amount adds to the key of an edge
    std::vector<double> vertex_key_;
    std::vector<double> gain_; // of a vertex, when it shares no group
    std::vector<char> shares_; // serves groups that others serve too
    bool any_shares_ = false;
    std::vector<Edge> edges_;   // by key
    Csr<Way> ways_;             // vertex → edges, by key
    std::vector<Index> prized_; // vertices that serve somebody

    Tree best_, now_, made_;
    std::vector<Index> now_edges_;  // of now_, ascending
    std::vector<Index> parent_now_; // per vertex in now_
    std::vector<double> price_now_; // of it and the edge to its parent

    // The tree in the making.
    std::vector<char> in_;
    std::vector<Index> list_;           // vertices that are in, but the root
    std::vector<Index> out_;            // vertices taken out
    std::vector<Index> kept_, extra_;   // ranks of edges it may use; kept_ ascending
    std::vector<Index> fresh_, wanted_; // vertices put in; vertices to be joined if that pays
    std::vector<std::vector<Index>> targets_;
    std::vector<double> target_gain_;
    std::vector<Index> slot_;               // per leader: its target, or none
    std::vector<Index> leader_, via_, row_; // via_: rank; row_: each behind its parent
    std::vector<Index> head_, next_;        // half edges of the tree, two per chosen edge
    std::vector<Index> chosen_;
    std::vector<std::uint32_t> seen_, counted_; // per vertex; per group
    std::uint32_t stamp_ = 0, count_stamp_ = 0;
    std::vector<double> distance_;
    std::vector<Index> from_; // rank
    std::vector<double> branch_gain_, branch_price_;
    std::vector<Amount> branch_use_;
    std::vector<char> keep_;
    std::int64_t steps_ = 0;
};

} // namespace planning::restoration
