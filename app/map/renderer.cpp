#include "app/map/renderer.h"

#include "app/map/access.h"
#include "app/map/areas.h"
#include "app/map/candidates.h"
#include "app/map/lines.h"
#include "app/map/symbols.h"

#include <QtCore/QHash>
#include <QtGui/QPaintEngine>

#include <cmath>

namespace app::map {

namespace {

/// Symbols painted once per thread and copied from then on; only for pictures made of pixels.
class Sprites {
public:
    void draw(QPainter& painter, QPointF at, SiteLook look, double across_px, Theme theme)
    {
        const double density = painter.device()->devicePixelRatioF();
        const auto steps = static_cast<quint64>(std::lround(across_px * 4));
        const quint64 key = static_cast<quint64>(look) | static_cast<quint64>(theme) << 4U |
                            steps << 8U | static_cast<quint64>(std::lround(density * 100)) << 24U;
        QImage& sprite = sprites_[key];
        const double side = std::ceil(across_px) + 10;
        if (sprite.isNull()) {
            const int pixels = static_cast<int>(std::ceil(side * density));
            sprite = QImage{pixels, pixels, QImage::Format_ARGB32_Premultiplied};
            sprite.setDevicePixelRatio(density);
            sprite.fill(Qt::transparent);
            QPainter p{&sprite};
            p.setRenderHint(QPainter::Antialiasing);
            drawSite(p, {side / 2, side / 2}, look, static_cast<double>(steps) / 4, theme);
        }
        // On whole pixels, or the copy would be blurred.
        const QPointF corner = at - QPointF{side / 2, side / 2};
        painter.drawImage(QPointF{std::round(corner.x() * density) / density,
                                  std::round(corner.y() * density) / density},
                          sprite);
    }

private:
    QHash<quint64, QImage> sprites_;
};

bool paintsPixels(QPainter& painter)
{
    return painter.paintEngine() != nullptr &&
           painter.paintEngine()->type() == QPaintEngine::Raster &&
           painter.worldTransform().type() <= QTransform::TxTranslate;
}

void drawSites(QPainter& painter, const Viewport& view, const QRectF& clip,
               const Snapshot& snapshot, const Style& style, const Placement& placement)
{
    static thread_local Sprites sprites;
    const bool pixels = paintsPixels(painter);
    const MapState& state = *snapshot.state;
    const QRectF near = clip.adjusted(-24, -24, 24, 24);
    for (const PlacedSite& placed : placement.sites) {
        const QPointF at = view.toPixel(placed.at);
        if (!near.contains(at)) {
            continue;
        }
        const std::size_t s = placed.site;
        const SiteLook look = s < state.sites.size() ? state.sites[s] : SiteLook::unknown;
        const double size = siteSize_px(look, view.m_per_px);
        if (s < state.stale.size() && state.stale[s]) {
            drawStaleSite(painter, at, look, size, style.theme);
        } else if (pixels) {
            sprites.draw(painter, at, look, size, style.theme);
        } else {
            drawSite(painter, at, look, size, style.theme);
        }
        if (s < state.disputed.size() && state.disputed[s] && view.m_per_px < 60) {
            drawDispute(painter, at, size, style.theme);
        }
    }
    for (const PlacedCluster& cluster : placement.clusters) {
        const QPointF at = view.toPixel(cluster.at);
        if (near.contains(at)) {
            drawCluster(painter, at, cluster.counts, style.theme);
        }
    }
}

void drawNodes(QPainter& painter, const Viewport& view, const QRectF& clip, const MapData& data,
               const Style& style, bool cores)
{
    const QRectF near = clip.adjusted(-12, -12, 12, 12);
    for (const MapNode& node : data.nodes) {
        const bool core = isCore(node.kind);
        const bool small =
            node.kind == planning::NodeKind::splice || node.kind == planning::NodeKind::access;
        if (core != cores || (small && view.m_per_px > 40)) {
            continue;
        }
        const QPointF at = view.toPixel(node.at);
        if (near.contains(at)) {
            drawNode(painter, at, node.kind, style.theme);
        }
    }
}

void drawFacilities(QPainter& painter, const Viewport& view, const QRectF& clip,
                    const MapData& data, const Style& style)
{
    const QRectF near = clip.adjusted(-12, -12, 12, 12);
    for (const MapFacility& facility : data.facilities) {
        const QPointF at = view.toPixel(facility.at);
        // From afar only what saves lives; schools and offices would cover the map.
        const bool vital = facility.kind == planning::FacilityKind::hospital;
        if (near.contains(at) && (vital || view.m_per_px < 60)) {
            drawFacility(painter, at, facility.kind, style.theme);
        }
    }
}

} // namespace

QImage drawGroundOf(const Viewport& view, const MapData& data, const Style& style,
                    double pixelsPerUnit)
{
    const QSize pixels{static_cast<int>(std::ceil(view.size.width() * pixelsPerUnit)),
                       static_cast<int>(std::ceil(view.size.height() * pixelsPerUnit))};
    const double half = 0.5 / pixelsPerUnit;
    const PixelWindow window{view.toGround({half, half}), view.m_per_px / pixelsPerUnit,
                             pixels.width(), pixels.height()};
    const QImage inside = insideMask(view, pixels, pixelsPerUnit, data.areas);
    GroundLayers layers;
    layers.terrain = style.shows(LayerId::terrain) ? data.terrain.get() : nullptr;
    layers.people_per_km2 = style.shows(LayerId::people) ? data.people_per_km2.get() : nullptr;
    layers.contour_m = style.shows(LayerId::contours) ? contourStep_m(view.m_per_px) : 0;
    layers.pixelsPerUnit = pixelsPerUnit;
    layers.inside = inside.isNull() ? nullptr : &inside;
    QImage image = drawGround(window, layers, style.theme);
    image.setDevicePixelRatio(pixelsPerUnit);
    return image;
}

void drawAssets(QPainter& painter, const Viewport& view, const QRectF& clip,
                const Snapshot& snapshot, const Style& style, const Placement& placement)
{
    const MapData& data = *snapshot.data;
    const MapState& state = *snapshot.state;
    painter.setRenderHint(QPainter::Antialiasing);
    for (auto layer = style.layers.rbegin(); layer != style.layers.rend(); ++layer) {
        if (!layer->visible) {
            continue;
        }
        switch (layer->id) {
        case LayerId::signal:
            for (const SignalTint& signal : data.signal) {
                if (signal.technology == style.technology) {
                    drawSignal(painter, view, clip, signal, style.theme);
                }
            }
            break;
        case LayerId::servers:
            for (const SignalTint& signal : data.signal) {
                if (signal.technology == style.technology) {
                    drawServers(painter, view, clip, signal, style.theme);
                }
            }
            break;
        case LayerId::gaps:
            drawGaps(painter, view, clip, state, style);
            break;
        case LayerId::areas:
            drawBorders(painter, view, clip, data, style);
            break;
        case LayerId::links:
            drawLinks(painter, view, clip, data, state, style);
            break;
        case LayerId::fibre:
            drawSpans(painter, view, clip, data, state, style);
            drawNodes(painter, view, clip, data, style, false);
            drawNodes(painter, view, clip, data, style, true);
            break;
        case LayerId::facilities:
            drawFacilities(painter, view, clip, data, style);
            break;
        case LayerId::candidates:
            drawCandidates(painter, view, clip, data, style, placement);
            break;
        case LayerId::technology:
            drawAccess(painter, view, clip, data, style);
            break;
        case LayerId::sites:
            drawSites(painter, view, clip, snapshot, style, placement);
            break;
        case LayerId::plan: // numbers and names are placed for the whole view, not by tile
        case LayerId::places:
        case LayerId::people: // part of the ground
        case LayerId::contours:
        case LayerId::terrain:
            break;
        }
    }
}

} // namespace app::map
