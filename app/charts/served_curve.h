#pragma once
// People served per day of a plan: steps, not slopes, on an axis from nobody to everybody.
#include "app/charts/look.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace app::charts {

struct ServedCurve {
    std::vector<double> served;        // people served at the end of day 0 (today), 1, …
    std::vector<double> bound;         // per day, what no plan can exceed; may be empty
    double people = 0;                 // all of them: the top of the axis
    std::optional<double> gap_percent; // at most so far below the best possible
    std::optional<int> day;            // the day shown, when the plan is being played
    QString dayLabel;                  // written beside its line; may be empty

    bool empty() const { return served.size() < 2 || people <= 0; }
    int lastDay() const { return static_cast<int>(served.size()) - 1; }
};

/// "People served over 90 days".
QString headingOf(const ServedCurve& curve);
/// "within 4 % of the bound"; empty when nothing is known of the best.
QString boundNoteOf(const ServedCurve& curve);

/// One curve in one frame (pixels at 100 % scale), without its heading.
class ServedChart {
public:
    static constexpr double axisRoom_px = 42, labelRoom_px = 68, topRoom_px = 16, dayRoom_px = 24;

    ServedChart(ServedCurve curve, const QRectF& frame, const Look& look);

    const QRectF& plot() const { return plot_; }
    double xOf(double day) const { return days_.px(day); }
    double yOf(double people) const { return people_.px(people); }
    /// The day whose step lies over a pixel, within the plan.
    int dayAt(double x_px) const;
    /// Corners of the line of people served, in order of time.
    std::vector<QPointF> steps() const;
    void draw(QPainter& painter) const;

private:
    void drawAxes(QPainter& painter) const;
    void drawAreas(QPainter& painter) const;
    void drawBound(QPainter& painter) const;
    void drawEnds(QPainter& painter) const;
    void drawDay(QPainter& painter) const;
    /// A box `width` wide beside the plot: `after` where time ends, else where it begins.
    QRectF beside(bool after, double y_px, double height_px, double gap_px) const;

    ServedCurve curve_;
    QRectF frame_, plot_;
    Look look_;
    Scale days_, people_;
};

} // namespace app::charts
