#pragma once
// Where on the ground a picture looks: working-CRS metres to pixels (at 100 % scale) and back.
#include "geo/crs/position.h"

#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtCore/QSizeF>

#include <algorithm>

namespace app::map {

struct Viewport {
    geo::XY centre;
    double m_per_px = 100;
    QSizeF size{256, 256};

    QPointF toPixel(geo::XY at) const
    {
        return {size.width() / 2 + (at.x_m - centre.x_m) / m_per_px,
                size.height() / 2 - (at.y_m - centre.y_m) / m_per_px};
    }
    geo::XY toGround(QPointF pixel) const
    {
        return {centre.x_m + (pixel.x() - size.width() / 2) * m_per_px,
                centre.y_m - (pixel.y() - size.height() / 2) * m_per_px};
    }
    geo::Box box() const
    {
        const double w = size.width() * m_per_px / 2;
        const double h = size.height() * m_per_px / 2;
        return {centre.x_m - w, centre.y_m - h, centre.x_m + w, centre.y_m + h};
    }
    QRectF rect() const { return {QPointF{0, 0}, size}; }

    /// The whole of `ground` in view, with `margin_px` free on every side.
    static Viewport showing(const geo::Box& ground, QSizeF size, double margin_px = 24)
    {
        Viewport v;
        v.size = size;
        if (ground.empty()) {
            return v;
        }
        v.centre = {(ground.min_x + ground.max_x) / 2, (ground.min_y + ground.max_y) / 2};
        const double w = std::max(1.0, size.width() - 2 * margin_px);
        const double h = std::max(1.0, size.height() - 2 * margin_px);
        v.m_per_px = std::max({ground.width() / w, ground.height() / h, 0.5});
        return v;
    }
};

} // namespace app::map
