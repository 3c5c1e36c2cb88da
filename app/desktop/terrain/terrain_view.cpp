#include "app/desktop/terrain/terrain_view.h"

#include "app/map/furniture.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

namespace app::desktop {

using Quality = scene::TerrainScene::Quality;

TerrainView::TerrainView(QWidget* parent) : QWidget{parent}
{
    setAccessibleName(tr("Terrain"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(320, 240);
    setCursor(Qt::OpenHandCursor);
    steps_.setInterval(step_ms);
    rest_.setInterval(rest_ms);
    rest_.setSingleShot(true);
    connect(&rest_, &QTimer::timeout, this, [this] { look(Quality::fine); });
    connect(&steps_, &QTimer::timeout, this, [this] {
        flight_.advance(static_cast<double>(since_.restart()) / 1000,
                        held_.testFlag(Qt::ShiftModifier));
        moved();
    });
    connect(&worker_, &TerrainWorker::sceneReady, this,
            [this](const geo::Box& extent, const QString& note) {
                flight_.setGround(extent);
                note_ = note;
                look(Quality::fine);
            });
    connect(&worker_, &TerrainWorker::pictureReady, this, [this](const QImage& picture, bool fine) {
        picture_ = picture;
        fine_ = fine;
        phase_ = Phase::shown;
        update();
        Q_EMIT pictureShown();
    });
    connect(&worker_, &TerrainWorker::failed, this,
            [this](const QString& happened, const QString& advice) {
                phase_ = Phase::failed;
                happened_ = happened;
                advice_ = advice;
                update();
            });
}

void TerrainView::setScene(const scene::SceneRequest& request)
{
    theme_ = request.style.theme;
    if (phase_ == Phase::failed) {
        phase_ = Phase::building;
    }
    worker_.setScene(request);
    update();
}

void TerrainView::showAll()
{
    flight_.showAll();
    moved();
}

void TerrainView::show(const geo::Box& part)
{
    flight_.show(part);
    moved();
}

void TerrainView::look(Quality quality)
{
    if (isVisible() && !note_.isEmpty()) {
        const double ratio = devicePixelRatioF();
        worker_.look(flight_.camera(), (QSizeF{size()} * ratio).toSize(), ratio, quality);
    }
}

void TerrainView::moved()
{
    look(Quality::quick);
    rest_.start();
}

void TerrainView::paintWords(QPainter& painter) const
{
    const map::Palette& p = map::palette(theme_);
    const bool failed = phase_ == Phase::failed;
    const QRectF box = QRectF{rect()}.adjusted(24, 24, -24, -24);
    painter.setPen(p.text);
    painter.setFont(map::font(15, true));
    painter.drawText(QRectF{box.left(), box.center().y() - 46, box.width(), 42},
                     Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap,
                     failed ? tr("No terrain: %1").arg(happened_) : tr("Building the terrain …"));
    painter.setPen(p.text2);
    painter.setFont(map::font(13));
    painter.drawText(QRectF{box.left(), box.center().y() + 4, box.width(), 80},
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     failed ? advice_ : QString{});
}

void TerrainView::paintCaption(QPainter& painter) const
{
    const map::Palette& p = map::palette(theme_);
    const QString text =
        tr("%1 · drag turns, Shift drag moves, wheel comes nearer, W A S D flies").arg(note_);
    painter.setRenderHint(QPainter::Antialiasing);
    map::drawAttribution(painter, QPointF{width() - 10.0, height() - 8.0}, text, width() - 20.0,
                         theme_);
    // The needle shows north as seen from here.
    painter.save();
    const QPointF at{width() - 34.0, 38.0};
    QColor ground = p.panel;
    ground.setAlphaF(0.9);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(at, 22, 22);
    painter.translate(at);
    painter.rotate(-flight_.camera().heading_deg);
    map::drawNorth(painter, {0, 0}, theme_);
    painter.restore();
}

void TerrainView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter{this};
    painter.fillRect(rect(), map::palette(theme_).window);
    if (picture_.isNull() || phase_ == Phase::failed) {
        paintWords(painter);
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(rect(), picture_); // of another size for a moment while resizing
    paintCaption(painter);
}

void TerrainView::resizeEvent(QResizeEvent* /*event*/)
{
    moved();
}

void TerrainView::showEvent(QShowEvent* /*event*/)
{
    look(Quality::fine);
}

void TerrainView::mousePressEvent(QMouseEvent* event)
{
    last_ = event->position();
    setCursor(Qt::ClosedHandCursor);
}

void TerrainView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() == Qt::NoButton) {
        return;
    }
    const QPointF by = event->position() - last_;
    last_ = event->position();
    if (event->buttons().testFlag(Qt::LeftButton) &&
        !event->modifiers().testFlag(Qt::ShiftModifier)) {
        flight_.orbit(by);
    } else {
        flight_.drag(by, height());
    }
    moved();
}

void TerrainView::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    setCursor(Qt::OpenHandCursor);
}

void TerrainView::mouseDoubleClickEvent(QMouseEvent* /*event*/)
{
    showAll();
}

void TerrainView::wheelEvent(QWheelEvent* event)
{
    flight_.wheel(event->angleDelta().y() / 120.0);
    moved();
    event->accept();
}

void TerrainView::keyPressEvent(QKeyEvent* event)
{
    held_ = event->modifiers();
    if (event->key() == Qt::Key_Home || event->key() == Qt::Key_0) {
        showAll();
    } else if (Flight::knows(event->key())) {
        if (!event->isAutoRepeat()) {
            if (!flight_.moving()) {
                since_.start();
                steps_.start();
            }
            flight_.press(event->key());
        }
    } else {
        QWidget::keyPressEvent(event);
    }
}

void TerrainView::keyReleaseEvent(QKeyEvent* event)
{
    held_ = event->modifiers();
    if (!event->isAutoRepeat()) {
        flight_.release(event->key());
        if (!flight_.moving()) {
            steps_.stop();
        }
    }
}

void TerrainView::focusOutEvent(QFocusEvent* event)
{
    flight_.releaseAll(); // the release would never come
    steps_.stop();
    QWidget::focusOutEvent(event);
}

} // namespace app::desktop
