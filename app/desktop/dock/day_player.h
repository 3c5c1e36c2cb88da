#pragma once
// Plays a plan: one day after the other, until the last.
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace app::desktop {

class DayPlayer : public QObject {
    Q_OBJECT
public:
    explicit DayPlayer(QObject* parent = nullptr);

    void setLastDay(int day);
    int lastDay() const { return lastDay_; }
    int day() const { return day_; }
    bool playing() const { return timer_.isActive(); }

    /// From the first day when the last is shown. Does nothing without days.
    void play();
    void pause();
    void toggle() { playing() ? pause() : play(); }
    /// Brought within 0 … lastDay(). Playing goes on from there, and stops on the last.
    void setDay(int day);
    void move(int days) { setDay(day_ + days); }

    static constexpr int dayTime_ms = 160;

Q_SIGNALS:
    void dayChanged(int day);
    void playingChanged(bool playing);

private:
    QTimer timer_;
    int day_ = 0, lastDay_ = 0;
};

} // namespace app::desktop
