#include "app/desktop/dock/play_bar.h"

#include <QtCore/QDate>
#include <QtCore/QLocale>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace app::desktop {
namespace {

constexpr double handle_px = 7; // radius
constexpr double edge_px = 9;   // room for the handle at both ends

void dress(QLabel* label, const QFont& font, const char* tone)
{
    label->setFont(font);
    label->setProperty("tone", QString::fromLatin1(tone));
}

void drawFocus(QPainter& painter, const QRectF& rect, const map::Palette& p)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{p.accent, 2});
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6);
}

} // namespace

QString dateText(geo::Date date)
{
    const std::chrono::year_month_day ymd{date};
    QLocale locale;
    // Names of months in the language, digits Western in every language.
    const QString month = locale.standaloneMonthName(
        static_cast<int>(static_cast<unsigned>(ymd.month())), QLocale::ShortFormat);
    return QStringLiteral("%1 %2 %3")
        .arg(static_cast<unsigned>(ymd.day()))
        .arg(month)
        .arg(static_cast<int>(ymd.year()));
}

DaySlider::DaySlider(QWidget* parent) : QSlider{Qt::Horizontal, parent}
{
    setAccessibleName(tr("Day of the plan"));
    setPageStep(7);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
}

void DaySlider::setTheme(map::Theme theme)
{
    theme_ = theme;
    update();
}

double DaySlider::xOf(int value) const
{
    const double share = maximum() > minimum()
                             ? static_cast<double>(value - minimum()) / (maximum() - minimum())
                             : 0;
    const double x = edge_px + share * (width() - 2 * edge_px);
    return layoutDirection() == Qt::RightToLeft ? width() - x : x;
}

void DaySlider::paintEvent(QPaintEvent* /*event*/)
{
    const map::Palette& p = map::palette(theme_);
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = height() / 2.0;
    const double begin = xOf(minimum());
    const double end = xOf(maximum());
    const double now = xOf(value());
    painter.setPen(QPen{p.fieldEdge, 4, Qt::SolidLine, Qt::RoundCap});
    painter.drawLine(QPointF{begin, y}, QPointF{end, y});
    painter.setPen(QPen{p.accent, 4, Qt::SolidLine, Qt::RoundCap});
    painter.drawLine(QPointF{begin, y}, QPointF{now, y});
    painter.setPen(QPen{p.dark ? p.panel : p.accent, 1.6});
    painter.setBrush(p.dark ? p.text : p.panel);
    painter.drawEllipse(QPointF{now, y}, handle_px, handle_px);
    if (hasFocus()) {
        drawFocus(painter, QRectF{rect()}, p);
    }
}

void DaySlider::follow(double x_px)
{
    double share = (x_px - edge_px) / std::max(1.0, width() - 2 * edge_px);
    if (layoutDirection() == Qt::RightToLeft) {
        share = (width() - x_px - edge_px) / std::max(1.0, width() - 2 * edge_px);
    }
    setValue(minimum() +
             static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * (maximum() - minimum()))));
}

void DaySlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        follow(event->position().x());
    }
}

void DaySlider::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) != 0) {
        follow(event->position().x());
    }
}

PlayButton::PlayButton(QWidget* parent) : QAbstractButton{parent}
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setPlaying(false);
}

void PlayButton::setTheme(map::Theme theme)
{
    theme_ = theme;
    update();
}

void PlayButton::setPlaying(bool playing)
{
    playing_ = playing;
    setAccessibleName(playing ? tr("Pause") : tr("Play the plan"));
    setToolTip(playing ? tr("Pause (Space)") : tr("Play the plan day by day (Space)"));
    update();
}

void PlayButton::paintEvent(QPaintEvent* /*event*/)
{
    const map::Palette& p = map::palette(theme_);
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse()) {
        QColor over = p.text;
        over.setAlphaF(0.08);
        painter.setPen(Qt::NoPen);
        painter.setBrush(over);
        painter.drawRoundedRect(QRectF{rect()}, 6, 6);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.text);
    const QPointF c = QRectF{rect()}.center();
    if (playing_) {
        painter.drawRoundedRect(QRectF{c.x() - 5.5, c.y() - 6.5, 4, 13}, 1, 1);
        painter.drawRoundedRect(QRectF{c.x() + 1.5, c.y() - 6.5, 4, 13}, 1, 1);
    } else {
        const double way = layoutDirection() == Qt::RightToLeft ? -1 : 1;
        QPainterPath triangle;
        triangle.moveTo(c + QPointF{-4.5 * way, -6.5});
        triangle.lineTo(c + QPointF{6.5 * way, 0});
        triangle.lineTo(c + QPointF{-4.5 * way, 6.5});
        triangle.closeSubpath();
        painter.drawPath(triangle);
    }
    if (hasFocus()) {
        drawFocus(painter, QRectF{rect()}, p);
    }
}

PlayBar::PlayBar(QWidget* parent)
    : QWidget{parent}, play_{new PlayButton}, slider_{new DaySlider}, day_{new QLabel},
      date_{new QLabel}, of_{new QLabel}, key_{new QLabel{tr("Space")}}
{
    auto* row = new QHBoxLayout{this};
    row->setContentsMargins(8, 6, 14, 6);
    row->setSpacing(10);
    row->addWidget(play_);
    row->addWidget(day_);
    row->addWidget(date_);
    row->addWidget(slider_, 1);
    row->addWidget(of_);
    row->addSpacing(6);
    row->addWidget(key_);
    dress(day_, map::font(13, true), "text");
    dress(date_, map::font(12), "secondary");
    dress(of_, map::font(12), "secondary");
    dress(key_, map::font(11), "secondary");
    // Figures change while playing; the slider must not move for it.
    day_->setMinimumWidth(56);
    date_->setMinimumWidth(84);
    connect(slider_, &QSlider::valueChanged, this, &PlayBar::dayWanted);
    connect(play_, &QAbstractButton::clicked, this, &PlayBar::playWanted);
    setTheme(theme_);
    setPlan(0, {});
}

void PlayBar::setPlan(int days, geo::Date start)
{
    days_ = days;
    start_ = start;
    const QSignalBlocker quiet{slider_};
    slider_->setRange(0, std::max(0, days));
    setVisible(days > 0);
    write();
}

void PlayBar::setDay(int day)
{
    shown_ = day;
    const QSignalBlocker quiet{slider_};
    slider_->setValue(day);
    write();
}

void PlayBar::setPlaying(bool playing)
{
    play_->setPlaying(playing);
}

void PlayBar::write()
{
    day_->setText(shown_ == 0 ? tr("Today") : tr("Day %1").arg(shown_));
    date_->setText(days_ > 0 ? dateText(start_ + std::chrono::days{shown_ - 1}) : QString{});
    of_->setText(tr("of %1").arg(days_));
}

void PlayBar::setTheme(map::Theme theme)
{
    theme_ = theme;
    play_->setTheme(theme);
    slider_->setTheme(theme);
    update();
}

void PlayBar::paintEvent(QPaintEvent* /*event*/)
{
    const map::Palette& p = map::palette(theme_);
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = p.panel;
    ground.setAlphaF(0.94);
    painter.setPen(QPen{p.rule, 1});
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setPen(QPen{p.fieldEdge, 1});
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF{key_->geometry()}.adjusted(-5.5, 0.5, 5.5, -0.5), 4, 4);
}

} // namespace app::desktop
