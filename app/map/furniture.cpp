#include "app/map/furniture.h"

#include "app/map/text.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>

#include <cmath>

namespace app::map {

namespace {

constexpr double barHeight_px = 5;
constexpr double barText_px = 12;

QString tr(const char* text)
{
    return QCoreApplication::translate("map", text);
}

QString number(double v)
{
    return QLocale::c().toString(v, 'g', 6);
}

} // namespace

double scaleBarLength_m(double m_per_px)
{
    const double wanted = 120 * m_per_px;
    const double magnitude = std::pow(10, std::floor(std::log10(wanted)));
    for (const double k : {5.0, 2.0, 1.0}) {
        if (k * magnitude <= wanted) {
            return k * magnitude;
        }
    }
    return magnitude;
}

QRectF scaleBarBox(QPointF corner, double m_per_px)
{
    return {corner.x() - 6, corner.y() - barHeight_px - 18,
            scaleBarLength_m(m_per_px) / m_per_px + 46, barHeight_px + 22};
}

QRectF drawScaleBar(QPainter& painter, QPointF corner, double m_per_px, Theme theme)
{
    const Palette& p = palette(theme);
    const double length_m = scaleBarLength_m(m_per_px);
    const double length = length_m / m_per_px;
    const QRectF bar{corner.x(), corner.y() - barHeight_px, length, barHeight_px};
    painter.fillRect(bar.adjusted(-1.5, -1.5, 1.5, 1.5), p.halo);
    painter.fillRect(bar, p.text);
    painter.fillRect(QRectF{bar.center().x(), bar.top() + 1, length / 2 - 1, barHeight_px - 2},
                     p.halo);
    const bool km = length_m >= 1000;
    const double unit = km ? 1000 : 1;
    const QFont f = font(barText_px);
    const QFontMetricsF metrics{f};
    const double y = bar.top() - 5;
    const auto mark = [&](double x, const QString& figure, const QString& rest) {
        const double half = metrics.horizontalAdvance(figure) / 2;
        drawWithHalo(painter, {x - half, y}, isolated(figure + rest), f, p.text, p.halo);
    };
    mark(bar.left() + metrics.horizontalAdvance(u'0') / 2, QStringLiteral("0"), {});
    mark(bar.center().x(), number(length_m / 2 / unit), {});
    mark(bar.right(), number(length_m / unit), km ? tr(" km") : tr(" m"));
    return scaleBarBox(corner, m_per_px);
}

void drawNorth(QPainter& painter, QPointF at, Theme theme)
{
    const Palette& p = palette(theme);
    const QPolygonF arrow{
        {at + QPointF{0, -13}, at + QPointF{6, 3}, at + QPointF{0, -0.5}, at + QPointF{-6, 3}}};
    painter.setPen(QPen{p.halo, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.setBrush(p.halo);
    painter.drawPolygon(arrow);
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.text);
    painter.drawPolygon(arrow);
    const QFont f = font(12, true);
    const QString letter = QCoreApplication::translate("map", "N", "north on the map");
    const QFontMetricsF metrics{f};
    drawWithHalo(painter, at + QPointF{-metrics.horizontalAdvance(letter) / 2, 17}, letter, f,
                 p.text, p.halo);
}

QRectF drawAttribution(QPainter& painter, QPointF bottomRight, const QString& text, double room_px,
                       Theme theme)
{
    const Palette& p = palette(theme);
    const QFont f = font(11);
    const QFontMetricsF metrics{f};
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room_px - 12);
    const double wide = metrics.horizontalAdvance(shown);
    const QRectF box{bottomRight.x() - wide - 12, bottomRight.y() - 20, wide + 12, 20};
    QColor ground = p.panel;
    ground.setAlphaF(0.72F);
    painter.fillRect(box, ground);
    painter.setFont(f);
    painter.setPen(p.text2);
    painter.drawText(QPointF{box.left() + 6, box.bottom() - 6}, shown);
    return box;
}

QRectF drawChip(QPainter& painter, QPointF topLeft, const QString& text, Theme theme)
{
    const Palette& p = palette(theme);
    const QFont f = font(12);
    const QFontMetricsF metrics{f};
    const QRectF box{topLeft, QSizeF{metrics.horizontalAdvance(text) + 20, 24}};
    painter.setPen(QPen{p.fieldEdge, 1});
    painter.setBrush(p.panel);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 11.5, 11.5);
    painter.setFont(f);
    painter.setPen(p.text);
    painter.drawText(QPointF{box.left() + 10, box.center().y() + metrics.capHeight() / 2}, text);
    return box;
}

QString practiceText()
{
    return tr("Practice data: network and statuses are invented");
}

QString attributionOf(const MapData& data)
{
    QStringList parts;
    if (data.terrain != nullptr && !data.terrain->source.empty()) {
        parts << QString::fromStdString(data.terrain->source);
    }
    if (!data.attribution.isEmpty() && !parts.join(QString{}).contains(data.attribution)) {
        parts << data.attribution;
    }
    if (!data.areas.empty()) {
        parts << tr("borders as the sources give them");
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace app::map
