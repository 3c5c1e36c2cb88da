#include "app/desktop/panels/layer_list.h"

#include "app/map/text.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace app::desktop {

namespace {

constexpr double pad_px = 14;
constexpr double boxSide_px = 15;
constexpr double sampleWide_px = 26;
constexpr double indent_px = 17;

bool fixedBelow(map::LayerId id) // the ground always lies under everything
{
    return id == map::LayerId::people || id == map::LayerId::contours ||
           id == map::LayerId::terrain;
}

} // namespace

LayerList::LayerList(Session& session, QWidget* parent) : QWidget{parent}, session_{session}
{
    setProperty("surface", QStringLiteral("panel"));
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Layers"));
    connect(&session_, &Session::stateChanged, this, &LayerList::rebuild);
    connect(&session_, &Session::documentChanged, this, &LayerList::rebuild);
    connect(&session_, &Session::styleChanged, this, &LayerList::rebuild);
    rebuild();
}

QSize LayerList::sizeHint() const
{
    const double bottom = rows_.empty() ? 0 : rows_.back().top + rows_.back().height;
    return {236, static_cast<int>(bottom) + 12};
}

QRectF LayerList::mirrored(const QRectF& box) const
{
    return layoutDirection() == Qt::RightToLeft
               ? QRectF{width() - box.right(), box.top(), box.width(), box.height()}
               : box;
}

QRectF LayerList::box(const Row& row) const
{
    return mirrored({pad_px, row.top + (row.height - boxSide_px) / 2, boxSide_px, boxSide_px});
}

QRectF LayerList::boxOf(map::LayerId id) const
{
    for (const Row& row : rows_) {
        if (row.head && row.layer == id) {
            return box(row);
        }
    }
    return {};
}

