#include "app/charts/served_curve.h"

#include "app/jobs/thousands.h"
#include "app/map/text.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace app::charts {
namespace {

constexpr double axisText_px = 11;

QString tr(const char* text)
{
    return QCoreApplication::translate("charts", text);
}

QColor faint(QColor colour, double opacity)
{
    colour.setAlphaF(opacity);
    return colour;
}

/// Between two step lines over the same days, `level` kept within them.
template <typename Lower, typename Upper>
QPainterPath between(const ServedChart& chart, int lastDay, const Lower& lower, const Upper& upper)
{
    QPainterPath path;
    for (int day = 0; day < lastDay; ++day) {
        const double low = chart.yOf(lower(day));
        const double high = chart.yOf(upper(day));
        if (low - high > 1e-6) {
            const double a = chart.xOf(day);
            const double b = chart.xOf(day + 1);
            path.addRect(QRectF{QPointF{std::min(a, b), high}, QPointF{std::max(a, b), low}});
        }
    }
    return path.simplified(); // one outline: no seams between days
}

} // namespace

QString headingOf(const ServedCurve& curve)
{
    if (curve.empty()) {
        return tr("People served");
    }
    return QCoreApplication::translate("charts", "People served over %n days", nullptr,
                                       curve.lastDay());
}

QString boundNoteOf(const ServedCurve& curve)
{
    if (!curve.gap_percent || curve.empty()) {
        return {};
    }
    const double gap = std::max(0.0, *curve.gap_percent);
    if (gap < 0.05) {
        return tr("the best possible");
    }
    // Rounded up: "within" must stay true.
    const int digits = gap < 1 ? 1 : 0;
    return tr("within %1\u202f% of the bound")
        .arg(QLocale::c().toString(roundedUp(gap, digits), 'f', digits));
}

ServedChart::ServedChart(ServedCurve curve, const QRectF& frame, const Look& look)
    : curve_{std::move(curve)}, frame_{frame}, look_{look}
{
    const double left = look.rightToLeft ? labelRoom_px : axisRoom_px;
    const double right = look.rightToLeft ? axisRoom_px : labelRoom_px;
    plot_ = frame.adjusted(left, topRoom_px, -right, -dayRoom_px);
    days_ = {0, static_cast<double>(std::max(1, curve_.lastDay())), plot_.left(), plot_.right()};
    if (look.rightToLeft) {
        std::swap(days_.from_px, days_.to_px);
    }
    people_ = {0, std::max(1.0, curve_.people), plot_.bottom(), plot_.top()};
}

int ServedChart::dayAt(double x_px) const
{
    return std::clamp(static_cast<int>(std::floor(days_.value(x_px) + 1e-9)), 0,
                      std::max(0, curve_.lastDay()));
}

std::vector<QPointF> ServedChart::steps() const
{
    std::vector<QPointF> corners;
    for (std::size_t day = 0; day < curve_.served.size(); ++day) {
        const QPointF at{xOf(static_cast<double>(day)), yOf(curve_.served[day])};
        const bool last = day + 1 == curve_.served.size();
        if (day == 0) {
            corners.push_back(at);
        } else if (curve_.served[day] != curve_.served[day - 1]) {
            corners.emplace_back(at.x(), corners.back().y());
            corners.push_back(at);
        } else if (last) {
            corners.push_back(at);
        }
    }
    return corners;
}

QRectF ServedChart::beside(bool after, double y_px, double height_px, double gap_px) const
{
    const bool onRight = after != look_.rightToLeft;
    const double from = onRight ? plot_.right() + gap_px : frame_.left();
    const double to = onRight ? frame_.right() : plot_.left() - gap_px;
    return {from, y_px - height_px / 2, to - from, height_px};
}

void ServedChart::drawAxes(QPainter& painter) const
{
    const map::Palette& p = map::palette(look_.theme);
    const QFont small = map::font(axisText_px);
    for (const int percent : {0, 25, 50, 75, 100}) {
        const double y = yOf(curve_.people * percent / 100);
        QPen line{percent == 0 ? p.fieldEdge : p.rule, 1};
        if (percent == 100) {
            line.setColor(p.fieldEdge);
            line.setDashPattern({1, 3});
        }
        painter.setPen(line);
        painter.drawLine(QPointF{plot_.left(), y}, QPointF{plot_.right(), y});
        const QString label =
            percent == 100 ? map::isolated(map::percent(1)) : QString::number(percent);
        write(painter, beside(false, y, 16, 6), Qt::AlignRight | Qt::AlignVCenter, label, small,
              p.text2, look_);
    }
    const auto writeDay = [&](int day, const QString& text) {
        const QRectF box{xOf(day) - 40, plot_.bottom() + 5, 80, 16};
        write(painter, box, Qt::AlignHCenter | Qt::AlignVCenter, text, small, p.text2, look_);
    };
    writeDay(0, tr("today"));
    const QFontMetricsF metrics{small};
    const double room =
        std::max(30.0, metrics.horizontalAdvance(tr("today")) / 2 +
                           metrics.horizontalAdvance(QStringLiteral("000")) / 2 + 6);
    for (const int day : dayTicks(0, curve_.lastDay(), 3)) {
        if (std::abs(xOf(day) - xOf(0)) >= room) {
            writeDay(day, QString::number(day));
        }
    }
}

