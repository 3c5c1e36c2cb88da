#pragma once
// People served per day, beside the plan. A click or drag shows that day.
#include "app/charts/served_curve.h"

#include <QtWidgets/QWidget>

namespace app::desktop {

class CurvePanel : public QWidget {
    Q_OBJECT
public:
    explicit CurvePanel(QWidget* parent = nullptr);

    void setCurve(charts::ServedCurve curve);
    /// 0: the plan is not played, no day is marked.
    void setDay(int day);
    void setTheme(map::Theme theme);
    /// The chart as it is drawn now.
    charts::ServedChart chart() const;
    QSize minimumSizeHint() const override { return {260, 150}; }

Q_SIGNALS:
    void dayWanted(int day);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintEmpty(QPainter& painter) const;

    charts::ServedCurve curve_;
    map::Theme theme_ = map::Theme::light;
};

} // namespace app::desktop
