#pragma once
// Which places of a tree get fibre, when each hangs on its parent and has another way beside.
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace planning {

struct FibreOrNot {
    std::optional<std::uint32_t> parent; // absent: hangs on a node at hand
    // Scores, lower is better; infinity: impossible.
    double fibre = std::numeric_limits<double>::infinity();
    double other = std::numeric_limits<double>::infinity();
};

/// Per place: fibre or not, so that as few places as possible go without anything and, among those
/// choices, the sum of scores is least; a place has fibre only when its parent has. Exact: one pass
/// up the tree and one down. Throws geo::Error when parents go in a circle or do not exist.
std::vector<bool> cutFibreTree(const std::vector<FibreOrNot>& places);

} // namespace planning
