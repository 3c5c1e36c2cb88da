#pragma once
// Lines and polygons of the ground turned into what a painter draws: only what is in view, without
// points closer than a pixel can tell.
#include "app/map/viewport.h"

#include <QtGui/QPainterPath>
#include <QtGui/QPolygonF>

#include <vector>

namespace app::map {

/// A stretch of a line inside the clip, and how far from the line's start it begins, in pixels.
struct Run {
    QPolygonF points;
    double start_px = 0;
};
std::vector<Run> visibleRuns(const geo::LineOf<geo::XY>& line, const Viewport& view,
                             const QRectF& clip);
/// The parts of `run` outside [from_px, to_px] along the whole line: a gap cut into it.
std::vector<Run> withoutStretch(const Run& run, double from_px, double to_px);

double length_px(const geo::LineOf<geo::XY>& line, const Viewport& view);
/// Position and direction (degrees, clockwise on screen) at `at_px` from the start.
struct Along {
    QPointF at;
    double angle_deg = 0;
};
Along pointAlong(const geo::LineOf<geo::XY>& line, const Viewport& view, double at_px);

/// Closed rings, odd-even. Rings that shrink under a pixel are left out.
QPainterPath pathOf(const geo::MultiPolygonOf<geo::XY>& shape, const Viewport& view);

} // namespace app::map
