#include "app/desktop/panels/line_button.h"

#include "app/desktop/appearance.h"

#include <QtGui/QEnterEvent>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

namespace app::desktop {

namespace {

constexpr double symbolWide_px = 26;

} // namespace

LineButton::LineButton(const Session& session, LineWords words, QWidget* parent)
    : QAbstractButton{parent}, session_{session}, words_{std::move(words)}
{
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(
        QStringList{words_.title, words_.detail, words_.figure}.join(QStringLiteral(", ")));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
}

QSize LineButton::sizeHint() const
{
    return {200, words_.detail.isEmpty() ? 27 : 42};
}

void LineButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    Q_EMIT entered();
    update();
}

void LineButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    Q_EMIT left();
    update();
}

void LineButton::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // of each text by its own letters
    const map::Palette& p = map::palette(session_.theme());
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    if (underMouse() || (target_ && session_.hover() == target_)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.sunk);
        painter.drawRoundedRect(QRectF{rect()}.adjusted(-4, 0, 4, 0), 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen{p.accent, 2});
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF{rect()}.adjusted(1, 1, -1, -1), 4, 4);
    }
    const double lead = words_.symbol ? symbolWide_px : 0;
    const QFont bold = map::font(12, true);
    const QFont plain = map::font(11);
    const double figureWide = QFontMetricsF{bold}.horizontalAdvance(words_.figure);
    const auto mirrored = [&](const QRectF& box) {
        return rtl ? QRectF{width() - box.right(), box.top(), box.width(), box.height()} : box;
    };
    if (words_.symbol) {
        words_.symbol(painter, mirrored({0, 0, 18, double(height())}).center());
    }
    const Qt::Alignment side = (rtl ? Qt::AlignRight : Qt::AlignLeft);
    const double room = width() - lead - figureWide - 8;
    const bool two = !words_.detail.isEmpty();
    painter.setFont(bold);
    painter.setPen(p.text);
    painter.drawText(mirrored({lead, two ? 4.0 : 0.0, room, two ? 17.0 : double(height())}),
                     side | Qt::AlignVCenter, fitted(words_.title, bold, room));
    painter.setPen(words_.figureColour.isValid() ? words_.figureColour : p.text);
    painter.drawText(mirrored({width() - figureWide, 0, figureWide, double(height())}),
                     Qt::AlignCenter, words_.figure);
    if (two) {
        painter.setFont(plain);
        painter.setPen(p.text2);
        painter.drawText(mirrored({lead, 21, room, 16}), side | Qt::AlignVCenter,
                         fitted(words_.detail, plain, room));
    }
}

} // namespace app::desktop
