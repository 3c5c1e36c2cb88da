#pragma once
// Things with an extent: gaps, the tint of the signal, the inside of the workspace.
#include "app/map/layers.h"
#include "app/map/viewport.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>

namespace app::map {

/// Gaps smaller than this are counted but not drawn.
inline constexpr double smallestGapPeople = 1500;
inline constexpr double smallestGap_km2 = 0.6;
bool isDrawn(const MapGap& gap);

void drawGaps(QPainter& painter, const Viewport& view, const QRectF& clip, const MapState& state,
              const Style& style);
/// The hatch alone, as in a legend.
void drawGapSample(QPainter& painter, const QRectF& box, bool lost, Theme theme);

/// Levels with what is below the threshold (NaN) set well under it, so that edges are smooth.
SignalTint makeSignalTint(planning::Technology technology, geo::FloatGrid level_dbm,
                          const std::array<double, 4>& limits_dbm);
void drawSignal(QPainter& painter, const Viewport& view, const QRectF& clip,
                const SignalTint& signal, Theme theme);
/// Light hatching where more than one site is received: wide apart for two, narrow from three.
void drawServers(QPainter& painter, const Viewport& view, const QRectF& clip,
                 const SignalTint& signal, Theme theme);
void drawServersSample(QPainter& painter, const QRectF& box, bool many,
                       planning::Technology technology, Theme theme);

/// Alpha 255 inside the areas, 0 outside, edges smooth. Null when there are no areas.
QImage insideMask(const Viewport& view, QSize pixels, double pixelsPerUnit,
                  const std::vector<MapArea>& areas);

} // namespace app::map
