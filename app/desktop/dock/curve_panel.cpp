#include "app/desktop/dock/curve_panel.h"

#include "app/map/text.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace app::desktop {
namespace {

constexpr double head_px = 38, pad_px = 16;

} // namespace

CurvePanel::CurvePanel(QWidget* parent) : QWidget{parent}
{
    setAccessibleName(tr("People served per day"));
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void CurvePanel::setCurve(charts::ServedCurve curve)
{
    const std::optional<int> day = curve_.day;
    curve_ = std::move(curve);
    curve_.day = day;
    setCursor(curve_.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void CurvePanel::setDay(int day)
{
    curve_.day = day > 0 ? std::optional{day} : std::nullopt;
    update();
}

void CurvePanel::setTheme(map::Theme theme)
{
    theme_ = theme;
    update();
}

charts::ServedChart CurvePanel::chart() const
{
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    return {curve_,
            QRectF{rect()}.adjusted(rightToLeft ? 4 : 0, head_px, rightToLeft ? 0 : -4, 0),
            {theme_, rightToLeft}};
}

void CurvePanel::paintEmpty(QPainter& painter) const
{
    const map::Palette& p = map::palette(theme_);
    QRectF box = QRectF{rect()}.adjusted(pad_px, head_px, -pad_px, -pad_px);
    painter.setFont(map::font(12));
    painter.setPen(p.text2);
    painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap,
                     tr("The curve of people served appears here once there is a plan."));
}

void CurvePanel::paintEvent(QPaintEvent* /*event*/)
{
    const map::Palette& p = map::palette(theme_);
    QPainter painter{this};
    painter.fillRect(rect(), p.panel);
    const charts::Look look{theme_, layoutDirection() == Qt::RightToLeft};
    const QRectF head{pad_px, 8, width() - 2 * pad_px, head_px - 14};
    const QFont bold = map::font(12, true);
    const QFont plain = map::font(11);
    const QString note = charts::boundNoteOf(curve_);
    const double noteWide = note.isEmpty() ? 0 : QFontMetricsF{plain}.horizontalAdvance(note) + 12;
    const QFontMetricsF metrics{bold};
    QString heading = charts::headingOf(curve_);
    if (metrics.horizontalAdvance(heading) > head.width() - noteWide) {
        heading = charts::headingOf({}); // the axis tells the days
    }
    charts::write(painter, head, Qt::AlignLeft | Qt::AlignVCenter,
                  metrics.elidedText(heading, Qt::ElideRight, head.width() - noteWide), bold,
                  p.text, look);
    charts::write(painter, head, Qt::AlignRight | Qt::AlignVCenter, note, plain, p.text2, look);
    if (curve_.empty()) {
        paintEmpty(painter);
        return;
    }
    chart().draw(painter);
}

void CurvePanel::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !curve_.empty()) {
        Q_EMIT dayWanted(chart().dayAt(event->position().x()));
    }
}

void CurvePanel::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) != 0 && !curve_.empty()) {
        Q_EMIT dayWanted(chart().dayAt(event->position().x()));
    }
}

bool CurvePanel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !curve_.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const charts::ServedChart now = chart();
        if (now.plot().contains(help->pos())) {
            const int day = now.dayAt(help->pos().x());
            const double served = curve_.served[static_cast<std::size_t>(day)];
            const QString when = day == 0 ? tr("today") : tr("day %1").arg(day);
            QToolTip::showText(help->globalPos(),
                               tr("%1: %2 people served, %3")
                                   .arg(when, map::isolated(map::grouped(served)),
                                        map::isolated(map::percent(served / curve_.people))),
                               this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace app::desktop
