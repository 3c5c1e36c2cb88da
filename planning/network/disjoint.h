#pragma once
// Two ways to a core that share nothing: no node, no span or link, and no corridor, since one
// digger or one shell cuts everything in a trench.
#include "planning/network/network_state.h"

namespace planning {

struct DisjointPaths {
    enum class Found {
        pair,      // first and second share nothing
        single,    // proven: everything goes through `shared`
        undecided, // none found among the ways tried, yet no single piece is shared by all
        noWay,     // not even one
    };
    Found found = Found::noWay;
    std::vector<AssetRef> first, second; // from the site's side to a core, ends included
    std::vector<AssetRef> shared;        // single: the piece, or all spans of the corridor
    std::string corridor_id;             // single: when it is a corridor
};

class DisjointFinder {
public:
    /// Looks at everything that works (Service::on) on the date, or at all that exists when
    /// `asBuilt` is set.
    DisjointFinder(const Scenario& scenario, const Statuses& statuses, const TransportGraph& graph,
                   geo::Time asOf, bool asBuilt);

    /// Ways from a vertex; the vertex itself may be on both. Two different cores count as two ends;
    /// a core itself has a pair of nothing.
    DisjointPaths find(Vertex from) const;

private:
    struct Bans;
    std::vector<std::uint32_t> shortest(Vertex from, const Bans& bans) const; // edges, or empty
    std::vector<AssetRef> assetsOf(Vertex from, const std::vector<std::uint32_t>& way) const;
    void banWay(Bans& bans, Vertex from, const std::vector<std::uint32_t>& way) const;
    std::optional<DisjointPaths> provenSingle(Vertex from,
                                              const std::vector<std::uint32_t>& way) const;

    const Scenario& scenario_;
    const TransportGraph& graph_;
    std::vector<char> vertexWorks_, edgeWorks_, core_;
    std::vector<std::uint32_t> corridorOf_; // per edge; none for what lies in no corridor
    std::vector<std::string> corridors_;
};

} // namespace planning
