#include "app/desktop/map/label_layer.h"

#include <QtCore/QMetaObject>

#include <cmath>

namespace app::desktop {

namespace {

LabelSprite spriteOf(const map::Label& label, double m_per_px, map::Theme theme, double density)
{
    QRectF box = label.box;
    if (label.kind == map::LabelKind::step) {
        box = box.united(QRectF{-1, -1, 2, 2}); // the line to its place
    }
    box.adjust(-6, -6, 6, 6);
    LabelSprite sprite;
    sprite.label = label;
    sprite.offset = {std::floor(box.left() * density) / density,
                     std::floor(box.top() * density) / density};
    sprite.image = QImage{static_cast<int>(std::ceil((box.width() + 1) * density)),
                          static_cast<int>(std::ceil((box.height() + 1) * density)),
                          QImage::Format_ARGB32_Premultiplied};
    sprite.image.setDevicePixelRatio(density);
    sprite.image.fill(Qt::transparent);
    QPainter painter{&sprite.image};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-sprite.offset);
    map::drawLabel(painter, {label.ground, m_per_px, {0, 0}}, label, theme);
    return sprite;
}

} // namespace

LabelLayer::LabelLayer(QObject* parent) : QObject{parent}
{
    pool_.setMaxThreadCount(1);
}

LabelLayer::~LabelLayer()
{
    pool_.waitForDone();
}

void LabelLayer::clear()
{
    ++cleared_;
    sprites_.clear();
    next_.reset();
}

void LabelLayer::want(Request request)
{
    if (running_) {
        next_ = std::move(request);
    } else {
        start(std::move(request));
    }
}

void LabelLayer::start(Request request)
{
    running_ = true;
    pool_.start([this, request = std::move(request), cleared = cleared_] {
        auto placement = request.placement;
        if (placement == nullptr) {
            placement = std::make_shared<const map::Placement>(
                map::placeSites(*request.snapshot.data, *request.snapshot.state, request.style,
                                request.view.m_per_px));
        }
        std::vector<LabelSprite> sprites;
        for (const map::Label& label : map::placeLabels(
                 request.view, request.snapshot, request.style, *placement, request.labels)) {
            sprites.push_back(
                spriteOf(label, request.view.m_per_px, request.style.theme, request.density));
        }
        QMetaObject::invokeMethod(this, [this, sprites = std::move(sprites), cleared] {
            running_ = false;
            if (cleared == cleared_) {
                sprites_ = sprites;
            }
            if (next_) {
                Request next = std::move(*next_);
                next_.reset();
                start(std::move(next));
            }
            Q_EMIT arrived();
        });
    });
}

void LabelLayer::paint(QPainter& painter, const map::Viewport& view, double density) const
{
    const QRectF seen = view.rect();
    for (const LabelSprite& sprite : sprites_) {
        const QPointF at = view.toPixel(sprite.label.ground);
        const QPointF corner = QPointF{std::round(at.x() * density) / density,
                                       std::round(at.y() * density) / density} +
                               sprite.offset;
        if (seen.intersects({corner, sprite.image.deviceIndependentSize()})) {
            painter.drawImage(corner, sprite.image);
        }
    }
}

const map::Label* LabelLayer::at(const map::Viewport& view, QPointF pixel) const
{
    for (auto sprite = sprites_.rbegin(); sprite != sprites_.rend(); ++sprite) {
        const map::Label& label = sprite->label;
        if (label.box.translated(view.toPixel(label.ground)).contains(pixel)) {
            return &label;
        }
    }
    return nullptr;
}

} // namespace app::desktop
