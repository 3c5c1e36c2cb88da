#include "app/charts/tornado_chart.h"

#include "app/document/words.h"
#include "app/map/text.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace app::charts {
namespace {

constexpr double wordsShare = 0.40; // of the width, for what the bars are about
constexpr double figure_px = 52;    // beside a bar's end

QString tr(const char* text)
{
    return QCoreApplication::translate("charts", text);
}

/// In the direction of its own first letter, whatever stands around it.
QString apart(const QString& text)
{
    return QChar{0x2068} + text + QChar{0x2069};
}

QString figure(double answer)
{
    return map::isolated(answer < 0 ? QStringLiteral("−") + map::shortCount(-answer)
                                    : map::shortCount(answer));
}

QString difference(double by)
{
    return map::isolated((by < 0 ? QStringLiteral("−") : QStringLiteral("+")) +
                         map::shortCount(std::abs(by)));
}

} // namespace

QString rangeOf(const document::TornadoRow& row)
{
    const auto number = [](double value) { return document::withUnit(value, {}); };
    return tr("%1 to %2 %3").arg(number(row.low), number(row.high), row.unit).trimmed();
}

TornadoChart::TornadoChart(TornadoBars bars, const QRectF& frame, const Look& look)
    : bars_{std::move(bars)}, frame_{frame}, look_{look}
{
    const double words = wordsShare * frame.width();
    plot_ = look.rightToLeft ? frame.adjusted(figure_px, topRoom_px, -words - figure_px, 0)
                             : frame.adjusted(words + figure_px, topRoom_px, -figure_px, 0);
    double least = bars_.view.base;
    double most = bars_.view.base;
    for (std::size_t i = 0; i < bars_.shown(); ++i) {
        const document::TornadoRow& row = bars_.view.rows[i];
        least = std::min({least, row.at_low, row.at_high});
        most = std::max({most, row.at_low, row.at_high});
    }
    constexpr double little = 0.05;
    close_ = most - least < little * std::abs(bars_.view.base);
    answer_ = {least, most, plot_.left(), plot_.right()};
    if (look.rightToLeft) {
        std::swap(answer_.from_px, answer_.to_px);
    }
}

QRectF TornadoChart::bar(std::size_t row) const
{
    const document::TornadoRow& about = bars_.view.rows[row];
    const double a = xOf(about.at_low);
    const double b = xOf(about.at_high);
    constexpr double inset_px = 8;
    return {std::min(a, b), plot_.top() + row_px * static_cast<double>(row) + inset_px,
            std::abs(b - a), row_px - 2 * inset_px};
}

void TornadoChart::draw(QPainter& painter) const
{
    if (bars_.empty()) {
        return;
    }
    const map::Palette& p = map::palette(look_.theme);
    const QFont plain = map::font(11);
    const QFont small = map::font(9.5);
    const double base_px = xOf(bars_.view.base);
    const double words = wordsShare * frame_.width();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    write(painter, {base_px - 90, frame_.top(), 180, 16}, Qt::AlignHCenter | Qt::AlignVCenter,
          apart(tr("as it stands: %1").arg(figure(bars_.view.base))), small, p.text2, look_);
    for (std::size_t i = 0; i < bars_.shown(); ++i) {
        const document::TornadoRow& row = bars_.view.rows[i];
        const QRectF whole = bar(i);
        const double top = plot_.top() + row_px * static_cast<double>(i);
        const QRectF label{look_.rightToLeft ? frame_.right() - words : frame_.left(), top, words,
                           row_px};
        const QFontMetricsF metrics{plain};
        write(painter, label.adjusted(0, 1, 0, -row_px / 2), Qt::AlignLeft | Qt::AlignVCenter,
              metrics.elidedText(row.what.isEmpty() ? row.item : row.what, Qt::ElideRight, words),
              plain, p.text, look_);
        write(painter, label.adjusted(0, row_px / 2 - 1, 0, -2), Qt::AlignLeft | Qt::AlignVCenter,
              apart(rangeOf(row)), small, p.text2, look_);
        // The part by the low value and the part by the high one; both may lie on one side.
        const auto part = [&](double answer, const QColor& colour, double shrink) {
            const double x = xOf(answer);
            painter.fillRect(QRectF{QPointF{std::min(x, base_px), whole.top() + shrink},
                                    QPointF{std::max(x, base_px), whole.bottom() - shrink}},
                             colour);
        };
        const bool sameSide = (row.at_low - bars_.view.base) * (row.at_high - bars_.view.base) > 0;
        part(row.at_low, p.access[3], 0);
        part(row.at_high, p.planned, sameSide ? 4 : 0);
        const bool lowFirst = xOf(row.at_low) <= xOf(row.at_high);
        const double left_px = std::min(whole.left(), base_px);
        const double right_px = std::max(whole.right(), base_px);
        const double first = lowFirst ? row.at_low : row.at_high;
        const double second = lowFirst ? row.at_high : row.at_low;
        const auto beside = [&](double x, double answer, bool before) {
            const QRectF box{before ? x - figure_px - 4 : x + 4, whole.top() - 4, figure_px,
                             whole.height() + 8};
            painter.setLayoutDirection(Qt::LeftToRight);
            painter.setFont(small);
            painter.setPen(p.text2);
            painter.drawText(box,
                             Qt::AlignVCenter | Qt::TextSingleLine | Qt::AlignAbsolute |
                                 Qt::TextDontClip | (before ? Qt::AlignRight : Qt::AlignLeft),
                             close_ ? difference(answer - bars_.view.base) : figure(answer));
        };
        if (sameSide || first == bars_.view.base || second == bars_.view.base) {
            const bool left = std::min(xOf(row.at_low), xOf(row.at_high)) < base_px;
            beside(left ? left_px : right_px,
                   std::abs(xOf(row.at_low) - base_px) > std::abs(xOf(row.at_high) - base_px)
                       ? row.at_low
                       : row.at_high,
                   left);
        } else {
            beside(left_px, first, true);
            beside(right_px, second, false);
        }
    }
    painter.setPen(QPen{p.text, 1});
    painter.drawLine(QPointF{base_px, plot_.top()},
                     QPointF{base_px, plot_.top() + row_px * static_cast<double>(bars_.shown())});
    // What the colours are.
    const QString low = tr("low value");
    const QString high = tr("high value");
    double x = look_.rightToLeft ? frame_.right() : frame_.left();
    const double way = look_.rightToLeft ? -1 : 1;
    for (const auto& [text, colour] : {std::pair{low, p.access[3]}, std::pair{high, p.planned}}) {
        painter.fillRect(QRectF{look_.rightToLeft ? x - 10 : x, frame_.top() + 3, 10, 10}, colour);
        x += way * 14;
        const double wide = QFontMetricsF{small}.horizontalAdvance(text);
        write(painter, {look_.rightToLeft ? x - wide : x, frame_.top(), wide, 16},
              Qt::AlignLeft | Qt::AlignVCenter, text, small, p.text2, look_);
        x += way * (wide + 14);
    }
    painter.restore();
}

} // namespace app::charts
