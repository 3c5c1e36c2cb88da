#pragma once
// When each step of a plan is worked on: bars over days, row by row.
#include "app/charts/look.h"

namespace app::charts {

/// First and last day of one bar, both worked on.
struct DaySpan {
    int first = 1, last = 1;
};

/// Days over one width, from day 1: what is in view, rounded up to 30 days. A day takes room from
/// where it begins to where the next one does.
class GanttScale {
public:
    static constexpr int round_days = 30;

    GanttScale(int lastDay, double left_px, double width_px, bool rightToLeft);
    /// Wide enough for all of `spans`, and for `day` when one is shown.
    static int lastDayOf(const std::vector<DaySpan>& spans, int day = 0);

    int lastDay() const { return lastDay_; }
    /// Where a day begins; day lastDay() + 1 is the end of the scale.
    double beginOf(int day) const { return days_.px(day); }
    double endOf(int day) const { return days_.px(day + 1); }
    QRectF barOf(DaySpan span, double centre_y) const;
    /// Days that are written in the heading: 1, 5, 10, … for 30 days.
    std::vector<int> ticks() const;

private:
    int lastDay_;
    Scale days_;
};

inline constexpr double barHeight_px = 12;

/// Thin lines where the ticks' days begin, from `top` to `bottom`.
void drawDayLines(QPainter& painter, const GanttScale& scale, double top, double bottom,
                  const Look& look);
/// The days in figures, centred on `y`; `day` as a chip when the plan is played.
void drawDayNames(QPainter& painter, const GanttScale& scale, double y, int day, const Look& look);
/// Day 0 (nothing played): all bars full. Else done, running in two tones, or outlined.
void drawBar(QPainter& painter, const GanttScale& scale, DaySpan span, double centre_y, int day,
             const Look& look);
/// The line of the day shown.
void drawDayMark(QPainter& painter, const GanttScale& scale, int day, double top, double bottom,
                 const Look& look);

} // namespace app::charts
