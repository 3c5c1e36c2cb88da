#pragma once
// What every chart is told about its drawing besides its data, and what charts have in common.
#include "app/map/theme.h"

#include <QtCore/QRectF>
#include <QtGui/QPainter>

#include <vector>

namespace app::charts {

struct Look {
    map::Theme theme = map::Theme::light;
    bool rightToLeft = false; // time and money run from right to left
};

/// Days from `first` to `last` at which an axis is labelled: round steps, at most `most` of them,
/// then `last` itself. Those of a calendar: 5, 10, 15, 30, 60, 90 …
std::vector<int> dayTicks(int first, int last, int most);

/// From a value to a pixel along one side, in either direction.
struct Scale {
    double from = 0, to = 1;         // values
    double from_px = 0, to_px = 100; // where they lie

    double px(double value) const
    {
        return from_px + (to_px - from_px) * (to == from ? 0 : (value - from) / (to - from));
    }
    double value(double at_px) const
    {
        return from + (to - from) * (to_px == from_px ? 0 : (at_px - from_px) / (to_px - from_px));
    }
};

/// Words on one line within a box; Qt::AlignLeft means where reading begins.
void write(QPainter& painter, const QRectF& box, int align, const QString& text, const QFont& font,
           const QColor& colour, const Look& look);

} // namespace app::charts
