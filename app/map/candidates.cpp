#include "app/map/candidates.h"

#include "app/map/symbols.h"

#include <QtGui/QPainterPath>

#include <cmath>

namespace app::map {
namespace {

constexpr double refusedBelow_m_per_px = 60;
constexpr double openBelow_m_per_px = 500;

QPainterPath triangle(QPointF at, double across_px)
{
    const double r = across_px / 2;
    QPainterPath path;
    path.addPolygon(
        QPolygonF{{at + QPointF{0, -r}, at + QPointF{r, 0.75 * r}, at + QPointF{-r, 0.75 * r}}});
    path.closeSubpath();
    return path;
}

constexpr double aboveBadges_px = 19; // a badge is 15 across, with a halo

} // namespace

std::optional<QPointF> candidateAt(const MapCandidate& candidate, const Viewport& view,
                                   const Style& style, const Placement& placement)
{
    if (!candidateShown(candidate, view.m_per_px)) {
        return std::nullopt;
    }
    const bool badges = style.shows(LayerId::technology);
    QPointF at = view.toPixel(candidate.at) - QPointF{0, badges ? aboveBadges_px : 0};
    if (!style.shows(LayerId::sites)) {
        return at;
    }
    for (const PlacedCluster& cluster : placement.clusters) {
        const QPointF centre = view.toPixel(cluster.at);
        const QPointF away = at - centre;
        const double far = std::hypot(away.x(), away.y());
        const double clear = clusterSize_px / 2 + candidateSize_px / 2 + 1;
        if (far >= clear) {
            continue;
        }
        if (candidate.look != CandidateLook::chosen) {
            return std::nullopt;
        }
        at = far < 0.5 ? centre + QPointF{0, -clear} : centre + away * (clear / far);
    }
    return at;
}

bool candidateShown(const MapCandidate& candidate, double m_per_px)
{
    return candidate.look == CandidateLook::chosen ||
           m_per_px <
               (candidate.look == CandidateLook::open ? openBelow_m_per_px : refusedBelow_m_per_px);
}

void drawCandidate(QPainter& painter, QPointF at, CandidateLook look, int number, Theme theme)
{
    const Palette& p = palette(theme);
    const double across = look == CandidateLook::chosen ? candidateSize_px + 3 : 10;
    const QPainterPath path = triangle(at, across);
    painter.setBrush(p.halo);
    painter.setPen(QPen{p.halo, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.drawPath(path);
    if (look == CandidateLook::chosen) {
        painter.setPen(QPen{p.text, 1.2, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin});
        painter.setBrush(p.text);
        painter.drawPath(path);
        if (number > 0) {
            painter.setFont(font(number < 10 ? 10 : number < 100 ? 8.5 : 7, true));
            painter.setPen(p.panel);
            painter.drawText(QRectF{at.x() - across, at.y() - 0.38 * across, 2 * across, across},
                             Qt::AlignCenter, QString::number(number));
        }
        return;
    }
    const bool open = look == CandidateLook::open;
    painter.setPen(QPen{open ? p.text : p.text3, 1.4, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin});
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    if (!open) {
        painter.drawLine(at + QPointF{-4.5, 4.5}, at + QPointF{4.5, -4.5});
    }
}

void drawCandidates(QPainter& painter, const Viewport& view, const QRectF& clip,
                    const MapData& data, const Style& style, const Placement& placement)
{
    const Palette& p = palette(style.theme);
    const QRectF near = clip.adjusted(-16, -16, 16, 16 + aboveBadges_px);
    for (const MapCandidate& c : data.candidates) {
        if (c.look != CandidateLook::chosen || !c.joined) {
            continue;
        }
        const QPointF from = view.toPixel(c.at);
        const QPointF to = view.toPixel(*c.joined);
        if (!near.intersects(QRectF{from, to}.normalized().adjusted(-1, -1, 1, 1))) {
            continue;
        }
        painter.setPen(QPen{p.casing, 3.4, Qt::SolidLine, Qt::RoundCap});
        painter.drawLine(from, to);
        painter.setPen(QPen{p.text, 1.6, Qt::DotLine, Qt::RoundCap});
        painter.drawLine(from, to);
    }
    // The chosen lie on top, the first of them uppermost.
    for (auto c = data.candidates.rbegin(); c != data.candidates.rend(); ++c) {
        const auto at = candidateAt(*c, view, style, placement);
        if (at && near.contains(*at)) {
            drawCandidate(painter, *at, c->look, c->number, style.theme);
        }
    }
}

} // namespace app::map
