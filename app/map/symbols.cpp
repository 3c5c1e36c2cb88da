#include "app/map/symbols.h"

#include "app/map/text.h"

#include <QtGui/QPainterPath>

#include <cmath>
#include <numbers>

namespace app::map {

namespace {

double haloOf(double across_px)
{
    return std::max(1.6, 0.16 * across_px);
}

void disc(QPainter& painter, QPointF at, double across, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(at, across / 2, across / 2);
}

void ring(QPainter& painter, QPointF at, double across, double width, const QColor& colour)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{colour, width});
    painter.drawEllipse(at, (across - width) / 2, (across - width) / 2);
}

QPolygonF diamond(QPointF at, double across)
{
    const double r = across / 2;
    return {{at + QPointF{0, -r}, at + QPointF{r, 0}, at + QPointF{0, r}, at + QPointF{-r, 0}}};
}

void drawDegraded(QPainter& painter, QPointF at, double s, const Palette& p)
{
    const double edge = std::max(1.0, 0.115 * s);
    disc(painter, at, s + 2 * haloOf(s), p.halo);
    const QRectF inner{at.x() - s / 2 + edge / 2, at.y() - s / 2 + edge / 2, s - edge, s - edge};
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.degraded);
    painter.drawPie(inner, 90 * 16, 180 * 16);
    ring(painter, at, s, edge, p.degradedEdge);
    painter.setPen(QPen{p.degradedEdge, edge, Qt::SolidLine, Qt::FlatCap});
    painter.drawLine(at + QPointF{0, -s / 2 + edge}, at + QPointF{0, s / 2 - edge});
}

void drawNoPower(QPainter& painter, QPointF at, double s, const Palette& p)
{
    const double halo = haloOf(s);
    painter.setPen(QPen{p.halo, 2 * halo, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin});
    painter.setBrush(p.halo);
    painter.drawPolygon(diamond(at, s));
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.noPower);
    painter.drawPolygon(diamond(at, s));
    if (s >= 11) { // the bolt, in a box of 1 × 1 round the middle
        const double k = s * 0.52;
        const QPointF bolt[] = {{0.10, -0.62}, {-0.34, 0.10}, {-0.04, 0.10},
                                {-0.10, 0.62}, {0.34, -0.12}, {0.04, -0.12}};
        QPolygonF shape;
        for (const QPointF& corner : bolt) {
            shape << at + corner * k;
        }
        painter.setBrush(p.halo);
        painter.drawPolygon(shape);
    }
}

void drawBackhaul(QPainter& painter, QPointF at, double s, const Palette& p)
{
    disc(painter, at, s + 2 * haloOf(s), p.halo);
    disc(painter, at, s, p.backhaul);
    const double r = s / 2 * std::numbers::sqrt2 / 2;
    painter.setPen(QPen{p.halo, std::max(1.7, 0.2 * s), Qt::SolidLine, Qt::SquareCap});
    painter.drawLine(at + QPointF{-r, -r}, at + QPointF{r, r});
}

/// A full disc with a level bar, as on a sign that shuts a road.
void drawOut(QPainter& painter, QPointF at, double s, const Palette& p)
{
    disc(painter, at, s + 2 * haloOf(s), p.halo);
    disc(painter, at, s, p.unknown);
    painter.setPen(QPen{p.halo, std::max(1.7, 0.2 * s), Qt::SolidLine, Qt::FlatCap});
    painter.drawLine(at - QPointF{0.28 * s, 0}, at + QPointF{0.28 * s, 0});
}

void drawUnknown(QPainter& painter, QPointF at, double s, const Palette& p)
{
    disc(painter, at, s + 2 * haloOf(s), p.halo);
    ring(painter, at, s, std::max(1.2, 0.11 * s), p.unknown);
    if (s < 11) {
        disc(painter, at, std::max(2.0, 0.26 * s), p.unknown);
    } else {
        drawCentred(painter, at, QStringLiteral("?"), font(0.68 * s, true), p.unknown);
    }
}

void drawPlanned(QPainter& painter, QPointF at, double s, int number, const Palette& p)
{
    const double width = std::max(1.3, 0.1 * s);
    disc(painter, at, s + haloOf(s), p.halo);
    QPen pen{p.planned, width, Qt::CustomDashLine, Qt::FlatCap};
    const double round = std::numbers::pi * (s - width) / width; // in widths of the pen
    const int dashes = s < 11 ? 8 : 11;
    pen.setDashPattern({0.6 * round / dashes, 0.4 * round / dashes});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, (s - width) / 2, (s - width) / 2);
    if (number > 0 && s >= 16) {
        const double size = number < 100 ? 0.5 * s : 0.4 * s;
        drawCentred(painter, at, QString::number(number), font(size, true), p.planned);
    }
}

