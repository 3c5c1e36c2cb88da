#pragma once
// The list that holds the statuses of one kind of asset.
#include "planning/scenario/status.h"

namespace planning {

/// `statuses` is Statuses, const or not.
template <typename All>
auto& listOf(All& statuses, AssetKind kind)
{
    switch (kind) {
    case AssetKind::site:
        return statuses.sites;
    case AssetKind::cell:
        return statuses.cells;
    case AssetKind::node:
        return statuses.nodes;
    case AssetKind::span:
        return statuses.spans;
    case AssetKind::link:
        return statuses.links;
    case AssetKind::gridNode:
        return statuses.grid_nodes;
    case AssetKind::gridLine:
        break;
    }
    return statuses.grid_lines;
}

} // namespace planning
