#pragma once
// The map as the ground's skin.
#include "app/map/layers.h"
#include "app/map/map_data.h"
#include "geo/crs/position.h"

#include <QtGui/QImage>

namespace app::scene {

inline constexpr int drapePixels = 4096; // sides of the picture; a power of two

/// Everything of the map that lies flat, nothing that stands or is written. `box` is a square;
/// north is up, pixel (0, 0) lies in its north-west corner.
QImage drapeOf(const map::Snapshot& snapshot, const map::Style& style, const geo::Box& box);

} // namespace app::scene
