#pragma once
// Which assumption moves an answer most: one bar an assumption, from the answer with its low value
// to the answer with its high value, about the answer as it stands.
#include "app/charts/look.h"
#include "app/document/tornado_view.h"

namespace app::charts {

/// The widest bars of a view, as many as are drawn.
struct TornadoBars {
    document::TornadoView view;
    std::size_t most = 10;

    std::size_t shown() const { return std::min(most, view.rows.size()); }
    bool empty() const { return view.rows.empty(); }
};

/// One in a frame (pixels at 100 % scale), without its heading.
class TornadoChart {
public:
    static constexpr double row_px = 30, topRoom_px = 22;

    TornadoChart(TornadoBars bars, const QRectF& frame, const Look& look);
    static double height(const TornadoBars& bars)
    {
        return topRoom_px + row_px * static_cast<double>(bars.shown()) + 6;
    }

    const QRectF& plot() const { return plot_; }
    double xOf(double answer) const { return answer_.px(answer); }
    /// Of a row of the view: from its low to its high value.
    QRectF bar(std::size_t row) const;
    void draw(QPainter& painter) const;

private:
    TornadoBars bars_;
    QRectF frame_, plot_;
    Look look_;
    Scale answer_;
    bool close_ = false; // all answers lie so near that only what they differ by is told
};

/// "0.8 to 1.8 times as asked", "4 to 8 USD/m".
QString rangeOf(const document::TornadoRow& row);

} // namespace app::charts
