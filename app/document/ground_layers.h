#pragma once
// The slow part of a map: height, people and signal, read from the workspace's rasters. Loaded
// apart from the document, on any thread.
#include "app/map/map_data.h"
#include "geo/error.h"
#include "planning/coverage/cover.h"
#include "planning/feedback.h"

#include <filesystem>

namespace app::document {

struct GroundLayers {
    std::shared_ptr<const map::Terrain> terrain;        // null: the workspace has none
    std::shared_ptr<const map::Pyramid> people_per_km2; // null: nobody knows
    std::vector<map::SignalTint> signal;                // one per technology computed
    geo::Problems problems;                             // what could not be read, and why
};

/// Everything there is around `extent` (working CRS). A raster that is missing or broken is a
/// problem, not an error. `cover` may be null. Nothing when cancelled. Throws geo::Error when the
/// workspace itself cannot be read.
std::optional<GroundLayers> loadGround(const std::filesystem::path& workspace,
                                       const geo::Box& extent, const planning::Cover* cover,
                                       const planning::Feedback& feedback = {});

} // namespace app::document
