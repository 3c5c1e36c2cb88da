#pragma once
// Words and numbers over the map, placed for one view so that none covers another: steps of the
// plan, people in gaps, names of places, names of areas.
#include "app/map/renderer.h"
#include "app/map/symbols.h"

#include <QtGui/QFont>

#include <optional>
#include <vector>

namespace app::map {

enum class LabelKind { selection, step, gap, place, area };

/// One label and what it hangs on: `ground` moves with the map, `box` is relative to it.
struct Label {
    LabelKind kind = LabelKind::place;
    geo::XY ground;
    QRectF box;       // pixels, relative to the ground position
    QPointF baseline; // where the text starts, relative to the ground position
    QString text;
    QFont font;
    QColor colour, halo;
    double spacing_px = 0; // between letters, for areas
    std::size_t index = 0; // of the step, gap, place or area
    StepLook step = StepLook::planned;
    std::optional<double> sure; // of a step
};

struct LabelRequest {
    /// Furniture and anything else that must stay free, in pixels of the view.
    std::vector<QRectF> taken;
    /// Labels stay inside this part of the view.
    QRectF room;
    std::optional<planning::AssetRef> selected; // its symbol is never covered
};

/// Same view, data and style, same labels.
std::vector<Label> placeLabels(const Viewport& view, const Snapshot& snapshot, const Style& style,
                               const Placement& placement, const LabelRequest& request);

void drawLabel(QPainter& painter, const Viewport& view, const Label& label, Theme theme);

} // namespace app::map
