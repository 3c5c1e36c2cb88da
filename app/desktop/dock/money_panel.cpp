#include "app/desktop/dock/money_panel.h"

#include "app/document/words.h"
#include "app/map/text.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace app::desktop {
namespace {

constexpr double head_px = 34, pad_px = 16, foot_px = 18;

} // namespace

MoneyPanel::MoneyPanel(QWidget* parent) : QWidget{parent}
{
    setAccessibleName(tr("People reconnected by money"));
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void MoneyPanel::setCurve(charts::MoneyCurve curve)
{
    const double next_usd = curve_.next_usd;
    curve_ = std::move(curve);
    curve_.next_usd = next_usd;
    setCursor(curve_.empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void MoneyPanel::setNext(double usd, const QString& answer)
{
    curve_.next_usd = usd;
    answer_ = answer;
    update();
}

void MoneyPanel::setTheme(map::Theme theme)
{
    theme_ = theme;
    update();
}

charts::MoneyChart MoneyPanel::chart() const
{
    return {curve_,
            QRectF{rect()}.adjusted(pad_px, head_px, -8, -foot_px),
            {theme_, layoutDirection() == Qt::RightToLeft}};
}

void MoneyPanel::paintEvent(QPaintEvent* /*event*/)
{
    const map::Palette& p = map::palette(theme_);
    QPainter painter{this};
    painter.fillRect(rect(), p.panel);
    const charts::Look look{theme_, layoutDirection() == Qt::RightToLeft};
    const QRectF head{pad_px, 8, width() - 2 * pad_px, head_px - 10};
    if (curve_.empty()) {
        painter.setFont(map::font(12));
        painter.setPen(p.text2);
        painter.drawText(QRectF{rect()}.adjusted(pad_px, head_px, -pad_px, -pad_px),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         tr("What money buys appears here once it was worked out."));
        return;
    }
    const QFont bold = map::font(12, true);
    charts::write(painter, head, Qt::AlignLeft | Qt::AlignVCenter,
                  QFontMetricsF{bold}.elidedText(answer_, Qt::ElideRight, head.width()), bold,
                  p.text, look);
    chart().draw(painter);
    const QFont small = map::font(11);
    const QRectF foot{pad_px, height() - foot_px - 2.0, width() - 2 * pad_px, foot_px};
    charts::write(
        painter, foot, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF{small}.elidedText(charts::moneyAlone(), Qt::ElideRight, foot.width()), small,
        p.text2, look);
}

void MoneyPanel::want(double x_px)
{
    const double held = curve_.held_usd();
    Q_EMIT nextWanted(std::max(0.0, chart().usdAt(x_px) - held));
}

void MoneyPanel::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !curve_.empty()) {
        want(event->position().x());
    }
}

void MoneyPanel::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) != 0 && !curve_.empty()) {
        want(event->position().x());
    }
}

bool MoneyPanel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !curve_.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const charts::MoneyChart now = chart();
        if (now.plot().contains(help->pos())) {
            const double usd = now.usdAt(help->pos().x());
            QString words = tr("%1 reconnect %2 people")
                                .arg(document::shortMoney(usd),
                                     map::isolated(map::grouped(curve_.peopleFor(usd))));
            if (const auto most = curve_.boundFor(usd)) {
                words += tr("; nothing could reach more than %1")
                             .arg(map::isolated(map::grouped(*most)));
            }
            QToolTip::showText(help->globalPos(), words, this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace app::desktop
