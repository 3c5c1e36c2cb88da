#pragma once
// Which ways into a vertex can matter: none from behind it, and circles only where there are some.
#include "planning/restoration/model.h"

namespace planning::restoration {

/// A way into `head` over an edge of the model.
struct Way {
    Index tail = 0, head = 0, edge = 0;
};

/// In any plan every vertex that is on, and not direct, has one of these ways in from a vertex that
/// is on, so that none comes in by itself.
struct WayGraph {
    std::vector<char> direct; // vertices that are on as soon as they are whole; and the root
    std::vector<Way> ways;    // none into direct vertices, none from what lies behind the head
    Csr<Index> in;            // vertex → ways
    // Vertices that may come in over each other are one knot; none for all others.
    std::vector<Index> knot;
    std::vector<std::vector<Index>> knots; // their vertices

    /// Whether v can only be on when u is: all ways in pass u. Known for vertices up to `mostKnown`
    /// in all; false where it is not.
    bool passes(Index v, Index u) const
    {
        return !behind_.empty() && behind_[static_cast<std::size_t>(u) * in.rows() + v] != 0;
    }
    static constexpr std::size_t mostKnown = 3000;

    std::vector<char> behind_; // vertex × vertex: the second lies behind the first
};

WayGraph wayGraph(const Model& model);

} // namespace planning::restoration
