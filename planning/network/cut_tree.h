#pragma once
// Which places lose their last way to a core when some spans and links fail. Only what hangs below
// them in a tree of shortest ways is looked at, so that each of thousands of corridors can be
// asked about.
#include "planning/network/network_state.h"

namespace planning {

class CutTree {
public:
    /// Ways over what works for sure (Service::on). The graph must outlive it.
    CutTree(const TransportGraph& graph, const NetworkHealth& health);

    /// Vertices that reach a core, and no longer do without these edges of the graph; ascending.
    std::vector<Vertex> lostWithout(const std::vector<std::uint32_t>& edges);

private:
    bool reached(Vertex v) const { return size_[v] > 0; }
    void gather(Vertex top); // what hangs below it, itself included
    void rescue();           // what still has a way round

    const TransportGraph& graph_;
    std::vector<char> works_;                 // per edge
    std::vector<std::uint32_t> parent_;       // edge towards the core, or none
    std::vector<std::uint32_t> size_, first_; // of the part below: vertices, position in places_
    std::vector<Vertex> places_;              // each before what hangs below it
    std::uint32_t stamp_ = 0;                 // of the question asked
    std::vector<std::uint32_t> cut_;          // per edge: the last question that cut it
    std::vector<std::uint32_t> below_, safe_; // per vertex: the last question …
    std::vector<Vertex> found_;
};

} // namespace planning
