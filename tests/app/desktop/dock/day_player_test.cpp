#include "app/desktop/dock/day_player.h"
#include "app/desktop/dock/play_bar.h"

#include <QtTest/QTest>
#include <catch2/catch.hpp>

#include <vector>

using namespace app::desktop;

TEST_CASE("the player stops on the last day", "[dock]")
{
    DayPlayer player;
    player.setLastDay(3);
    std::vector<int> days;
    std::vector<bool> playing;
    QObject::connect(&player, &DayPlayer::dayChanged, [&](int day) { days.push_back(day); });
    QObject::connect(&player, &DayPlayer::playingChanged, [&](bool on) { playing.push_back(on); });
    player.play();
    REQUIRE(QTest::qWaitFor([&] { return !player.playing(); }, 20000));
    CHECK(days == std::vector{1, 2, 3});
    CHECK(playing == std::vector{true, false});
    // Played again it begins anew.
    player.play();
    CHECK(player.day() == 0);
    CHECK(player.playing());
    player.pause();
    CHECK_FALSE(player.playing());
}

TEST_CASE("days stay within the plan, and without one nothing plays", "[dock]")
{
    DayPlayer player;
    player.play();
    CHECK_FALSE(player.playing());
    player.setLastDay(90);
    player.move(7);
    CHECK(player.day() == 7);
    player.move(-30);
    CHECK(player.day() == 0);
    player.move(1000);
    CHECK(player.day() == 90);
    player.setLastDay(30); // a shorter plan
    CHECK(player.day() == 30);
}

TEST_CASE("the bar says the day and its date, and hides without a plan", "[dock]")
{
    QWidget window;
    PlayBar bar{&window};
    CHECK(bar.isHidden());
    bar.setPlan(90, *geo::parseDate("2026-11-23")); // day 1; today is the day before
    CHECK_FALSE(bar.isHidden());
    CHECK(bar.text() == "Today 22 Nov 2026");
    bar.setDay(23);
    CHECK(bar.text() == "Day 23 15 Dec 2026"); // as in design/mock/main-dark
}

TEST_CASE("the slider goes where it is clicked, from the side one reads from", "[dock]")
{
    const auto way = GENERATE(Qt::LeftToRight, Qt::RightToLeft);
    DaySlider slider;
    slider.setLayoutDirection(way);
    slider.setRange(0, 90);
    slider.resize(198, 24); // 180 px between the ends: two a day
    CHECK(slider.xOf(0) == Approx(way == Qt::LeftToRight ? 9 : 189));
    CHECK(slider.xOf(90) == Approx(way == Qt::LeftToRight ? 189 : 9));
    QTest::mouseClick(&slider, Qt::LeftButton, {}, {way == Qt::LeftToRight ? 69 : 129, 12});
    CHECK(slider.value() == 30);
}
