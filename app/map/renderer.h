#pragma once
// Draws the map in two parts: the ground (opaque, the same on every day) and what stands on it.
// Both may be drawn tile by tile on any thread. Labels, steps and selection come on top.
#include "app/map/placement.h"
#include "app/map/viewport.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>

namespace app::map {

/// Opaque ground of the view, `pixelsPerUnit` image pixels for one pixel at 100 % scale.
QImage drawGroundOf(const Viewport& view, const MapData& data, const Style& style,
                    double pixelsPerUnit);

/// Everything that stands on the ground, in the order of the style's layers. Draws only what
/// touches `clip` (in pixels of the view).
void drawAssets(QPainter& painter, const Viewport& view, const QRectF& clip,
                const Snapshot& snapshot, const Style& style, const Placement& placement);

} // namespace app::map
