#include "app/map/access.h"

#include <QtGui/QPainterPath>

namespace app::map {
namespace {

constexpr double facilitiesBelow_m_per_px = 60;
constexpr double picturesBelow_m_per_px = 250;
constexpr double near_px = 15, far_px = 8;
constexpr double leastPicture_px = 11;

QColor colourOf(AccessLook look, const Palette& p)
{
    const auto i = static_cast<std::size_t>(look);
    return i < p.access.size() ? p.access[i] : p.text3;
}

/// Of ten units across, round the middle.
void drawPicture(QPainter& painter, AccessLook look)
{
    switch (look) {
    case AccessLook::fibre: { // light in a cable
        QPainterPath wave{QPointF{-5, 0}};
        wave.cubicTo(QPointF{-3.4, -5.2}, QPointF{-1.6, -5.2}, QPointF{0, 0});
        wave.cubicTo(QPointF{1.6, 5.2}, QPointF{3.4, 5.2}, QPointF{5, 0});
        painter.drawPath(wave);
        break;
    }
    case AccessLook::cellular: // a mast and what it radiates
        painter.drawLine(QPointF{0, -1}, QPointF{0, 5});
        painter.drawArc(QRectF{-2.4, -3.6, 4.8, 4.8}, 20 * 16, 140 * 16);
        painter.drawArc(QRectF{-5, -6, 10, 10}, 25 * 16, 130 * 16);
        break;
    case AccessLook::hop: { // two ends and the way between
        painter.drawLine(QPointF{-3.4, 3}, QPointF{3.4, -3});
        painter.setBrush(painter.pen().color());
        painter.drawEllipse(QPointF{-3.6, 3.2}, 1.5, 1.5);
        painter.drawEllipse(QPointF{3.6, -3.2}, 1.5, 1.5);
        break;
    }
    case AccessLook::satellite: // a dish that looks up
        painter.drawArc(QRectF{-5.4, -5.4, 8.8, 8.8}, 190 * 16, 160 * 16);
        painter.drawLine(QPointF{-1, -0.8}, QPointF{3.4, -4.6});
        painter.drawLine(QPointF{-1, 3.4}, QPointF{-1, 5.4});
        break;
    case AccessLook::none:
        painter.drawLine(QPointF{-3.4, 0}, QPointF{3.4, 0});
        break;
    case AccessLook::unknown:
        painter.drawArc(QRectF{-2.6, -5, 5.2, 5.2}, -80 * 16, 250 * 16);
        painter.drawLine(QPointF{0.2, 0.3}, QPointF{0.2, 1.7});
        painter.drawPoint(QPointF{0.2, 4.6});
        break;
    }
}

} // namespace

void drawAccessBadge(QPainter& painter, QPointF at, AccessLook look, double across_px, Theme theme)
{
    const Palette& p = palette(theme);
    const QColor colour = colourOf(look, p);
    const bool hollow = look == AccessLook::none || look == AccessLook::unknown;
    const double r = across_px / 2;
    const double corner = 0.22 * across_px;
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.halo);
    painter.drawRoundedRect(
        QRectF{at.x() - r - 1.6, at.y() - r - 1.6, across_px + 3.2, across_px + 3.2}, corner + 1.6,
        corner + 1.6);
    if (hollow) {
        painter.setPen(QPen{colour, 1.3});
        painter.setBrush(p.panel);
        painter.drawRoundedRect(
            QRectF{at.x() - r + 0.65, at.y() - r + 0.65, across_px - 1.3, across_px - 1.3}, corner,
            corner);
    } else {
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF{at.x() - r, at.y() - r, across_px, across_px}, corner,
                                corner);
    }
    if (across_px < leastPicture_px) {
        return;
    }
    painter.save();
    painter.translate(at);
    const double scale = across_px / 15;
    painter.scale(scale, scale);
    painter.setPen(QPen{hollow ? colour : p.halo, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.setBrush(Qt::NoBrush);
    drawPicture(painter, look);
    painter.restore();
}

bool accessShown(const MapAccess& place, double m_per_px)
{
    return !place.facility || m_per_px < facilitiesBelow_m_per_px;
}

double accessSize_px(double m_per_px)
{
    return m_per_px < picturesBelow_m_per_px ? near_px : far_px;
}

QPointF accessAt(const MapAccess& place, const Viewport& view, const Style& style)
{
    const QPointF at = view.toPixel(place.at);
    return place.facility && style.shows(LayerId::facilities) ? at + QPointF{0, 17} : at;
}

void drawAccess(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
                const Style& style)
{
    const double across = accessSize_px(view.m_per_px);
    const QRectF near = clip.adjusted(-28, -28, 28, 28);
    // Those with most people lie on top.
    for (auto place = data.access.rbegin(); place != data.access.rend(); ++place) {
        if (!accessShown(*place, view.m_per_px)) {
            continue;
        }
        const QPointF at = accessAt(*place, view, style);
        if (near.contains(at)) {
            drawAccessBadge(painter, at, place->look, across, style.theme);
        }
    }
}

} // namespace app::map
