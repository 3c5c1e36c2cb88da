// How the dock looks.
#include "app/desktop/dock/dock.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace app::desktop {

void Dock::takeTheme()
{
    const map::Theme theme = session_.theme();
    tabs_->setTheme(theme);
    plan_->setTheme(theme);
    actions_->setTheme(theme);
    problems_->setTheme(theme);
    tables_->setTheme(theme);
    curve_->setTheme(theme);
    money_->setTheme(theme);
    moneyCurve_->setTheme(theme);
    play_->setTheme(theme);
    // It lies on the map, which is never mirrored; time is.
    play_->setLayoutDirection(layoutDirection());
    update();
}

void Dock::paintEvent(QPaintEvent* /*event*/)
{
    const map::Palette& p = map::palette(session_.theme());
    QPainter painter{this};
    painter.fillRect(rect(), p.panel);
    painter.fillRect(QRect{0, 0, width(), 1}, p.rule);
}

void Dock::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!dragged_) {
        const int curve = width() >= 1150 ? 440 : width() >= 900 ? 330 : 280;
        split_->setSizes({width() - curve, curve});
    }
}

void Dock::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        takeTheme();
    }
}

} // namespace app::desktop
