#pragma once
// The day slider: play and pause, the day and its date, how far the plan goes. Lies over the map.
#include "app/map/theme.h"
#include "geo/time.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSlider>

namespace app::desktop {

/// A slider whose handle goes where one clicks; drawn from right to left where one reads so.
class DaySlider : public QSlider {
    Q_OBJECT
public:
    explicit DaySlider(QWidget* parent = nullptr);
    void setTheme(map::Theme theme);
    /// Middle of the handle at a value, in pixels of the widget.
    double xOf(int value) const;
    QSize sizeHint() const override { return {190, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void follow(double x_px);
    map::Theme theme_ = map::Theme::light;
};

/// A triangle, or two bars while playing.
class PlayButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit PlayButton(QWidget* parent = nullptr);
    void setTheme(map::Theme theme);
    void setPlaying(bool playing);
    QSize sizeHint() const override { return {28, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    map::Theme theme_ = map::Theme::light;
    bool playing_ = false;
};

class PlayBar : public QWidget {
    Q_OBJECT
public:
    explicit PlayBar(QWidget* parent = nullptr);

    /// `start` is the date of day 1. Without days there is nothing to play: the bar is hidden.
    void setPlan(int days, geo::Date start);
    void setDay(int day);
    void setPlaying(bool playing);
    void setTheme(map::Theme theme);
    DaySlider* slider() const { return slider_; }
    PlayButton* button() const { return play_; }
    QString text() const { return day_->text() + u' ' + date_->text(); }

Q_SIGNALS:
    void dayWanted(int day);
    void playWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void write();

    PlayButton* play_;
    DaySlider* slider_;
    QLabel *day_, *date_, *of_, *key_;
    int days_ = 0, shown_ = 0;
    geo::Date start_{};
    map::Theme theme_ = map::Theme::light;
};

/// "15 Dec 2026" in the language of the program, with Western digits.
QString dateText(geo::Date date);

} // namespace app::desktop
