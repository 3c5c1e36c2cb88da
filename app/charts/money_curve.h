#pragma once
// People reconnected as a function of money, best repairs first, with what nobody can exceed and
// the pledges one after the other on the axis of money.
#include "app/charts/look.h"
#include "app/document/money_view.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace app::charts {

struct MoneyCurve {
    struct Point {
        double money_usd = 0, people = 0; // reconnected: newly served
    };
    struct Pledge {
        QString label;
        double until_usd = 0; // all pledges up to and with it
        bool received = false;
        double people = 0; // it reconnects by itself, within its condition
        double after = 0;  // reconnected by it and all before
    };
    std::vector<Point> steps; // after each repair, money ascending
    std::vector<Point> bound; // at some amounts, money ascending; may be empty
    std::vector<Pledge> pledges;
    double next_usd = 0; // a sum shown as a band, on top of the pledges received; 0: none
    double everything_usd = 0, everything_people = 0; // all repairs together

    bool empty() const { return steps.empty() || everything_usd <= 0; }
    /// The least sum that reconnects all but one in two hundred of whom money can reconnect.
    double enoughFor_usd() const;
    /// The sum from which nobody more is reconnected, and how many are.
    Point last() const;
    /// Where the axis of money ends: all of it, or where it hardly helps any more.
    double shown_usd() const;
    /// All pledges received.
    double held_usd() const;
    /// Most people reconnected for a sum.
    double peopleFor(double usd) const;
    /// The bound at the first amount from `usd` on; nothing beyond the last.
    std::optional<double> boundFor(double usd) const;
};

/// The curve, its bound and the pledges that count, in the order they are spent. It begins with
/// what the pledges received buy, within their conditions.
MoneyCurve moneyCurveOf(const document::FundView& fund);

/// What the curve leaves aside.
QString moneyAlone();

/// "9.6 k", "1.71 M"; Western digits.
QString moneyTick(double usd);

/// One curve in one frame (pixels at 100 % scale), without its heading.
class MoneyChart {
public:
    static constexpr double axisRoom_px = 52, endRoom_px = 24, topRoom_px = 34, moneyRoom_px = 40;

    /// Of a pledge: in which row above the plot, between which pixels. No line of another pledge
    /// runs through it.
    struct Label {
        std::size_t pledge = 0;
        int row = 0;
        double from_px = 0, wide_px = 0;
        QString words; // "Donor B +0"
    };
    MoneyChart(MoneyCurve curve, const QRectF& frame, const Look& look);

    const std::vector<Label>& labels() const { return labels_; }

    const QRectF& plot() const { return plot_; }
    double xOf(double usd) const { return money_.px(usd); }
    double yOf(double people) const { return people_.px(people); }
    /// The sum at a pixel, kept on the axis.
    double usdAt(double x_px) const;
    /// Corners of the line of people, from nothing spent.
    std::vector<QPointF> line() const;
    void draw(QPainter& painter) const;

private:
    void drawAxes(QPainter& painter) const;
    void drawKey(QPainter& painter) const;
    void drawNext(QPainter& painter) const;
    void drawCurve(QPainter& painter) const;
    void drawPart(QPainter& painter, double from_usd, double to_usd, const QColor& colour) const;
    void drawBound(QPainter& painter) const;
    void drawPledges(QPainter& painter) const;
    void placeLabels();

    std::vector<Label> labels_;
    MoneyCurve curve_;
    QRectF frame_, plot_;
    Look look_;
    Scale money_, people_;
    double tick_usd_ = 1, tick_people_ = 1;
};

} // namespace app::charts
