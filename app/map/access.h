#pragma once
// What connects each place once the emergency is over. Rounded squares with a small picture, as no
// status and no facility is one; the colour repeats what the picture says.
#include "app/map/layers.h"
#include "app/map/viewport.h"

#include <QtGui/QPainter>

namespace app::map {

void drawAccess(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
                const Style& style);

void drawAccessBadge(QPainter& painter, QPointF at, AccessLook look, double across_px, Theme theme);

/// Facilities show near by only.
bool accessShown(const MapAccess& place, double m_per_px);
/// Small from afar, without its picture.
double accessSize_px(double m_per_px);
/// Where its badge stands: beside the symbol of the facility, when that is shown as well.
QPointF accessAt(const MapAccess& place, const Viewport& view, const Style& style);

} // namespace app::map