int LayerList::rowAt(double y) const
{
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (y >= rows_[i].top && y < rows_[i].top + rows_[i].height) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void LayerList::toggle(map::LayerId id)
{
    session_.setLayerVisible(id, !session_.style().shows(id));
}

/// Puts the layer being dragged before the layer whose upper half is at `y`.
void LayerList::drop(double y)
{
    map::Style style = session_.style();
    const map::LayerId moved = rows_[static_cast<std::size_t>(pressed_)].layer;
    const auto from = std::find_if(style.layers.begin(), style.layers.end(),
                                   [moved](const auto& layer) { return layer.id == moved; });
    const map::LayerState state = *from;
    style.layers.erase(from);
    auto to = style.layers.begin();
    for (const Row& row : rows_) {
        if (row.head && row.layer != moved && !fixedBelow(row.layer) &&
            y > row.top + row.height / 2) {
            to = std::find_if(style.layers.begin(), style.layers.end(),
                              [&row](const auto& layer) { return layer.id == row.layer; }) +
                 1;
        }
    }
    style.layers.insert(to, state);
    session_.setStyle(style);
}

void LayerList::paintRow(QPainter& painter, const Row& row, bool focused) const
{
    const map::Palette& p = map::palette(session_.theme());
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const QRectF line{pad_px, row.top, width() - 2 * pad_px, row.height};
    const QFont figureFont = map::font(row.head ? 11 : 12);
    const double figureWide = QFontMetricsF{figureFont}.horizontalAdvance(row.figure);
    painter.setFont(figureFont);
    painter.setPen(row.head ? p.text3 : p.text);
    painter.drawText(mirrored({line.right() - figureWide, row.top, figureWide, row.height}),
                     Qt::AlignCenter, row.figure);
    const auto words = [&](double from, const QFont& font, const QColor& colour) {
        const QRectF room{from, row.top, line.right() - figureWide - 5 - from, row.height};
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(mirrored(room), (rtl ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                         QFontMetricsF{font}.elidedText(row.title, Qt::ElideRight, room.width()));
    };
    if (!row.head) {
        painter.save();
        if (row.dim) {
            painter.setOpacity(0.4);
        }
        if (row.title.isEmpty() && row.draw) {
            row.draw(painter, mirrored({indent_px, row.top, line.right() - indent_px, row.height}));
        } else {
            if (row.draw) {
                row.draw(painter, mirrored({indent_px, row.top, sampleWide_px, row.height}));
            }
            words(indent_px + sampleWide_px + 5, map::font(12), p.text2);
        }
        painter.restore();
        return;
    }
    const bool on = session_.style().shows(row.layer);
    const QRectF check = box(row);
    painter.setPen(on ? QPen{Qt::NoPen} : QPen{p.text3, 1.2});
    painter.setBrush(on ? QBrush{p.accent} : QBrush{p.panel});
    painter.drawRoundedRect(check.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5);
    if (on) {
        painter.setPen(QPen{p.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        const QPointF tick[] = {check.topLeft() + QPointF{3.8, 7.8},
                                check.topLeft() + QPointF{6.6, 10.6},
                                check.topLeft() + QPointF{11.4, 4.8}};
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(tick, 3);
    }
    if (focused) {
        painter.setPen(QPen{p.accent, 2});
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(check.adjusted(-3, -3, 3, 3), 5, 5);
    }
    words(pad_px + boxSide_px + 9, map::font(13, true), p.text);
}

void LayerList::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // of each text by its own letters
    const map::Palette& p = map::palette(session_.theme());
    painter.fillRect(rect(), p.panel);
    if (hovered_ >= 0 && !dragging_ &&
        (rows_[static_cast<std::size_t>(hovered_)].head ||
         rows_[static_cast<std::size_t>(hovered_)].click)) {
        const Row& row = rows_[static_cast<std::size_t>(hovered_)];
        painter.fillRect(QRectF{0, row.top, double(width()), row.height}, p.sunk);
    }
    int head = 0;
    for (const Row& row : rows_) {
        paintRow(painter, row, row.head && hasFocus() && head == focus_);
        head += row.head ? 1 : 0;
    }
    if (dragging_) {
        double at = rows_.front().top;
        for (const Row& row : rows_) {
            if (fixedBelow(row.layer)) {
                break;
            }
            const double end = row.top + row.height;
            if (row.head ? dragY_ > row.top + row.height / 2 : dragY_ > row.top) {
                at = end;
            }
        }
        painter.fillRect(QRectF{8, at - 1, width() - 16.0, 2}, p.accent);
    }
}

void LayerList::mousePressEvent(QMouseEvent* event)
{
    pressed_ = event->button() == Qt::LeftButton ? rowAt(event->position().y()) : -1;
    dragY_ = event->position().y();
    dragging_ = false;
}

void LayerList::mouseMoveEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().y());
    if (row != hovered_) {
        hovered_ = row;
        update();
    }
    if (pressed_ >= 0 && (event->buttons() & Qt::LeftButton)) {
        const Row& from = rows_[static_cast<std::size_t>(pressed_)];
        if (from.head && !fixedBelow(from.layer) && std::abs(event->position().y() - dragY_) > 6) {
            dragging_ = true;
            setCursor(Qt::ClosedHandCursor);
        }
        if (dragging_) {
            dragY_ = event->position().y();
            update();
        }
    }
}

void LayerList::mouseReleaseEvent(QMouseEvent* event)
{
    unsetCursor();
    if (pressed_ < 0) {
        return;
    }
    if (dragging_) {
        drop(event->position().y());
    } else if (rowAt(event->position().y()) == pressed_) {
        const Row row = rows_[static_cast<std::size_t>(pressed_)];
        if (row.head) {
            toggle(row.layer);
        } else if (row.click) {
            row.click();
        }
    }
    pressed_ = -1;
    dragging_ = false;
    update();
}

void LayerList::leaveEvent(QEvent*)
{
    hovered_ = -1;
    update();
}

void LayerList::keyPressEvent(QKeyEvent* event)
{
    std::vector<map::LayerId> heads;
    for (const Row& row : rows_) {
        if (row.head) {
            heads.push_back(row.layer);
        }
    }
    const int last = static_cast<int>(heads.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        focus_ = std::max(0, focus_ - 1);
        break;
    case Qt::Key_Down:
        focus_ = std::min(last, focus_ + 1);
        break;
    case Qt::Key_Space:
    case Qt::Key_Return:
        if (focus_ <= last && last >= 0) {
            toggle(heads[static_cast<std::size_t>(focus_)]);
        }
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

bool LayerList::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos().y());
        if (row >= 0 && rows_[static_cast<std::size_t>(row)].head &&
            !fixedBelow(rows_[static_cast<std::size_t>(row)].layer)) {
            QString words = tr("Click to show or hide, drag to reorder");
            if (const auto key = map::keyOf(rows_[static_cast<std::size_t>(row)].layer)) {
                words += tr("; key %1").arg(*key);
            }
            QToolTip::showText(help->globalPos(), words, this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace app::desktop
