#include "app/desktop/dock/dock_tabs.h"

#include "app/charts/look.h"
#include "app/map/text.h"

#include <QtGui/QPainter>

namespace app::desktop {
namespace {

constexpr int height_px = 36, pad_px = 13;
constexpr double chip_px = 20;

} // namespace

DockTabs::DockTabs(QWidget* parent) : QTabBar{parent}
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
}

void DockTabs::setCount(int tab, int count)
{
    if (countOf(tab) != count) {
        counts_[tab] = count;
        setTabText(tab, tabText(tab)); // sizes are asked for again
        updateGeometry();
        update();
    }
}

int DockTabs::countOf(int tab) const
{
    const auto at = counts_.find(tab);
    return at == counts_.end() ? 0 : at->second;
}

void DockTabs::setTheme(map::Theme theme)
{
    theme_ = theme;
    update();
}

double DockTabs::chipWidth(int tab) const
{
    return std::max(chip_px + 6,
                    QFontMetricsF{map::font(11)}.horizontalAdvance(map::grouped(countOf(tab))) +
                        14);
}

QSize DockTabs::tabSizeHint(int index) const
{
    // As wide as when bold, so that choosing a tab moves none.
    double wide = QFontMetricsF{map::font(13, true)}.horizontalAdvance(tabText(index)) + 2 * pad_px;
    if (countOf(index) > 0) {
        wide += chipWidth(index) + 6;
    }
    return {static_cast<int>(wide + 0.5), height_px};
}

void DockTabs::paintEvent(QPaintEvent* /*event*/)
{
    const map::Palette& p = map::palette(theme_);
    const charts::Look look{theme_, layoutDirection() == Qt::RightToLeft};
    const QPoint pointer = mapFromGlobal(QCursor::pos());
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i) {
        const QRectF box = tabRect(i);
        const bool chosen = i == currentIndex();
        const bool over = underMouse() && box.contains(pointer);
        QRectF words = box.adjusted(pad_px, 0, -pad_px, 0);
        const QFont face = map::font(13, chosen);
        charts::write(painter, words, Qt::AlignLeft | Qt::AlignVCenter, tabText(i), face,
                      chosen || over ? p.text : p.text2, look);
        if (countOf(i) > 0) {
            const double wide = chipWidth(i);
            const QRectF chip{look.rightToLeft ? words.left() : words.right() - wide,
                              box.center().y() - chip_px / 2, wide, chip_px};
            painter.setPen(QPen{p.rule, 1});
            painter.setBrush(p.sunk);
            painter.drawRoundedRect(chip, chip_px / 2, chip_px / 2);
            charts::write(painter, chip, Qt::AlignCenter, map::grouped(countOf(i)), map::font(11),
                          p.text2, look);
        }
        if (chosen) {
            painter.fillRect(QRectF{box.left() + 4, box.bottom() - 2, box.width() - 8, 2},
                             p.accent);
            if (hasFocus()) {
                painter.setPen(QPen{p.accent, 2});
                painter.setBrush(Qt::NoBrush);
                painter.drawRoundedRect(box.adjusted(3, 5, -3, -5), 6, 6);
            }
        }
    }
}

} // namespace app::desktop
