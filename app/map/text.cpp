#include "app/map/text.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainterPath>

#include <cmath>

namespace app::map {

namespace {

constexpr QChar narrowSpace{0x202F};

QString plain(double number, int decimals)
{
    return QLocale::c().toString(number, 'f', decimals);
}

} // namespace

void drawCentred(QPainter& painter, QPointF at, const QString& text, const QFont& font,
                 const QColor& colour)
{
    const QFontMetricsF metrics{font};
    painter.setFont(font);
    painter.setPen(colour);
    // Capitals and digits, not the whole line, are what the eye centres.
    painter.drawText(at + QPointF{-metrics.horizontalAdvance(text) / 2, metrics.capHeight() / 2},
                     text);
}

void drawWithHalo(QPainter& painter, QPointF at, const QString& text, const QFont& font,
                  const QColor& colour, const QColor& halo, double stroke_px)
{
    QPainterPath path;
    path.addText(at, font, text);
    QColor soft = halo;
    soft.setAlphaF(0.9);
    painter.strokePath(path, QPen{soft, stroke_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    if (font.letterSpacing() > 0) {
        // PDF and SVG do not keep letters set apart at their distance when they are text.
        painter.fillPath(path, colour);
        return;
    }
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(at, text);
}

QString isolated(const QString& text)
{
    return QChar{0x2066} + text + QChar{0x2069};
}

QString grouped(double number)
{
    QString digits = plain(std::abs(number), 0);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3) {
        digits.insert(i, narrowSpace);
    }
    const bool negative = number < 0 && digits != u"0";
    return negative ? QChar{0x2212} + digits : digits;
}

QString shortCount(double number)
{
    const double n = std::abs(number);
    // Limits are where rounding would reach the next magnitude: 999 500 is "1.00 M", not "1000 k".
    if (n >= 999500) {
        const QString m = plain(number / 1e6, n < 9.995e6 ? 2 : n < 99.95e6 ? 1 : 0);
        return QCoreApplication::translate("map", "%1\u202fM", "millions").arg(m);
    }
    if (n >= 999.5) {
        const QString k = plain(number / 1e3, n < 9950 ? 1 : 0);
        return QCoreApplication::translate("map", "%1\u202fk", "thousands").arg(k);
    }
    return plain(number, 0);
}

QString shortRange(double low, double high)
{
    const QString a = shortCount(low);
    const QString b = shortCount(high);
    return a == b ? a : isolated(a + u'–' + b);
}

QString percent(double share)
{
    return plain(100 * share, 0) + narrowSpace + u'%';
}

} // namespace app::map
