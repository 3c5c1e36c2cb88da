// Nodes, facilities, clusters, steps and marks of selection.
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app::map {

namespace {

void outline(QPainter& painter, const QPainterPath& path, const Palette& p, const QColor& fill)
{
    painter.setPen(QPen{p.halo, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.setBrush(p.halo);
    painter.drawPath(path);
    painter.setPen(QPen{p.text, 1.4, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin});
    painter.setBrush(fill);
    painter.drawPath(path);
}

void plus(QPainter& painter, QPointF at, double r, const QColor& colour)
{
    painter.setPen(QPen{colour, 2, Qt::SolidLine, Qt::FlatCap});
    painter.drawLine(at + QPointF{-r, 0}, at + QPointF{r, 0});
    painter.drawLine(at + QPointF{0, -r}, at + QPointF{0, r});
}

void government(QPainter& painter, QPointF at, const Palette& p)
{
    QPainterPath roof;
    roof.addPolygon(QPolygonF{{at + QPointF{-8, -3}, at + QPointF{0, -7}, at + QPointF{8, -3}}});
    roof.closeSubpath();
    const double pillars[] = {-5, -1.7, 1.7, 5};
    painter.setPen(QPen{p.halo, 5, Qt::SolidLine, Qt::RoundCap});
    painter.drawLine(at + QPointF{-5, 1.5}, at + QPointF{5, 1.5});
    painter.drawLine(at + QPointF{-6, 6}, at + QPointF{6, 6});
    outline(painter, roof, p, p.halo);
    for (const double x : pillars) {
        painter.drawLine(at + QPointF{x, -2}, at + QPointF{x, 5});
    }
    painter.drawLine(at + QPointF{-7, 6.5}, at + QPointF{7, 6.5});
}

} // namespace

void drawNode(QPainter& painter, QPointF at, planning::NodeKind kind, Theme theme)
{
    const Palette& p = palette(theme);
    const bool core = isCore(kind);
    const bool small = kind == planning::NodeKind::splice || kind == planning::NodeKind::access;
    const double s = core ? coreSize_px : small ? 4 : 6;
    const double edge = core ? 2.2 : 1.4;
    const auto box = [at](double side) {
        return QRectF{at.x() - side / 2, at.y() - side / 2, side, side};
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.halo);
    painter.drawRect(box(s + edge + 2.4));
    painter.setPen(QPen{core ? p.text : p.fibre, edge, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin});
    painter.drawRect(box(s));
    if (core) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.text);
        painter.drawRect(box(5));
    }
}

void drawFacility(QPainter& painter, QPointF at, planning::FacilityKind kind, Theme theme)
{
    using planning::FacilityKind;
    const Palette& p = palette(theme);
    QPainterPath path;
    switch (kind) {
    case FacilityKind::hospital:
        path.addRoundedRect(QRectF{at.x() - 7, at.y() - 7, 14, 14}, 3, 3);
        outline(painter, path, p, p.text);
        plus(painter, at, 4, p.halo);
        break;
    case FacilityKind::clinic:
        path.addRoundedRect(QRectF{at.x() - 6.5, at.y() - 6.5, 13, 13}, 3, 3);
        outline(painter, path, p, p.halo);
        plus(painter, at, 3.5, p.text);
        break;
    case FacilityKind::school:
        path.addPolygon(QPolygonF{{at + QPointF{-7, -1}, at + QPointF{0, -7}, at + QPointF{7, -1},
                                   at + QPointF{7, 7}, at + QPointF{-7, 7}}});
        path.closeSubpath();
        outline(painter, path, p, p.halo);
        painter.fillRect(QRectF{at.x() - 1.6, at.y() + 2, 3.2, 5}, p.text);
        break;
    case FacilityKind::shelter:
        path.addPolygon(QPolygonF{{at + QPointF{-8, 6}, at + QPointF{0, -6}, at + QPointF{8, 6}}});
        path.closeSubpath();
        outline(painter, path, p, p.halo);
        break;
    case FacilityKind::water:
        path.moveTo(at + QPointF{0, -7});
        path.cubicTo(at + QPointF{2, -3}, at + QPointF{5, 0}, at + QPointF{5, 2.5});
        path.arcTo(QRectF{at.x() - 5, at.y() - 2.5, 10, 10}, 0, -180);
        path.cubicTo(at + QPointF{-5, 0}, at + QPointF{-2, -3}, at + QPointF{0, -7});
        outline(painter, path, p, p.halo);
        break;
    case FacilityKind::government:
        government(painter, at, p);
        break;
    case FacilityKind::other:
        path.addEllipse(at, 5, 5);
        outline(painter, path, p, p.halo);
        break;
    }
}

void drawCluster(QPainter& painter, QPointF at, std::span<const int> counts, Theme theme)
{
    const Palette& p = palette(theme);
    const int total = std::accumulate(counts.begin(), counts.end(), 0);
    const double r = clusterSize_px / 2;
    constexpr double band = 5;
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.halo);
    painter.drawEllipse(at, r + 1.6, r + 1.6);
    // Clockwise from the top: what is broken first.
    constexpr SiteLook order[] = {SiteLook::destroyed, SiteLook::noPower,  SiteLook::backhaul,
                                  SiteLook::out,       SiteLook::unknown,  SiteLook::degraded,
                                  SiteLook::planned,   SiteLook::repaired, SiteLook::working};
    const QRectF circle{at.x() - r + band / 2, at.y() - r + band / 2, 2 * r - band, 2 * r - band};
    double from = 90;
    int kinds = 0;
    for (const SiteLook look : order) {
        kinds += counts[static_cast<std::size_t>(look)] > 0 ? 1 : 0;
    }
    const double gap = kinds > 1 ? 4 : 0;
    painter.setBrush(Qt::NoBrush);
    for (const SiteLook look : order) {
        const int n = counts[static_cast<std::size_t>(look)];
        if (n == 0) {
            continue;
        }
        const double span = 360.0 * n / total;
        painter.setPen(QPen{colourOf(look, p), band, Qt::SolidLine, Qt::FlatCap});
        painter.drawArc(circle, static_cast<int>((from - gap / 2) * 16),
                        -static_cast<int>(std::max(2.0, span - gap) * 16));
        from -= span;
    }
    drawCentred(painter, at, QString::number(total), font(total < 1000 ? 12 : 11, true), p.text);
}

