#pragma once
// Where an asset stands on the map.
#include "app/map/map_data.h"

namespace app::map {

/// Its own place, or the middle of its course or hop; nothing when the index is out of range.
std::optional<geo::XY> positionOf(const MapData& data, planning::AssetRef asset);

} // namespace app::map
