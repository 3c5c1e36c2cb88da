#include "app/map/lines.h"

#include "app/map/paths.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <algorithm>

namespace app::map {

namespace {

constexpr double casing_px = 2.4; // both sides together
constexpr double cutGap_px = 18;

double width_px(planning::SpanRole role)
{
    switch (role) {
    case planning::SpanRole::backbone:
        return 3;
    case planning::SpanRole::aggregation:
        return 2;
    case planning::SpanRole::access:
        return 1.2;
    }
    return 1.2;
}

struct Stroke {
    QPen line;
    QColor casing;
    double width = 1.2;
    double opacity = 1;
};

Stroke strokeOf(planning::SpanRole role, SpanLook look, bool inferred, const Palette& p)
{
    Stroke s;
    s.width = width_px(role);
    s.casing = p.casing;
    s.line = QPen{p.fibre, s.width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin};
    const auto dashes = [&s](std::initializer_list<double> px) {
        QList<qreal> pattern;
        for (const double d : px) {
            pattern << d / s.width;
        }
        s.line.setDashPattern(pattern);
    };
    if (inferred || look == SpanLook::unknown) {
        dashes({7, 2, 1.2, 2});
    }
    switch (look) {
    case SpanLook::degraded:
        dashes({9, 4});
        break;
    case SpanLook::cut:
        s.opacity = 0.55;
        break;
    case SpanLook::planned:
        s.line.setColor(p.planned);
        s.line.setCapStyle(Qt::RoundCap);
        dashes({1.5, 4.5});
        break;
    case SpanLook::mended:
        s.line.setColor(p.planned);
        break;
    case SpanLook::unknown:
        s.line.setColor(p.unknown);
        break;
    case SpanLook::working:
        break;
    }
    return s;
}

/// One line of a span, cut and clipped for drawing.
struct Piece {
    std::vector<Run> runs;
    const Stroke* stroke = nullptr;
};

void strokeRuns(QPainter& painter, const Piece& piece, bool casing)
{
    const Stroke& s = *piece.stroke;
    QPen pen = s.line;
    if (casing) {
        pen = QPen{s.casing, s.width + casing_px, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin};
    }
    painter.setOpacity(casing ? 1 : s.opacity);
    for (const Run& run : piece.runs) {
        if (!casing && pen.style() == Qt::CustomDashLine) {
            pen.setDashOffset(run.start_px / s.width);
        }
        painter.setPen(pen);
        painter.drawPolyline(run.points);
    }
    painter.setOpacity(1);
}

bool onRepairPath(const Style& style, std::size_t span)
{
    const planning::AssetRef ref{planning::AssetKind::span, static_cast<std::uint32_t>(span)};
    return std::find(style.repairPath.begin(), style.repairPath.end(), ref) !=
           style.repairPath.end();
}

void drawQuestion(QPainter& painter, QPointF at, const Palette& p)
{
    const QFont f = font(11, true);
    drawWithHalo(painter, at + QPointF{-3, 4}, QStringLiteral("?"), f, p.unknown, p.halo);
}

} // namespace

void drawSpans(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
               const MapState& state, const Style& style)
{
    const Palette& p = palette(style.theme);
    const double margin = 12 * view.m_per_px;
    const geo::XY corner = view.toGround(clip.bottomLeft());
    const geo::XY other = view.toGround(clip.topRight());
    const geo::Box seen = geo::Box{corner.x_m, corner.y_m, other.x_m, other.y_m}.grown(margin);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < data.spans.size(); ++i) {
        if (data.spans[i].box.touches(seen)) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return data.spans[a].role > data.spans[b].role; // thin ones first
    });
    std::vector<Stroke> strokes;
    strokes.reserve(order.size());
    std::vector<Piece> pieces;
    std::vector<Along> cuts, questions;
    QPainterPath glow;
    for (const std::size_t i : order) {
        const MapSpan& span = data.spans[i];
        const SpanLook look = i < state.spans.size() ? state.spans[i] : SpanLook::unknown;
        strokes.push_back(strokeOf(span.role, look, span.inferred, p));
        for (const auto& line : span.lines) {
            Piece piece{visibleRuns(line, view, clip.adjusted(-12, -12, 12, 12)), &strokes.back()};
            const double length = length_px(line, view);
            if (onRepairPath(style, i)) {
                for (const Run& run : piece.runs) {
                    glow.addPolygon(run.points);
                }
            }
            if (look == SpanLook::cut && length > 4) {
                const double gap = std::min(cutGap_px, 0.6 * length);
                std::vector<Run> kept;
                for (const Run& run : piece.runs) {
                    const auto parts =
                        withoutStretch(run, length / 2 - gap / 2, length / 2 + gap / 2);
                    kept.insert(kept.end(), parts.begin(), parts.end());
                }
                piece.runs = std::move(kept);
                cuts.push_back(pointAlong(line, view, length / 2));
            } else if ((span.inferred || look == SpanLook::unknown) && length > 60) {
                questions.push_back(pointAlong(line, view, length / 2));
            }
            pieces.push_back(std::move(piece));
        }
    }
    painter.setBrush(Qt::NoBrush);
    if (!glow.isEmpty()) {
        QColor accent = p.accent;
        accent.setAlphaF(0.28);
        painter.strokePath(glow, QPen{accent, 13, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    }
    for (const Piece& piece : pieces) {
        strokeRuns(painter, piece, true);
    }
    for (const Piece& piece : pieces) {
        strokeRuns(painter, piece, false);
    }
    for (const Along& question : questions) {
        drawQuestion(painter, question.at, p);
    }
    for (const Along& cut : cuts) {
        drawCut(painter, cut.at, cut.angle_deg, cutGap_px, style.theme);
    }
}

void drawLinks(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
               const MapState& state, const Style& style)
{
    const Palette& p = palette(style.theme);
    for (std::size_t i = 0; i < data.links.size(); ++i) {
        const MapLink& link = data.links[i];
        const LinkLook look = i < state.links.size() ? state.links[i] : LinkLook::working;
        const auto runs = visibleRuns({link.from, link.to}, view, clip.adjusted(-4, -4, 4, 4));
        if (runs.empty()) {
            continue;
        }
        QColor colour = look == LinkLook::mended ? p.planned : p.fibre;
        colour.setAlphaF(look == LinkLook::dead ? 0.22F : 0.45F);
        QPen pen{colour, look == LinkLook::mended ? 1.4 : 0.8, Qt::SolidLine, Qt::FlatCap};
        if (link.kind == planning::LinkKind::satellite) {
            pen.setDashPattern({4 / pen.widthF(), 3 / pen.widthF()});
            pen.setDashOffset(runs.front().start_px / pen.widthF());
        }
        painter.setPen(pen);
        painter.drawPolyline(runs.front().points);
        const QPointF a = view.toPixel(link.from);
        const QPointF b = view.toPixel(link.to);
        if (QLineF{a, b}.length() > 26) {
            drawLinkDiamond(painter, (a + b) / 2, look == LinkLook::dead, style.theme);
        }
    }
}

void drawBorders(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
                 const Style& style)
{
    const Palette& p = palette(style.theme);
    const QRectF wide = clip.adjusted(-4, -4, 4, 4);
    const geo::XY corner = view.toGround(wide.bottomLeft());
    const geo::XY other = view.toGround(wide.topRight());
    const geo::Box seen{corner.x_m, corner.y_m, other.x_m, other.y_m};
    std::vector<Run> runs;
    for (const MapArea& area : data.areas) {
        if (!area.box.touches(seen)) {
            continue;
        }
        for (const auto& polygon : area.shape) {
            for (const auto& ring : polygon) {
                const auto parts = visibleRuns(ring, view, wide);
                runs.insert(runs.end(), parts.begin(), parts.end());
            }
        }
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{p.borderCasing, 2.6, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin});
    for (const Run& run : runs) {
        painter.drawPolyline(run.points);
    }
    QPen pen{p.border, 1, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin};
    pen.setDashPattern({5, 3});
    for (const Run& run : runs) {
        pen.setDashOffset(run.start_px);
        painter.setPen(pen);
        painter.drawPolyline(run.points);
    }
}

void drawSpanSample(QPainter& painter, QPointF from, QPointF to, planning::SpanRole role,
                    SpanLook look, bool inferred, Theme theme)
{
    const Stroke stroke = strokeOf(role, look, inferred, palette(theme));
    const QPointF middle = (from + to) / 2;
    Piece piece{{Run{QPolygonF{{from, to}}, 0}}, &stroke};
    const double length = QLineF{from, to}.length();
    const double gap = std::min(cutGap_px, 0.6 * length);
    if (look == SpanLook::cut) {
        piece.runs = withoutStretch(piece.runs.front(), length / 2 - gap / 2, length / 2 + gap / 2);
    }
    strokeRuns(painter, piece, true);
    strokeRuns(painter, piece, false);
    if (look == SpanLook::cut) {
        drawCut(painter, middle, 0, gap, theme);
    } else if (inferred || look == SpanLook::unknown) {
        drawQuestion(painter, middle, palette(theme));
    }
}

} // namespace app::map
