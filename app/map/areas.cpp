#include "app/map/areas.h"

#include "app/map/paths.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace app::map {

namespace {

constexpr double hatchStep_px = 7;
constexpr double hatchWidth_px = 1.1;
constexpr double small_px = 24; // gaps smaller than this shine
constexpr double glow_px = 5;   // round their edge
constexpr double root2 = std::numbers::sqrt2;

/// Where the hatch lines u = k · step cross the rings of a path, by scan conversion; no clip path,
/// so it looks the same on screen, in PDF and in SVG. u runs down-right, v up-right.
class Hatch {
public:
    Hatch(const QRectF& clip, QPointF anchor) : clip_{clip}, anchor_{anchor} {}

    void add(const QPolygonF& ring)
    {
        for (qsizetype i = 0; i < ring.size(); ++i) {
            edge(ring[i], ring[(i + 1) % ring.size()]);
        }
    }

    QList<QLineF> lines()
    {
        QList<QLineF> out;
        for (auto& [k, vs] : crossings_) {
            std::sort(vs.begin(), vs.end());
            for (std::size_t i = 0; i + 1 < vs.size(); i += 2) {
                out << QLineF{point(k * hatchStep_px, vs[i]), point(k * hatchStep_px, vs[i + 1])};
            }
        }
        return out;
    }

private:
    double u(QPointF p) const { return (p.x() - anchor_.x() + p.y() - anchor_.y()) / root2; }
    double v(QPointF p) const { return (p.x() - anchor_.x() - p.y() + anchor_.y()) / root2; }
    QPointF point(double atU, double atV) const
    {
        return anchor_ + QPointF{(atU + atV) / root2, (atU - atV) / root2};
    }
    void edge(QPointF a, QPointF b)
    {
        const double ua = u(a);
        const double ub = u(b);
        const double low = std::max(std::min(ua, ub), u(clip_.topLeft()) - hatchStep_px);
        const double high = std::min(std::max(ua, ub), u(clip_.bottomRight()) + hatchStep_px);
        // Half-open [low, high): a corner shared by two edges counts once.
        for (auto k = static_cast<long>(std::ceil(low / hatchStep_px));
             static_cast<double>(k) * hatchStep_px < high; ++k) {
            const double t = (static_cast<double>(k) * hatchStep_px - ua) / (ub - ua);
            crossings_[k].push_back(v(a) + t * (v(b) - v(a)));
        }
    }
    QRectF clip_;
    QPointF anchor_;
    std::map<long, std::vector<double>> crossings_;
};

/// A gap that its own sites would hide from afar shines round them.
void paintGlow(QPainter& painter, const QPainterPath& path, const Palette& p)
{
    const QRectF box = path.boundingRect();
    if (std::max(box.width(), box.height()) < small_px) {
        QColor colour = p.gap;
        colour.setAlphaF(p.dark ? 0.30F : 0.18F);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen{colour, 2 * glow_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        painter.drawPath(path);
    }
}

void paintGap(QPainter& painter, const QPainterPath& path, const QRectF& clip, QPointF anchor,
              bool lost, const Palette& p)
{
    QColor colour = p.gap;
    if (!lost) {
        colour.setAlphaF(0.8F);
        QPen pen{colour, 1.2, Qt::CustomDashLine, Qt::RoundCap, Qt::RoundJoin};
        pen.setDashPattern({0.1, 3});
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen);
        painter.drawPath(path);
        return;
    }
    colour.setAlphaF(p.dark ? 0.10F : 0.06F);
    painter.fillPath(path, colour);
    Hatch hatch{clip, anchor};
    for (const QPolygonF& ring : path.toSubpathPolygons()) {
        hatch.add(ring);
    }
    colour.setAlphaF(0.62F);
    painter.setPen(QPen{colour, hatchWidth_px, Qt::SolidLine, Qt::FlatCap});
    painter.drawLines(hatch.lines());
    colour.setAlphaF(0.80F);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{colour, 1, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin});
    painter.drawPath(path);
}

} // namespace

bool isDrawn(const MapGap& gap)
{
    return gap.people >= smallestGapPeople && gap.area_km2 >= smallestGap_km2;
}

void drawGaps(QPainter& painter, const Viewport& view, const QRectF& clip, const MapState& state,
              const Style& style)
{
    const geo::XY corner = view.toGround(clip.bottomLeft());
    const geo::XY other = view.toGround(clip.topRight());
    const geo::Box seen =
        geo::Box{corner.x_m, corner.y_m, other.x_m, other.y_m}.grown(2 * glow_px * view.m_per_px);
    // The hatch hangs on the ground's own origin, so that neighbouring tiles continue it.
    const double period = hatchStep_px * root2;
    const QPointF origin = view.toPixel({0, 0});
    const QPointF anchor{std::remainder(origin.x() + origin.y(), period), 0};
    for (const MapGap& gap : state.gaps) {
        if (isDrawn(gap) && gap.box.touches(seen)) {
            const QPainterPath path = pathOf(gap.shape, view);
            if (gap.lost) {
                paintGlow(painter, path, palette(style.theme));
            }
            paintGap(painter, path, clip, anchor, gap.lost, palette(style.theme));
        }
    }
}

void drawGapSample(QPainter& painter, const QRectF& box, bool lost, Theme theme)
{
    QPainterPath path;
    path.addRoundedRect(box, 3, 3);
    paintGap(painter, path, box, box.topLeft(), lost, palette(theme));
}

