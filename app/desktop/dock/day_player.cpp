#include "app/desktop/dock/day_player.h"

#include <algorithm>

namespace app::desktop {

DayPlayer::DayPlayer(QObject* parent) : QObject{parent}
{
    timer_.setInterval(dayTime_ms);
    connect(&timer_, &QTimer::timeout, this, [this] { move(1); });
}

void DayPlayer::setLastDay(int day)
{
    lastDay_ = std::max(0, day);
    if (lastDay_ == 0) {
        pause();
    }
    setDay(day_);
}

void DayPlayer::play()
{
    if (playing() || lastDay_ == 0) {
        return;
    }
    if (day_ >= lastDay_) {
        setDay(0);
    }
    timer_.start();
    Q_EMIT playingChanged(true);
}

void DayPlayer::pause()
{
    if (playing()) {
        timer_.stop();
        Q_EMIT playingChanged(false);
    }
}

void DayPlayer::setDay(int day)
{
    day = std::clamp(day, 0, lastDay_);
    if (day != day_) {
        day_ = day;
        Q_EMIT dayChanged(day_);
    }
    if (day_ == lastDay_) {
        pause();
    }
}

} // namespace app::desktop