void drawRepaired(QPainter& painter, QPointF at, double s, const Palette& p)
{
    disc(painter, at, s + 2 * haloOf(s) * 0.6, p.halo);
    disc(painter, at, s, p.planned);
    disc(painter, at, s - 2 * std::max(1.4, 0.15 * s), p.working);
    if (s >= 13) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen{p.dark ? p.halo : QColor{Qt::white}, std::max(1.4, 0.1 * s),
                            Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin});
        painter.drawPolyline(
            QPolygonF{{at + QPointF{-0.19, 0.01} * s, at + QPointF{-0.05, 0.15} * s,
                       at + QPointF{0.20, -0.13} * s}});
    }
}

} // namespace

QColor colourOf(SiteLook look, const Palette& p)
{
    switch (look) {
    case SiteLook::working:
    case SiteLook::repaired:
        return p.working;
    case SiteLook::degraded:
        return p.degraded;
    case SiteLook::noPower:
        return p.noPower;
    case SiteLook::backhaul:
        return p.backhaul;
    case SiteLook::destroyed:
        return p.destroyed;
    case SiteLook::planned:
        return p.planned;
    case SiteLook::out:
    case SiteLook::unknown:
        return p.unknown;
    }
    return p.unknown;
}

double siteSize_px(SiteLook look, double m_per_px)
{
    struct Sizes {
        double far, middle, near; // at 100, 66 and 36 m per pixel
    };
    Sizes s{8, 11, 12};
    switch (look) {
    case SiteLook::working:
        s = {6, 8, 9};
        break;
    case SiteLook::repaired:
    case SiteLook::planned:
        s = {9, 12, 14};
        break;
    case SiteLook::degraded:
        s = {8, 10, 11};
        break;
    case SiteLook::unknown:
        break;
    case SiteLook::out:
    case SiteLook::destroyed:
    case SiteLook::noPower:
        s = {9, 12, 13};
        break;
    case SiteLook::backhaul:
        s = {10, 12, 14};
        break;
    }
    const auto between = [m_per_px](double a_m, double a, double b_m, double b) {
        const double t = std::clamp(std::log(m_per_px / a_m) / std::log(b_m / a_m), 0.0, 1.0);
        return a + (b - a) * t;
    };
    if (m_per_px >= 66) {
        return between(100, s.far, 66, s.middle);
    }
    if (m_per_px >= 36) {
        return between(66, s.middle, 36, s.near);
    }
    return between(36, s.near, 8, s.near * 1.35); // near by there is room
}

void drawCross(QPainter& painter, QPointF at, double across_px, const QColor& colour,
               const QColor& halo, double halo_px)
{
    const double width = std::max(1.7, 0.19 * across_px);
    const double r = (across_px - width * 0.7) / 2;
    const QLineF arms[] = {{at + QPointF{-r, -r}, at + QPointF{r, r}},
                           {at + QPointF{-r, r}, at + QPointF{r, -r}}};
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{halo, width + 2 * halo_px, Qt::SolidLine, Qt::SquareCap});
    painter.drawLines(arms, 2);
    painter.setPen(QPen{colour, width, Qt::SolidLine, Qt::FlatCap});
    painter.drawLines(arms, 2);
}

void drawSite(QPainter& painter, QPointF at, SiteLook look, double s, Theme theme, int number)
{
    const Palette& p = palette(theme);
    switch (look) {
    case SiteLook::working:
        disc(painter, at, s + 2 * (s < 12 ? 1.2 : haloOf(s)), p.halo);
        disc(painter, at, s, p.working);
        break;
    case SiteLook::degraded:
        drawDegraded(painter, at, s, p);
        break;
    case SiteLook::noPower:
        drawNoPower(painter, at, s, p);
        break;
    case SiteLook::backhaul:
        drawBackhaul(painter, at, s, p);
        break;
    case SiteLook::destroyed:
        drawCross(painter, at, s, p.destroyed, p.halo, haloOf(s));
        break;
    case SiteLook::planned:
        drawPlanned(painter, at, s, number, p);
        break;
    case SiteLook::repaired:
        drawRepaired(painter, at, s, p);
        break;
    case SiteLook::unknown:
        drawUnknown(painter, at, s, p);
        break;
    case SiteLook::out:
        drawOut(painter, at, s, p);
        break;
    }
}

void drawStaleSite(QPainter& painter, QPointF at, SiteLook look, double s, Theme theme)
{
    const Palette& p = palette(theme);
    const double before = painter.opacity();
    painter.setOpacity(before * 0.5);
    drawSite(painter, at, look, s, theme);
    painter.setOpacity(before);
    QPen pen{p.text2, 1, Qt::CustomDashLine, Qt::FlatCap};
    pen.setDashPattern({1.5, 1.9});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, s / 2 + 4, s / 2 + 4);
}

void drawDispute(QPainter& painter, QPointF at, double s, Theme theme)
{
    const Palette& p = palette(theme);
    const QPointF mark = at + QPointF{s / 2 + 2, -s / 2 - 2};
    disc(painter, mark, 9, p.halo);
    drawCentred(painter, mark, QStringLiteral("!"), font(9, true), p.text);
}

} // namespace app::map