void drawStep(QPainter& painter, QPointF at, int number, StepLook look, Theme theme,
              double across_px, std::optional<double> sure)
{
    const Palette& p = palette(theme);
    const double arc = across_px / 2 + 2.8; // radius of its middle
    if (sure) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.halo);
        painter.drawEllipse(at, arc + 2.2, arc + 2.2);
    }
    if (look == StepLook::planned) {
        drawSite(painter, at, SiteLook::planned, across_px, theme, number);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.halo);
        painter.drawEllipse(at, across_px / 2 + 1.6, across_px / 2 + 1.6);
        painter.setBrush(look == StepLook::done ? p.working : p.planned);
        painter.drawEllipse(at, across_px / 2, across_px / 2);
        const double size = number < 100 ? 0.5 * across_px : 0.4 * across_px;
        drawCentred(painter, at, QString::number(number), font(size, true), p.halo);
    }
    if (sure) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen{p.fieldEdge, 1});
        painter.drawEllipse(at, arc, arc);
        painter.setPen(
            QPen{look == StepLook::done ? p.working : p.planned, 2.6, Qt::SolidLine, Qt::FlatCap});
        painter.drawArc(QRectF{at.x() - arc, at.y() - arc, 2 * arc, 2 * arc}, 90 * 16,
                        -static_cast<int>(std::lround(std::clamp(*sure, 0.0, 1.0) * 360 * 16)));
    }
}

void drawSelection(QPainter& painter, QPointF at, Theme theme, double across_px)
{
    const Palette& p = palette(theme);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{p.halo, 5});
    painter.drawEllipse(at, (across_px - 2.2) / 2, (across_px - 2.2) / 2);
    painter.setPen(QPen{p.accent, 2.2});
    painter.drawEllipse(at, (across_px - 2.2) / 2, (across_px - 2.2) / 2);
}

void drawHover(QPainter& painter, QPointF at, Theme theme)
{
    QColor ground = palette(theme).text;
    ground.setAlphaF(0.13);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(at, 12, 12);
}

void drawCut(QPainter& painter, QPointF at, double angle_deg, double gap_px, Theme theme)
{
    const Palette& p = palette(theme);
    painter.save();
    painter.translate(at);
    painter.rotate(angle_deg);
    for (const double x : {-gap_px / 2, gap_px / 2}) {
        painter.fillRect(QRectF{x - 2.1, -5.6, 4.2, 11.2}, p.halo);
        painter.fillRect(QRectF{x - 0.9, -4.5, 1.8, 9}, p.destroyed);
    }
    painter.restore();
    drawCross(painter, at, 9, p.destroyed, p.halo, 1.6);
}

void drawLinkDiamond(QPainter& painter, QPointF at, bool dead, Theme theme)
{
    QColor colour = palette(theme).fibre;
    if (dead) {
        colour.setAlphaF(0.4);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double r = 2.4 * 1.2;
    painter.drawPolygon(QPolygonF{
        {at + QPointF{0, -r}, at + QPointF{r, 0}, at + QPointF{0, r}, at + QPointF{-r, 0}}});
}

} // namespace app::map