void ServedChart::drawAreas(QPainter& painter) const
{
    const map::Palette& p = map::palette(look_.theme);
    const double today = curve_.served.front();
    const auto now = [&](int day) { return curve_.served[static_cast<std::size_t>(day)]; };
    const int last = curve_.lastDay();
    const auto nobody = [](int) { return 0.0; };
    painter.fillPath(
        between(*this, last, nobody, [&](int day) { return std::min(today, now(day)); }),
        faint(p.working, 0.16));
    painter.fillPath(between(
                         *this, last, [today](int) { return today; },
                         [&](int day) { return std::max(today, now(day)); }),
                     faint(p.planned, 0.18));

    painter.setPen(QPen{p.working, 1.6});
    painter.drawLine(QPointF{plot_.left(), yOf(today)}, QPointF{plot_.right(), yOf(today)});
    const std::vector<QPointF> corners = steps();
    painter.setPen(QPen{p.planned, 2.4, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin});
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(corners.data(), static_cast<int>(corners.size()));

    // What the areas are, where there is room to say it and no line of a day runs through it.
    if (curve_.day) {
        return;
    }
    const QFont small = map::font(axisText_px);
    const QFontMetricsF metrics{small};
    if (plot_.bottom() - yOf(today) > 24) {
        const QRectF box{plot_.left() + 8, (plot_.bottom() + yOf(today)) / 2 - 8,
                         plot_.width() - 16, 16};
        write(painter, box, Qt::AlignLeft | Qt::AlignVCenter, tr("served today"), small, p.text2,
              look_);
    }
    const QString gained = tr("brought back by the plan");
    const double wide = metrics.horizontalAdvance(gained) + 16;
    const double from = look_.rightToLeft ? plot_.left() + wide : plot_.right() - wide;
    const double level = now(dayAt(from));
    if (yOf(today) - yOf(level) > 24 && wide < plot_.width()) {
        const QRectF box{plot_.left() + 8, (yOf(today) + yOf(level)) / 2 - 8, plot_.width() - 16,
                         16};
        write(painter, box, Qt::AlignRight | Qt::AlignVCenter, gained, small, p.text2, look_);
    }
}

void ServedChart::drawBound(QPainter& painter) const
{
    if (curve_.bound.size() != curve_.served.size()) {
        return;
    }
    const map::Palette& p = map::palette(look_.theme);
    QPolygonF line;
    for (std::size_t day = 0; day < curve_.bound.size(); ++day) {
        line << QPointF{xOf(static_cast<double>(day)), yOf(curve_.bound[day])};
    }
    QPen pen{p.text2, 1.4, Qt::CustomDashLine, Qt::RoundCap};
    pen.setDashPattern({0.1, 2.4});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);

    const QString words = tr("best possible (bound)");
    const QFont small = map::font(axisText_px);
    const double wide = QFontMetricsF{small}.horizontalAdvance(words);
    const double middle = plot_.center().x();
    const int last = curve_.lastDay();
    double top = plot_.bottom();
    for (int day = 0; day <= last; ++day) {
        if (std::abs(xOf(day) - middle) <= wide / 2 + 4) {
            top = std::min(top, yOf(curve_.bound[static_cast<std::size_t>(day)]));
        }
    }
    const QRectF box{middle - wide / 2, top - 17, wide, 15};
    write(painter, box, Qt::AlignHCenter | Qt::AlignVCenter, words, small, p.text2, look_);
}

void ServedChart::drawEnds(QPainter& painter) const
{
    const map::Palette& p = map::palette(look_.theme);
    const double people = std::max(1.0, curve_.people);
    const double end = curve_.served.back();
    const double today = curve_.served.front();
    double endAt = yOf(end);
    double todayAt = yOf(today);
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.planned);
    painter.drawEllipse(QPointF{xOf(curve_.lastDay()), endAt}, 4, 4);
    // The upper label has two lines; neither may cover the other.
    constexpr double apart_px = 31;
    if (end >= today && todayAt - endAt < apart_px) {
        todayAt = std::min(plot_.bottom() - 4, endAt + apart_px);
        endAt = std::min(endAt, todayAt - apart_px);
    }
    const QFont bold = map::font(12, true);
    write(painter, beside(true, endAt, 16, 8), Qt::AlignLeft | Qt::AlignVCenter,
          map::isolated(map::percent(end / people)), bold, p.planned, look_);
    write(painter, beside(true, endAt + 15, 15, 8), Qt::AlignLeft | Qt::AlignVCenter,
          map::isolated(map::shortCount(end)), map::font(axisText_px), p.text2, look_);
    write(painter, beside(true, todayAt, 16, 8), Qt::AlignLeft | Qt::AlignVCenter,
          map::isolated(map::percent(today / people)), bold, p.working, look_);
}

void ServedChart::drawDay(QPainter& painter) const
{
    if (!curve_.day) {
        return;
    }
    const map::Palette& p = map::palette(look_.theme);
    const int day = std::clamp(*curve_.day, 0, curve_.lastDay());
    const QPointF at{xOf(day), yOf(curve_.served[static_cast<std::size_t>(day)])};
    painter.setPen(QPen{p.text, 1.5});
    painter.drawLine(QPointF{at.x(), plot_.top() - 4}, QPointF{at.x(), plot_.bottom()});
    painter.setPen(QPen{p.text, 2});
    painter.setBrush(p.panel);
    painter.drawEllipse(at, 4.5, 4.5);
    if (!curve_.dayLabel.isEmpty()) {
        const QRectF box =
            look_.rightToLeft
                ? QRectF{plot_.left(), plot_.bottom() - 18, at.x() - plot_.left() - 5, 15}
                : QRectF{at.x() + 5, plot_.bottom() - 18, plot_.right() - at.x() - 5, 15};
        write(painter, box, Qt::AlignLeft | Qt::AlignVCenter, curve_.dayLabel,
              map::font(axisText_px), p.text, look_);
    }
}

void ServedChart::draw(QPainter& painter) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    drawAxes(painter);
    if (!curve_.empty()) {
        drawAreas(painter);
        drawBound(painter);
        drawEnds(painter);
        drawDay(painter);
    }
    painter.restore();
}

} // namespace app::charts
