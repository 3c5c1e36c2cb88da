#pragma once
// The model as a directed graph for bounds: every work is paid once by any set of parts that is on,
// be it on the way in, at a vertex, or as something that has to be mended first.
#include "planning/restoration/model.h"

namespace planning::restoration {

/// A way into a vertex; using it takes the work on the edge and the work at its head.
struct BoundArc {
    Index tail = 0, head = 0;
    Index edge_task = none, head_task = none;
};

/// Vertices 0 … model.vertices()-1 are those of the model; more follow for works that come before
/// others. In any plan the parts that are on can be put in a row in which every vertex has one arc
/// from an earlier vertex, and everything it needs earlier; these arcs never name a task twice.
struct BoundGraph {
    std::vector<BoundArc> arcs;
    Csr<Index> in, out;          // vertex → arcs
    Csr<Index> needs, needed_by; // vertex → vertices
    std::size_t vertices() const { return in.rows(); }
};

BoundGraph boundGraph(const Model& model);

} // namespace planning::restoration
