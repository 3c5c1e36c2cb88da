#pragma once
// New sites: places chosen, possible and refused. Triangles, as no status is one, and in ink: blue
// is the plan of repairs.
#include "app/map/placement.h"
#include "app/map/viewport.h"

#include <QtGui/QPainter>

namespace app::map {

/// Those refused only near by, where they do not hide the map. Ways of those chosen are dotted.
void drawCandidates(QPainter& painter, const Viewport& view, const QRectF& clip,
                    const MapData& data, const Style& style, const Placement& placement);

/// `number` of those chosen; 0: none is written.
void drawCandidate(QPainter& painter, QPointF at, CandidateLook look, int number, Theme theme);
/// Where it is drawn: on its place, or above it where the badges of technology lie on theirs. The
/// number of a cluster stays free: one that is chosen stands beside it, others are not drawn there.
std::optional<QPointF> candidateAt(const MapCandidate& candidate, const Viewport& view,
                                   const Style& style, const Placement& placement);
/// Whether it is drawn at a scale.
bool candidateShown(const MapCandidate& candidate, double m_per_px);
inline constexpr double candidateSize_px = 17;

} // namespace app::map
