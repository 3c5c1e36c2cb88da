#include "app/charts/look.h"

#include <algorithm>
#include <array>

namespace app::charts {

std::vector<int> dayTicks(int first, int last, int most)
{
    constexpr std::array steps{1, 2, 5, 10, 15, 30, 60, 90, 180, 360, 720, 1080, 1800, 3600};
    const int days = std::max(0, last - first);
    const auto* const step =
        std::ranges::find_if(steps, [&](int s) { return days / s <= std::max(1, most); });
    const int by = step == steps.end() ? std::max(1, days) : *step;
    std::vector<int> ticks;
    for (int day = (first / by + 1) * by; day < last; day += by) {
        // The last day is always written; what would touch it is not.
        if (2 * (last - day) > by) {
            ticks.push_back(day);
        }
    }
    if (last > first) {
        ticks.push_back(last);
    }
    return ticks;
}

void write(QPainter& painter, const QRectF& box, int align, const QString& text, const QFont& font,
           const QColor& colour, const Look& look)
{
    int flags = align | Qt::TextSingleLine | Qt::AlignAbsolute;
    if (look.rightToLeft) {
        if ((align & Qt::AlignLeft) != 0) {
            flags = (flags & ~Qt::AlignLeft) | Qt::AlignRight;
        } else if ((align & Qt::AlignRight) != 0) {
            flags = (flags & ~Qt::AlignRight) | Qt::AlignLeft;
        }
    }
    painter.setLayoutDirection(look.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    painter.setFont(font);
    painter.setPen(colour);
    // Each text in the direction of its own letters: "Cost, $" keeps its dollar behind it.
    constexpr QChar firstStrong{0x2068}, popIsolate{0x2069};
    painter.drawText(box, flags | Qt::TextDontClip,
                     look.rightToLeft ? firstStrong + text + popIsolate : text);
}

} // namespace app::charts
