#pragma once
// People reconnected as a function of money, beside the list of purchases. A click or drag asks for
// the sum up to there.
#include "app/charts/money_curve.h"

#include <QtWidgets/QWidget>

namespace app::desktop {

class MoneyPanel : public QWidget {
    Q_OBJECT
public:
    explicit MoneyPanel(QWidget* parent = nullptr);

    void setCurve(charts::MoneyCurve curve);
    /// The sum shown as a band, and what it buys, in words.
    void setNext(double usd, const QString& answer);
    void setTheme(map::Theme theme);
    /// The chart as it is drawn now.
    charts::MoneyChart chart() const;
    const charts::MoneyCurve& curve() const { return curve_; }
    QSize minimumSizeHint() const override { return {260, 150}; }

Q_SIGNALS:
    void nextWanted(double usd); // on top of what was received

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    void want(double x_px);

    charts::MoneyCurve curve_;
    QString answer_;
    map::Theme theme_ = map::Theme::light;
};

} // namespace app::desktop
