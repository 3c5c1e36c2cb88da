#pragma once
// Which administrative area each cell of the working grid belongs to.
#include "planning/coverage/polygon_cells.h"
#include "planning/scenario/scenario.h"

#include <span>

namespace planning {

inline constexpr std::uint32_t noArea = 0xffffffffU;

/// The areas of a country as a partition: those that are not divided further, and which larger area
/// each belongs to.
class AreaIndex {
public:
    AreaIndex() = default;
    /// An area is divided when another names it as parent, or, where areas name no parents, when
    /// areas of a higher level exist. `areas` must outlive the index.
    AreaIndex(std::span<const Area> areas, const geo::GridFrame& frame);

    /// Positions in the areas of those not divided further.
    const std::vector<std::uint32_t>& leaves() const { return leaves_; }
    bool isLeaf(std::uint32_t area) const { return leaf_[area] != 0; }
    /// Per cell the leaf that holds its centre, or noArea; empty when there are no areas.
    const std::vector<std::uint32_t>& cells() const { return cells_; }
    /// Position of the parent; noArea when it has none.
    std::uint32_t parentOf(std::uint32_t area) const { return parent_[area]; }
    /// True when `area` is `wide` or lies in it, by the parents named.
    bool within(std::uint32_t area, std::uint32_t wide) const;
    /// Leaves that make up an area: itself, or what lies in it by the parents named; empty when
    /// parents are not named.
    std::vector<std::uint32_t> leavesOf(std::uint32_t area) const;

private:
    std::vector<std::uint32_t> leaves_, parent_, cells_;
    std::vector<std::uint8_t> leaf_;
};

} // namespace planning