SignalTint makeSignalTint(planning::Technology technology, geo::FloatGrid level_dbm,
                          const std::array<double, 4>& limits_dbm)
{
    const auto below = static_cast<float>(limits_dbm.front() - 10);
    for (float& level : level_dbm.values) {
        level = std::isnan(level) ? below : std::max(level, below);
    }
    return {technology, Pyramid{std::move(level_dbm)}, limits_dbm, {}};
}

namespace {

/// The pixels of the device under `clip`.
PixelWindow windowOf(const Viewport& view, const QRectF& clip, double density)
{
    return {view.toGround(clip.topLeft() + QPointF{0.5, 0.5} / density), view.m_per_px / density,
            static_cast<int>(std::ceil(clip.width() * density)),
            static_cast<int>(std::ceil(clip.height() * density))};
}

constexpr double serversStep_px = 12; // of two; half of it from three

/// How much of a pixel the hatch covers, `along` pixels down the diagonal from a line.
double hatchCover(double along_px, double step_px)
{
    return std::clamp(1.05 - std::abs(std::remainder(along_px, step_px)), 0.0, 1.0);
}

QColor serversColour(planning::Technology technology, const Palette& p)
{
    return p.signal[static_cast<std::size_t>(technology)];
}

} // namespace

void drawSignal(QPainter& painter, const Viewport& view, const QRectF& clip,
                const SignalTint& signal, Theme theme)
{
    if (signal.level_dbm.empty()) {
        return;
    }
    const Palette& p = palette(theme);
    const auto technology = static_cast<std::size_t>(signal.technology);
    const double density = painter.device()->devicePixelRatioF();
    const PixelWindow window = windowOf(view, clip, density);
    const std::vector<float> level = signal.level_dbm.sample(window);
    std::array<QRgb, 5> colours{};
    for (std::size_t step = 0; step < 4; ++step) {
        QColor colour = p.signal[technology];
        colour.setAlphaF(static_cast<float>(p.signalOpacity[step]));
        colours[step + 1] = qPremultiply(colour.rgba());
    }
    QImage image{window.cols, window.rows, QImage::Format_ARGB32_Premultiplied};
    for (int j = 0; j < window.rows; ++j) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(j));
        const float* from =
            level.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(window.cols);
        for (int i = 0; i < window.cols; ++i) {
            std::size_t step = 0;
            while (step < 4 && from[i] >= signal.limits_dbm[step]) { // NaN: no step
                ++step;
            }
            line[i] = colours[step];
        }
    }
    image.setDevicePixelRatio(density);
    painter.drawImage(clip.topLeft(), image);
}

void drawServers(QPainter& painter, const Viewport& view, const QRectF& clip,
                 const SignalTint& signal, Theme theme)
{
    if (signal.servers.empty()) {
        return;
    }
    const QColor colour = serversColour(signal.technology, palette(theme));
    const double density = painter.device()->devicePixelRatioF();
    const PixelWindow window = windowOf(view, clip, density);
    const std::vector<float> servers = signal.servers.sample(window);
    // The hatch hangs on the ground's own origin, so that neighbouring tiles continue it.
    const QPointF origin = view.toPixel({0, 0}) - clip.topLeft();
    const double begin = std::remainder(origin.x() - origin.y(), serversStep_px);
    QImage image{window.cols, window.rows, QImage::Format_ARGB32_Premultiplied};
    for (int j = 0; j < window.rows; ++j) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(j));
        const float* from =
            servers.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(window.cols);
        for (int i = 0; i < window.cols; ++i) {
            line[i] = 0;
            if (from[i] >= 1.5F) { // NaN: none
                const double step = from[i] >= 2.5F ? serversStep_px / 2 : serversStep_px;
                QColor here = colour;
                here.setAlphaF(
                    static_cast<float>(0.7 * hatchCover((i - j) / density - begin, step)));
                line[i] = qPremultiply(here.rgba());
            }
        }
    }
    image.setDevicePixelRatio(density);
    painter.drawImage(clip.topLeft(), image);
}

void drawServersSample(QPainter& painter, const QRectF& box, bool many,
                       planning::Technology technology, Theme theme)
{
    painter.save();
    painter.setClipRect(box);
    QColor colour = serversColour(technology, palette(theme));
    colour.setAlphaF(0.7F);
    painter.setPen(QPen{colour, 1.1});
    const double step = many ? serversStep_px / 2 : serversStep_px;
    const int lines = static_cast<int>(std::ceil((box.width() + box.height()) / step));
    for (int i = 0; i < lines; ++i) {
        const double x = box.left() - box.height() + i * step;
        painter.drawLine(QPointF{x, box.top()}, QPointF{x + box.height(), box.bottom()});
    }
    painter.restore();
}

QImage insideMask(const Viewport& view, QSize pixels, double pixelsPerUnit,
                  const std::vector<MapArea>& areas)
{
    if (areas.empty()) {
        return {};
    }
    QImage mask{pixels, QImage::Format_Alpha8};
    mask.fill(0);
    QPainter painter{&mask};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(pixelsPerUnit, pixelsPerUnit);
    const geo::Box seen = view.box();
    for (const MapArea& area : areas) {
        if (area.box.touches(seen)) {
            const QPainterPath path = pathOf(area.shape, view);
            painter.fillPath(path, Qt::black);
            // Neighbours share a border; a hairline closes the seam between their soft edges.
            painter.strokePath(path, QPen{Qt::black, 1.2});
        }
    }
    return mask;
}

} // namespace app::map
