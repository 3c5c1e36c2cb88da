#include "planning/coverage/area_index.h"

#include <algorithm>
#include <unordered_map>

namespace planning {

AreaIndex::AreaIndex(std::span<const Area> areas, const geo::GridFrame& frame)
    : parent_(areas.size(), noArea), leaf_(areas.size(), 1)
{
    std::unordered_map<std::string, std::uint32_t> byCode;
    int deepest = 0;
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        byCode.try_emplace(areas[i].area_code, i);
        deepest = std::max(deepest, areas[i].level);
    }
    bool parentsNamed = false;
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        const auto parent = byCode.find(areas[i].parent_code);
        if (parent != byCode.end() && parent->second != i) {
            parent_[i] = parent->second;
            leaf_[parent->second] = 0;
            parentsNamed = true;
        }
    }
    for (std::uint32_t i = 0; i < areas.size(); ++i) {
        if (!parentsNamed && areas[i].level < deepest) {
            leaf_[i] = 0;
        }
        if (leaf_[i] != 0) {
            leaves_.push_back(i);
        }
    }
    if (areas.empty()) {
        return;
    }
    // Coarser first: where leaves of several levels overlap, the finer one holds.
    std::vector<std::uint32_t> order = leaves_;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return areas[a].level < areas[b].level;
    });
    cells_.assign(frame.size(), noArea);
    for (const std::uint32_t i : order) {
        markCells(areas[i].shape_xy, frame, i, cells_);
    }
}

bool AreaIndex::within(std::uint32_t area, std::uint32_t wide) const
{
    // A chain of parents is never longer than there are areas, even when they form a ring.
    for (std::size_t steps = 0; area != noArea && steps <= parent_.size(); ++steps) {
        if (area == wide) {
            return true;
        }
        area = parent_[area];
    }
    return false;
}

std::vector<std::uint32_t> AreaIndex::leavesOf(std::uint32_t area) const
{
    std::vector<std::uint32_t> out;
    std::copy_if(leaves_.begin(), leaves_.end(), std::back_inserter(out),
                 [&](std::uint32_t leaf) { return within(leaf, area); });
    return out;
}

} // namespace planning
