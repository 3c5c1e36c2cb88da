#pragma once
// What frames a map: scale bar, north, attribution, chip, legend, headline.
#include "app/map/layers.h"
#include "app/map/viewport.h"

#include <QtGui/QPainter>

namespace app::map {

/// A round length (1, 2 or 5 times a power of ten) near 100 px.
double scaleBarLength_m(double m_per_px);
/// Left end of the bar at `corner`, which is its bottom left. Returns what it covers.
QRectF drawScaleBar(QPainter& painter, QPointF corner, double m_per_px, Theme theme);
QRectF scaleBarBox(QPointF corner, double m_per_px);

/// Arrow and letter, centred on `at`. North is up in the working CRS.
void drawNorth(QPainter& painter, QPointF at, Theme theme);

/// Right-aligned line on a pale ground, ending at `bottomRight`. Returns what it covers.
QRectF drawAttribution(QPainter& painter, QPointF bottomRight, const QString& text, double room_px,
                       Theme theme);
/// Rounded box with words, for "Practice data".
QRectF drawChip(QPainter& painter, QPointF topLeft, const QString& text, Theme theme);
QString practiceText();
QString attributionOf(const MapData& data);

/// One row of the legend or more, in a width; nothing is drawn when `painter` is null. Returns the
/// height taken. `m_per_px` is the scale of the map: it decides which contours there are.
double drawLegend(QPainter* painter, QPointF topLeft, double width_px, const Snapshot& snapshot,
                  const Style& style, double m_per_px);

} // namespace app::map
