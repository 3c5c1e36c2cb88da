#include "app/charts/gantt.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace app::charts {

GanttScale::GanttScale(int lastDay, double left_px, double width_px, bool rightToLeft)
    : lastDay_{std::max(1, lastDay)}, days_{1, static_cast<double>(lastDay_ + 1), left_px,
                                            left_px + width_px}
{
    if (rightToLeft) {
        std::swap(days_.from_px, days_.to_px);
    }
}

int GanttScale::lastDayOf(const std::vector<DaySpan>& spans, int day)
{
    int last = std::max(1, day);
    for (const DaySpan& span : spans) {
        last = std::max(last, span.last);
    }
    return (last + round_days - 1) / round_days * round_days;
}

QRectF GanttScale::barOf(DaySpan span, double centre_y) const
{
    const double a = beginOf(span.first);
    const double b = endOf(std::max(span.first, span.last));
    return {std::min(a, b), centre_y - barHeight_px / 2, std::abs(b - a), barHeight_px};
}

std::vector<int> GanttScale::ticks() const
{
    std::vector<int> days{1};
    for (const int day : dayTicks(0, lastDay_, 6)) {
        days.push_back(day);
    }
    return days;
}

void drawDayLines(QPainter& painter, const GanttScale& scale, double top, double bottom,
                  const Look& look)
{
    painter.setPen(QPen{map::palette(look.theme).rule, 1});
    for (const int day : scale.ticks()) {
        const double x = std::round(scale.beginOf(day)) + 0.5;
        painter.drawLine(QPointF{x, top}, QPointF{x, bottom});
    }
}

void drawDayNames(QPainter& painter, const GanttScale& scale, double y, int day, const Look& look)
{
    const map::Palette& p = map::palette(look.theme);
    const QFont face = map::font(11);
    const QFontMetricsF metrics{face};
    QRectF chip;
    if (day > 0 && day <= scale.lastDay()) {
        const QString text = QString::number(day);
        const double wide = std::max(26.0, metrics.horizontalAdvance(text) + 12);
        chip = {scale.endOf(day) - wide / 2, y - 9, wide, 18};
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.text);
        painter.drawRoundedRect(chip, 4, 4);
        write(painter, chip, Qt::AlignCenter, text, map::font(11, true), p.panel, look);
        painter.restore();
    }
    double lastEnd = -1e9;
    for (const int at : scale.ticks()) {
        const QString text = QString::number(at);
        const double wide = metrics.horizontalAdvance(text);
        const QRectF box{scale.beginOf(at) - wide / 2, y - 8, wide, 16};
        const bool crowded = at != 1 && std::abs(box.center().x() - lastEnd) < wide + 8;
        if (crowded || box.adjusted(-3, 0, 3, 0).intersects(chip)) {
            continue;
        }
        lastEnd = box.center().x();
        write(painter, box, Qt::AlignCenter, text, face, p.text2, look);
    }
}

void drawBar(QPainter& painter, const GanttScale& scale, DaySpan span, double centre_y, int day,
             const Look& look)
{
    const map::Palette& p = map::palette(look.theme);
    QRectF bar = scale.barOf(span, centre_y);
    if (bar.width() < 4) {
        bar = {bar.center().x() - 2, bar.top(), 4, bar.height()}; // still seen
    }
    const double radius = std::min(3.0, bar.width() / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (day <= 0 || span.last <= day) {
        painter.setBrush(day <= 0 ? p.planned : p.working);
        painter.drawRoundedRect(bar, radius, radius);
    } else {
        const bool running = span.first <= day;
        QColor soft = p.planned;
        soft.setAlphaF(running ? 0.28 : 0.10);
        painter.setBrush(soft);
        painter.setPen(QPen{p.planned, 1.2});
        painter.drawRoundedRect(bar.adjusted(0.6, 0.6, -0.6, -0.6), radius, radius);
        if (running) {
            QRectF worked = bar;
            (look.rightToLeft ? worked.setLeft(scale.endOf(day))
                              : worked.setRight(scale.endOf(day)));
            painter.setClipRect(worked);
            painter.setPen(Qt::NoPen);
            painter.setBrush(p.planned);
            painter.drawRoundedRect(bar, radius, radius);
        }
    }
    painter.restore();
}

void drawDayMark(QPainter& painter, const GanttScale& scale, int day, double top, double bottom,
                 const Look& look)
{
    if (day <= 0 || day > scale.lastDay()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen{map::palette(look.theme).text, 1.5});
    painter.drawLine(QPointF{scale.endOf(day), top}, QPointF{scale.endOf(day), bottom});
    painter.restore();
}

} // namespace app::charts
