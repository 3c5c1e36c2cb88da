// How hands move the map.
#include "app/desktop/map/map_tip.h"
#include "app/desktop/map/map_widget.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>

#include <cmath>

namespace app::desktop {

namespace {

constexpr double notch = 120;            // of a wheel
constexpr double factorOfNotch = 1.4142; // two notches double
constexpr double keyPan_px = 96;

} // namespace

void MapWidget::mousePressEvent(QMouseEvent* event)
{
    tipTimer_.stop();
    tip_->hide();
    if (event->button() == Qt::LeftButton) {
        pressed_ = event->position();
        last_ = event->position();
        dragging_ = false;
    }
}

void MapWidget::mouseMoveEvent(QMouseEvent* event)
{
    pointer_ = event->position();
    if (!pressed_) {
        hoverAt(pointer_);
        return;
    }
    const QPointF moved = pointer_ - *pressed_;
    if (!dragging_ && moved.manhattanLength() >= QApplication::startDragDistance() / 2) {
        dragging_ = true;
        stopZoom();
        setCursor(Qt::ClosedHandCursor);
    }
    if (dragging_) {
        panBy(pointer_ - last_);
        last_ = pointer_;
    }
}

void MapWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !pressed_) {
        return;
    }
    const bool click = !dragging_;
    pressed_.reset();
    dragging_ = false;
    unsetCursor();
    if (!click) {
        return;
    }
    const Picked picked = pick(event->position());
    if (picked.cluster != nullptr) {
        geo::Box box;
        for (const std::uint32_t site : picked.cluster->sites) {
            const geo::XY at = session_.snapshot().data->sites[site].at;
            box.add(at.x_m, at.y_m);
        }
        showBox(box);
        return;
    }
    session_.select(picked.target);
}

void MapWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        zoomBy(2, event->position());
    }
}

void MapWidget::wheelEvent(QWheelEvent* event)
{
    event->accept();
    if (session_.document() == nullptr) {
        return;
    }
    tip_->hide();
    if (!event->pixelDelta().isNull() && event->phase() != Qt::NoScrollPhase) {
        // A touch pad: the scale follows the fingers, and rests when they do.
        stopZoom();
        if (!settleTimer_.isActive()) {
            keepBackdrop();
        }
        zoomAt_ = event->position();
        settleTimer_.start();
        view_.zoomTo(view_.viewport().m_per_px *
                         std::pow(factorOfNotch, -event->pixelDelta().y() / notch),
                     zoomAt_);
        changed();
        return;
    }
    const double notches = event->angleDelta().y() / notch;
    if (std::abs(notches) > 0) {
        zoomBy(std::pow(factorOfNotch, notches), event->position());
    }
}

void MapWidget::keyPressEvent(QKeyEvent* event)
{
    const QPointF middle{width() / 2.0, height() / 2.0};
    switch (event->key()) {
    case Qt::Key_Left: // of the map, which is never mirrored
        panBy({keyPan_px, 0});
        return;
    case Qt::Key_Right:
        panBy({-keyPan_px, 0});
        return;
    case Qt::Key_Up:
        panBy({0, keyPan_px});
        return;
    case Qt::Key_Down:
        panBy({0, -keyPan_px});
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(factorOfNotch, middle);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / factorOfNotch, middle);
        return;
    case Qt::Key_0:
        showAll();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void MapWidget::leaveEvent(QEvent*)
{
    tipTimer_.stop();
    tip_->hide();
    hovered_ = {};
    session_.setHover({});
}

void MapWidget::hoverAt(QPointF pixel)
{
    const Picked now = pick(pixel);
    if (now.target == hovered_.target && now.cluster == hovered_.cluster) {
        return;
    }
    hovered_ = now;
    tip_->hide();
    setCursor(now.target || now.cluster != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
    session_.setHover(now.target);
    if (now.target || now.cluster != nullptr) {
        tipTimer_.start();
    } else {
        tipTimer_.stop();
    }
}

void MapWidget::showTip()
{
    const Picked now = pick(pointer_);
    if (now.cluster != nullptr) {
        tip_->showCluster(*now.cluster, pointer_);
    } else if (now.target) {
        tip_->showTarget(*now.target, pointer_);
    }
}

} // namespace app::desktop
