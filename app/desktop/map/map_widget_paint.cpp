// How the map is painted: copies of tiles, then the few things that change with the pointer.
#include "app/desktop/map/map_widget.h"
#include "app/map/furniture.h"
#include "app/map/paths.h"
#include "app/map/symbols.h"
#include "app/map/text.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>

namespace app::desktop {

using document::TargetKind;

namespace {

/// Whole device pixels, or copies would be blurred.
QPointF onPixel(QPointF at, double density)
{
    return {std::round(at.x() * density) / density, std::round(at.y() * density) / density};
}

QRectF pixelsOf(const geo::Box& box, const map::Viewport& view)
{
    return {view.toPixel({box.min_x, box.max_y}), view.toPixel({box.max_x, box.min_y})};
}

} // namespace

void MapWidget::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    const map::Palette& p = map::palette(session_.theme());
    if (session_.snapshot().data == nullptr || session_.snapshot().state == nullptr) {
        painter.fillRect(rect(), p.dark ? p.window : p.sunk);
        return;
    }
    const map::Viewport& view = view_.viewport();
    const auto keys = tilesOf(view, 0);
    const bool whole = std::all_of(keys.begin(), keys.end(), [this](const TileKey& key) {
        const TileStore::Tile tile = tiles_.tile(key);
        return tile.ground != nullptr && tile.assets != nullptr;
    });
    if (!whole) {
        painter.fillRect(rect(), p.land);
        paintFallback(painter);
    }
    paintTiles(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMarks(painter);
    if (zoomGoal_ <= 0) {
        labels_.paint(painter, view, view_.density());
    }
    paintFurniture(painter);
}

void MapWidget::paintFallback(QPainter& painter)
{
    const map::Viewport& view = view_.viewport();
    if (!tiles_.overview().isNull()) {
        painter.drawImage(pixelsOf(tiles_.overviewBox(), view), tiles_.overview());
    }
    if (!backdrop_.isNull()) {
        painter.drawImage(pixelsOf(backdropBox_, view), backdrop_);
    }
}

bool MapWidget::paintTiles(QPainter& painter)
{
    const map::Viewport& view = view_.viewport();
    bool whole = true;
    for (const TileKey& key : tilesOf(view, 0)) {
        const TileStore::Tile tile = tiles_.tile(key);
        whole = whole && tile.ground != nullptr && tile.assets != nullptr;
        if (tile.ground == nullptr) {
            continue;
        }
        const QRectF box = pixelsOf(key.viewport().box(), view);
        const QPointF corner = onPixel(box.topLeft(), view_.density());
        painter.drawImage(corner, *tile.ground);
        if (tile.assets != nullptr && !tile.assets->isNull()) {
            painter.drawImage(corner, *tile.assets);
        }
    }
    return whole;
}

/// What is seen now as one picture, to be scaled while zooming.
void MapWidget::keepBackdrop()
{
    if (session_.snapshot().data == nullptr || width() <= 0) {
        return;
    }
    const map::Viewport& view = view_.viewport();
    QImage image{(QSizeF{size()} * view_.density()).toSize(), QImage::Format_RGB32};
    image.setDevicePixelRatio(view_.density());
    image.fill(map::palette(session_.theme()).land);
    {
        QPainter painter{&image};
        paintFallback(painter);
        paintTiles(painter);
    }
    backdrop_ = std::move(image);
    backdrop_.setDevicePixelRatio(1);
    backdropBox_ = view.box();
}

void MapWidget::paintMarks(QPainter& painter)
{
    const map::Viewport& view = view_.viewport();
    const map::Theme theme = session_.theme();
    const map::Palette& p = map::palette(theme);
    const auto mark = [&](const document::Target& target, bool selected) {
        const auto place = placeOf(target);
        const auto& lie = *session_.snapshot().data;
        const bool line =
            target.kind == TargetKind::asset && (target.asset.kind == planning::AssetKind::span ||
                                                 target.asset.kind == planning::AssetKind::link);
        if (line) {
            QColor glow = p.accent;
            glow.setAlphaF(selected ? 0.42F : 0.22F);
            painter.setPen(
                QPen{glow, selected ? 11.0 : 9.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
            painter.setBrush(Qt::NoBrush);
            std::vector<geo::LineOf<geo::XY>> lines;
            if (target.asset.kind == planning::AssetKind::span &&
                target.asset.index < lie.spans.size()) {
                lines = lie.spans[target.asset.index].lines;
            } else if (target.asset.kind == planning::AssetKind::link &&
                       target.asset.index < lie.links.size()) {
                lines = {{lie.links[target.asset.index].from, lie.links[target.asset.index].to}};
            }
            for (const auto& course : lines) {
                for (const map::Run& run :
                     map::visibleRuns(course, view, view.rect().adjusted(-20, -20, 20, 20))) {
                    painter.drawPolyline(run.points);
                }
            }
            return;
        }
        if (target.kind == TargetKind::gap || target.kind == TargetKind::area) {
            const geo::MultiPolygonOf<geo::XY>* shape = nullptr;
            if (target.kind == TargetKind::gap) {
                const auto& gaps = session_.snapshot().state->gaps;
                shape = target.index < gaps.size() ? &gaps[target.index].shape : nullptr;
            } else {
                const auto& areas = session_.document()->situation().scenario.areas;
                shape = target.index < areas.size() ? &areas[target.index].shape_xy : nullptr;
            }
            if (shape != nullptr) {
                painter.setBrush(Qt::NoBrush);
                const QPainterPath path = map::pathOf(*shape, view);
                painter.setPen(QPen{p.halo, selected ? 4.5 : 3});
                painter.drawPath(path);
                painter.setPen(QPen{p.accent, selected ? 2.2 : 1.2});
                painter.drawPath(path);
            }
            return;
        }
        if (!place) {
            return;
        }
        if (selected) {
            map::drawSelection(painter, view.toPixel(place->at), theme,
                               place->cluster ? map::clusterSize_px + 8 : 23);
        } else {
            map::drawHover(painter, view.toPixel(place->at), theme);
        }
    };
    if (session_.hover() && session_.hover() != session_.selection()) {
        mark(*session_.hover(), false);
    }
    if (session_.selection()) {
        mark(*session_.selection(), true);
    }
}

std::vector<QRectF> MapWidget::furniture() const
{
    const map::Viewport& view = view_.viewport();
    std::vector<QRectF> boxes{
        map::scaleBarBox({width() - 220.0, height() - 40.0}, view.m_per_px),
        QRectF{0, height() - 22.0, double(width()), 22},
    };
    if (session_.snapshot().data->practice) {
        boxes.emplace_back(12, 12, 310, 26);
    }
    return boxes;
}

void MapWidget::paintFurniture(QPainter& painter)
{
    const map::Theme theme = session_.theme();
    const map::MapData& lie = *session_.snapshot().data;
    if (lie.practice) {
        map::drawChip(painter, {12, 12}, map::practiceText(), theme);
    }
    if (lie.extent.empty()) {
        return; // over nothing they say nothing
    }
    map::drawScaleBar(painter, {width() - 220.0, height() - 40.0}, view_.viewport().m_per_px,
                      theme);
    map::drawAttribution(painter, {double(width()), double(height())}, map::attributionOf(lie),
                         width(), theme);
}

} // namespace app::desktop
