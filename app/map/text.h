#pragma once
// Words on the map: halo first, then the letters.
#include "app/map/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>

namespace app::map {

/// The text's own middle on `at`.
void drawCentred(QPainter& painter, QPointF at, const QString& text, const QFont& font,
                 const QColor& colour);
/// Baseline starts at `at`; the halo is a 3 px stroke of which 1.5 px are seen.
void drawWithHalo(QPainter& painter, QPointF at, const QString& text, const QFont& font,
                  const QColor& colour, const QColor& halo, double stroke_px = 3);

/// Left-to-right isolate: "-87" in a right-to-left sentence stays "-87".
QString isolated(const QString& text);
/// 41 300, grouped by narrow no-break spaces; Western digits in every language.
QString grouped(double number);
/// "1.63 M", "547 k", "8.3 k", "940": three figures at most, then the magnitude.
QString shortCount(double number);
/// "62 k–259 k", one number where both read the same.
QString shortRange(double low, double high);
/// Percent with a narrow space: "51 %".
QString percent(double share);

} // namespace app::map
