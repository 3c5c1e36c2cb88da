#include "app/map/picture.h"

#include "app/map/asset_place.h"
#include "app/map/furniture.h"
#include "app/map/text.h"

#include <QtGui/QFontMetricsF>

#include <cmath>

namespace app::map {

namespace {

constexpr double pad_px = 16;

/// The strip above the map: what it is, and the figures that matter. Returns its height.
double drawHead(QPainter* painter, const PictureRequest& request)
{
    if (request.title.isEmpty() && request.headline.isEmpty()) {
        return 0;
    }
    const Palette& p = palette(request.style.theme);
    const double width = request.size.width();
    const double height = 76;
    if (painter == nullptr) {
        return height;
    }
    painter->fillRect(QRectF{0, 0, width, height}, p.panel);
    painter->fillRect(QRectF{0, height - 1, width, 1}, p.rule);
    const bool rtl = request.style.rightToLeft;
    // Blocks follow one another from the leading edge.
    double x = pad_px;
    const auto place = [&](double wide) {
        const double left = rtl ? width - x - wide : x;
        x += wide;
        return left;
    };
    const QFont big = font(20, true);
    const QFont small = font(12);
    const QFontMetricsF bigMetrics{big};
    const QFontMetricsF smallMetrics{small};
    const double titleWide = std::max(bigMetrics.horizontalAdvance(request.title),
                                      smallMetrics.horizontalAdvance(request.subtitle));
    const double left = place(titleWide);
    const auto line = [&](const QString& words, const QFont& f, const QColor& colour, double at,
                          double wide, double y) {
        const QFontMetricsF metrics{f};
        painter->setFont(f);
        painter->setPen(colour);
        const double own = metrics.horizontalAdvance(words);
        painter->drawText(QPointF{rtl ? at + wide - own : at, y}, words);
    };
    line(request.title, big, p.text, left, titleWide, 35);
    line(request.subtitle, small, p.text2, left, titleWide, 57);
    const QFont figureFont = font(26, true);
    const QFontMetricsF figureMetrics{figureFont};
    for (qsizetype i = 0; i + 1 < request.headline.size(); i += 2) {
        const QString& figure = request.headline[i];
        const QString& words = request.headline[i + 1];
        const double wide = std::max(figureMetrics.horizontalAdvance(figure),
                                     smallMetrics.horizontalAdvance(words));
        if (x + 48 + wide > width - pad_px) {
            break;
        }
        place(24);
        painter->fillRect(QRectF{place(1), 12, 1, height - 25}, p.rule);
        place(24);
        const double at = place(wide);
        line(figure, figureFont, p.text, at, wide, 37);
        line(words, small, p.text2, at, wide, 57);
    }
    return height;
}

/// The map between its heading and its legend.
struct Layout {
    double head = 0, foot = 0;
    Viewport view;
};

Layout layoutOf(const Snapshot& snapshot, const PictureRequest& request)
{
    const double width = request.size.width();
    const double head = drawHead(nullptr, request);
    const geo::Box ground = request.bbox.empty() ? snapshot.data->extent : request.bbox;
    const auto viewAbove = [&](double foot_px) {
        return Viewport::showing(ground, {width, request.size.height() - head - foot_px},
                                 request.bbox.empty() ? 32 : 0);
    };
    const double legend = request.legend ? drawLegend(nullptr, {}, width - 2 * pad_px, snapshot,
                                                      request.style, viewAbove(0).m_per_px)
                                         : 0;
    const double foot = legend > 0 ? legend + 16 : 0;
    return {head, foot, viewAbove(foot)};
}

} // namespace

double metresPerPixel(const Snapshot& snapshot, const PictureRequest& request)
{
    return layoutOf(snapshot, request).view.m_per_px;
}

void drawPicture(QPainter& painter, const Snapshot& snapshot, const PictureRequest& request,
                 double density)
{
    const Style& style = request.style;
    const Palette& p = palette(style.theme);
    const double width = request.size.width();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF{QPointF{0, 0}, request.size}, p.panel);
    drawHead(&painter, request);
    const auto [head, foot, view] = layoutOf(snapshot, request);
    painter.save();
    painter.translate(0, head);
    painter.setClipRect(view.rect());
    painter.drawImage(view.rect(), drawGroundOf(view, *snapshot.data, style, density));
    const Placement placement = placeSites(*snapshot.data, *snapshot.state, style, view.m_per_px);
    drawAssets(painter, view, view.rect(), snapshot, style, placement);

    LabelRequest labels;
    labels.selected = request.selected;
    labels.room = view.rect().adjusted(4, 4, -4, -4);
    const double bottom = view.size.height() - 24;
    const QPointF northAt{width - 34, bottom - 28};
    const QPointF barAt{northAt.x() - 18 - scaleBarBox({6, 0}, view.m_per_px).right(), bottom - 12};
    if (request.furniture) {
        labels.taken = {scaleBarBox(barAt, view.m_per_px),
                        QRectF{northAt.x() - 14, northAt.y() - 20, 28, 42},
                        QRectF{0, view.size.height() - 20, width, 20}};
        if (snapshot.data->practice) {
            labels.taken.emplace_back(12, 12, 300, 24);
        }
    }
    if (request.selected) {
        if (const auto at = positionOf(*snapshot.data, *request.selected)) {
            drawSelection(painter, view.toPixel(*at), style.theme);
        }
    }
    for (const Label& label : placeLabels(view, snapshot, style, placement, labels)) {
        drawLabel(painter, view, label, style.theme);
    }
    if (request.furniture) {
        drawScaleBar(painter, barAt, view.m_per_px, style.theme);
        drawNorth(painter, northAt, style.theme);
        drawAttribution(painter, {width, view.size.height()}, attributionOf(*snapshot.data), width,
                        style.theme);
        if (snapshot.data->practice) {
            drawChip(painter, {12, 12}, practiceText(), style.theme);
        }
    }
    painter.restore();
    if (foot > 0) {
        const double top = request.size.height() - foot;
        painter.fillRect(QRectF{0, top, width, 1}, p.rule);
        drawLegend(&painter, {pad_px, top + 8}, width - 2 * pad_px, snapshot, style, view.m_per_px);
    }
}

QImage drawPicture(const Snapshot& snapshot, const PictureRequest& request, double scale)
{
    QImage image{(request.size * scale).toSize(), QImage::Format_RGB32};
    image.setDevicePixelRatio(scale);
    QPainter painter{&image};
    drawPicture(painter, snapshot, request, scale);
    return image;
}

} // namespace app::map
