#pragma once
// Spans, links and borders.
#include "app/map/layers.h"
#include "app/map/viewport.h"

#include <QtGui/QPainter>

namespace app::map {

/// All spans in view: glow of the repair path, casings, lines, cuts.
void drawSpans(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
               const MapState& state, const Style& style);
void drawLinks(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
               const MapState& state, const Style& style);
void drawBorders(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
                 const Style& style);

/// One span along a straight line, as in a legend.
void drawSpanSample(QPainter& painter, QPointF from, QPointF to, planning::SpanRole role,
                    SpanLook look, bool inferred, Theme theme);

} // namespace app::map
