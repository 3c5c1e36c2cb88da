#include "app/map/paths.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace app::map {

namespace {

constexpr double finest_px = 0.7;
constexpr double specks_px = 0.01;

/// Liang–Barsky: the part of a segment inside the rectangle as [t0, t1]; false when there is none.
bool clipSegment(QPointF a, QPointF b, const QRectF& r, double& t0, double& t1)
{
    t0 = 0;
    t1 = 1;
    const double dx = b.x() - a.x();
    const double dy = b.y() - a.y();
    const double p[] = {-dx, dx, -dy, dy};
    const double q[] = {a.x() - r.left(), r.right() - a.x(), a.y() - r.top(), r.bottom() - a.y()};
    for (int i = 0; i < 4; ++i) {
        if (p[i] == 0) {
            if (q[i] < 0) {
                return false;
            }
            continue;
        }
        const double t = q[i] / p[i];
        if (p[i] < 0) {
            t0 = std::max(t0, t);
        } else {
            t1 = std::min(t1, t);
        }
    }
    return t0 <= t1;
}

} // namespace

std::vector<Run> visibleRuns(const geo::LineOf<geo::XY>& line, const Viewport& view,
                             const QRectF& clip)
{
    std::vector<Run> runs;
    bool open = false;
    double along = 0;
    if (line.size() < 2) {
        return runs;
    }
    QPointF a = view.toPixel(line.front());
    for (std::size_t i = 1; i < line.size(); ++i) {
        const QPointF b = view.toPixel(line[i]);
        const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
        if (length < finest_px && i + 1 < line.size()) {
            continue; // `a` stays: the next segment starts where this one did
        }
        double t0 = 0;
        double t1 = 1;
        if (clipSegment(a, b, clip, t0, t1)) {
            if (!open) {
                runs.push_back({{}, along + t0 * length});
                runs.back().points << a + (b - a) * t0;
            }
            runs.back().points << a + (b - a) * t1;
            open = t1 == 1;
        } else {
            open = false;
        }
        along += length;
        a = b;
    }
    // Both ends on one place (a link between two masts of one yard): nothing to see, and a stroke
    // without extent makes printed files faulty.
    std::erase_if(runs, [](const Run& run) {
        return std::ranges::all_of(run.points, [&](QPointF at) {
            return std::abs(at.x() - run.points.front().x()) < specks_px &&
                   std::abs(at.y() - run.points.front().y()) < specks_px;
        });
    });
    return runs;
}

std::vector<Run> withoutStretch(const Run& run, double from_px, double to_px)
{
    std::vector<Run> kept;
    bool open = false;
    double along = run.start_px;
    for (qsizetype i = 1; i < run.points.size(); ++i) {
        const QPointF a = run.points[i - 1];
        const QPointF b = run.points[i];
        const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
        const auto keep = [&](double from, double to) {
            if (to <= from || length == 0) {
                return;
            }
            const QPointF p = a + (b - a) * ((from - along) / length);
            const QPointF q = a + (b - a) * ((to - along) / length);
            if (!open || from > along) {
                kept.push_back({{}, from});
                kept.back().points << p;
            }
            kept.back().points << q;
            open = true;
        };
        keep(along, std::min(along + length, from_px));
        if (along + length > from_px && along < to_px) {
            open = false;
        }
        keep(std::max(along, to_px), along + length);
        along += length;
    }
    return kept;
}

double length_px(const geo::LineOf<geo::XY>& line, const Viewport& view)
{
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        sum += geo::distance_m(line[i - 1], line[i]);
    }
    return sum / view.m_per_px;
}

Along pointAlong(const geo::LineOf<geo::XY>& line, const Viewport& view, double at_px)
{
    double left = at_px * view.m_per_px;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = geo::distance_m(line[i - 1], line[i]);
        if ((left <= length || i + 1 == line.size()) && length > 0) {
            const QPointF a = view.toPixel(line[i - 1]);
            const QPointF b = view.toPixel(line[i]);
            return {a + (b - a) * std::min(1.0, left / length),
                    std::atan2(b.y() - a.y(), b.x() - a.x()) * 180 / std::numbers::pi};
        }
        left -= length;
    }
    return {line.empty() ? QPointF{} : view.toPixel(line.front()), 0};
}

QPainterPath pathOf(const geo::MultiPolygonOf<geo::XY>& shape, const Viewport& view)
{
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    QPolygonF ring;
    for (const auto& polygon : shape) {
        for (const auto& points : polygon) {
            ring.clear();
            for (const geo::XY& at : points) {
                const QPointF p = view.toPixel(at);
                if (ring.isEmpty() || std::abs(p.x() - ring.back().x()) >= finest_px ||
                    std::abs(p.y() - ring.back().y()) >= finest_px) {
                    ring << p;
                }
            }
            if (ring.size() >= 3) {
                path.addPolygon(ring);
                path.closeSubpath();
            }
        }
    }
    return path;
}

} // namespace app::map
