#pragma once
// Two ways to a core that share nothing: no node, no span or link, and no corridor, since one
// digger or one shell cuts everything in a trench.
#include "planning/network/network_state.h"

#include <span>

namespace planning {

struct DisjointPaths {
    enum class Found {
        pair,      // first and second share nothing on the way
        single,    // proven: everything goes through `shared`
        undecided, // none found among the ways tried, yet no single piece is shared by all
        noWay,     // not even one
    };
    Found found = Found::noWay;
    std::vector<AssetRef> first, second; // from the site's side to a core, ends included
    bool same_core = false;              // pair: both end at one core, no other being found
    std::vector<AssetRef> shared; // single: the piece, or all spans of the corridor; of a site that
                                  // hangs on a core and has no other way, that core
    std::string corridor_id;      // single: when it is a corridor
};

std::string_view text(DisjointPaths::Found found); // pair, single, undecided, none

class DisjointFinder {
public:
    /// Looks at everything that works (Service::on) on the date, or at all that exists when
    /// `asBuilt` is set.
    DisjointFinder(const Scenario& scenario, const Statuses& statuses, const TransportGraph& graph,
                   geo::Time asOf, bool asBuilt);

    /// Ways from a vertex; the vertex itself may be on both. A core itself has a pair of nothing.
    DisjointPaths find(Vertex from) const;

    /// Ways from any of several vertices that serve one place: the two ways must start at two of
    /// them. Vertices that do not work are passed over.
    DisjointPaths findFromAny(std::span<const Vertex> starts) const;

private:
    struct Bans;
    struct Way {
        Vertex from = 0;
        std::vector<std::uint32_t> edges;
        bool found = false;
    };
    struct Ask { // which two ways are looked for
        std::span<const Vertex> starts;
        bool start_shared = false, core_shared = false;
    };
    class Flow;
    class Walk;
    Bans noBans() const;
    Way shortest(std::span<const Vertex> starts, const Bans& bans) const;
    Way besides(const Ask& ask, const Way& way) const;
    Vertex endOf(const Way& way) const;
    std::vector<AssetRef> assetsOf(const Way& way) const;
    void banWay(Bans& bans, const Way& way, bool banEnd) const;
    bool shareTrench(const Way& a, const Way& b) const;
    DisjointPaths pairOf(const Way& first, const Way& second) const;
    std::optional<DisjointPaths> pair(const Ask& ask) const;
    std::optional<DisjointPaths> provenSingle(std::span<const Vertex> starts, const Way& way,
                                              bool startShared) const;
    DisjointPaths search(std::span<const Vertex> starts, bool startShared) const;

    const Scenario& scenario_;
    const TransportGraph& graph_;
    std::vector<char> vertexWorks_, edgeWorks_, core_;
    std::vector<std::uint32_t> corridorOf_; // per edge; none for what lies in no corridor
    std::vector<std::string> corridors_;
};

} // namespace planning
