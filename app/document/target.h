#pragma once
// What can be selected, searched for and explained.
#include "planning/scenario/scenario.h"

#include <cstdint>

namespace app::document {

enum class TargetKind { asset, settlement, facility, area, gap, step, candidate };

/// `index`: a settlement, facility or area of the scenario; a gap of the day's MapState; a
/// candidate site; a step of the plan, from 0. Assets are named by `asset`.
struct Target {
    TargetKind kind = TargetKind::asset;
    planning::AssetRef asset;
    std::uint32_t index = 0;
    friend bool operator==(const Target&, const Target&) = default;

    static Target of(planning::AssetRef asset) { return {TargetKind::asset, asset, 0}; }
    static Target of(TargetKind kind, std::size_t index)
    {
        return {kind, {}, static_cast<std::uint32_t>(index)};
    }
};

} // namespace app::document
