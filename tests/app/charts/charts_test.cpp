#include "app/charts/gantt.h"
#include "app/charts/money_curve.h"
#include "app/charts/served_curve.h"
#include "app/charts/tornado_chart.h"

#include <QtGui/QImage>
#include <catch2/catch.hpp>

#include <cstdlib>

using namespace app;
using charts::DaySpan;

namespace {

/// 1,000 people, ten days: half served today, 250 more on day 2, all on day 6.
charts::ServedCurve smallCurve()
{
    charts::ServedCurve curve;
    curve.people = 1000;
    curve.served = {500, 500, 750, 750, 750, 750, 1000, 1000, 1000, 1000, 1000};
    return curve;
}

// 440 × 224 less the room for labels: 330 × 184 from (42, 16); a day is 33 px, a person 0.184 px.
constexpr QRectF frame{0, 0, 440, 224};

QImage painted(const charts::ServedCurve& curve, const charts::Look& look)
{
    QImage picture{440, 224, QImage::Format_RGB32};
    picture.fill(map::palette(look.theme).panel);
    QPainter painter{&picture};
    charts::ServedChart{curve, frame, look}.draw(painter);
    painter.end();
    if (const char* keep = std::getenv("SILA_KEEP_PICTURES")) {
        picture.save(QString{keep} + "/served.png");
    }
    return picture;
}

void checkPoints(const std::vector<QPointF>& made, const std::vector<QPointF>& expected)
{
    REQUIRE(made.size() == expected.size());
    for (std::size_t i = 0; i < made.size(); ++i) {
        INFO(i);
        CHECK(made[i].x() == Approx(expected[i].x()));
        CHECK(made[i].y() == Approx(expected[i].y()));
    }
}

} // namespace

TEST_CASE("people served are drawn as steps, from nobody to everybody", "[charts]")
{
    const charts::ServedChart chart{smallCurve(), frame, {}};
    CHECK(chart.plot() == QRectF{42, 16, 330, 184});
    CHECK(chart.yOf(0) == Approx(200));   // 0 %
    CHECK(chart.yOf(1000) == Approx(16)); // 100 %, whatever is served
    // By hand: 500 people at 200 - 92, 750 at 200 - 138; day 2 at 42 + 66, day 6 at 42 + 198.
    checkPoints(chart.steps(), {{42, 108}, {108, 108}, {108, 62}, {240, 62}, {240, 16}, {372, 16}});
}

TEST_CASE("in right-to-left time runs to the left", "[charts]")
{
    const charts::ServedChart chart{smallCurve(), frame, {map::Theme::light, true}};
    // Mirrored about the frame's middle (220): 42 becomes 398, 372 becomes 68.
    checkPoints(chart.steps(), {{398, 108}, {332, 108}, {332, 62}, {200, 62}, {200, 16}, {68, 16}});
    CHECK(chart.dayAt(398) == 0);
    CHECK(chart.dayAt(331) == 2);
    CHECK(chart.dayAt(68) == 10);
    CHECK(chart.dayAt(-500) == 10);
}

TEST_CASE("a pixel belongs to the day whose step lies over it", "[charts]")
{
    const charts::ServedChart chart{smallCurve(), frame, {}};
    CHECK(chart.dayAt(0) == 0);
    CHECK(chart.dayAt(74.9) == 0);
    CHECK(chart.dayAt(75.1) == 1);
    CHECK(chart.dayAt(400) == 10);
}

TEST_CASE("the areas are where the figures say", "[charts]")
{
    const map::Palette& p = map::palette(map::Theme::light);
    for (const bool rightToLeft : {false, true}) {
        const QImage picture = painted(smallCurve(), {map::Theme::light, rightToLeft});
        const auto at = [&](int x, int y) {
            return picture.pixelColor(rightToLeft ? 439 - x : x, y);
        };
        const auto mixed = [&](const QColor& over, double share) {
            return QColor::fromRgbF(
                static_cast<float>(over.redF() * share + p.panel.redF() * (1 - share)),
                static_cast<float>(over.greenF() * share + p.panel.greenF() * (1 - share)),
                static_cast<float>(over.blueF() * share + p.panel.blueF() * (1 - share)));
        };
        const auto near = [](const QColor& a, const QColor& b) {
            return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
                       std::abs(a.blue() - b.blue()) <
                   6;
        };
        CHECK(near(at(300, 190), mixed(p.working, 0.16))); // served today
        CHECK(near(at(120, 75), mixed(p.planned, 0.18)));  // gained on day 2
        CHECK(near(at(60, 75), p.panel));                  // not yet on day 0
        CHECK(near(at(120, 40), p.panel));                 // the rest only on day 6
        CHECK(near(at(250, 30), mixed(p.planned, 0.18)));
    }
}

TEST_CASE("a plan that loses people again does not draw outside its steps", "[charts]")
{
    charts::ServedCurve curve = smallCurve();
    curve.served = {500, 250, 250, 750, 750, 750, 750, 750, 750, 750, 750};
    const QImage picture = painted(curve, {});
    const map::Palette& p = map::palette(map::Theme::light);
    // Day 1 (75 to 108 px): served 250, so its top is at 154; above it the ground shows.
    CHECK(picture.pixelColor(92, 140) == p.panel);
    CHECK(picture.pixelColor(92, 180) != p.panel);
}

TEST_CASE("nothing planned leaves the axis, and no curve", "[charts]")
{
    charts::ServedCurve curve;
    curve.people = 1000;
    CHECK(curve.empty());
    CHECK(charts::headingOf(curve) == "People served");
    CHECK(charts::ServedChart(curve, frame, {}).steps().empty());
    const QImage picture = painted(curve, {});
    CHECK(picture.pixelColor(200, 120) == map::palette(map::Theme::light).panel);
}

TEST_CASE("how far from the best is never said to be less than it is", "[charts]")
{
    charts::ServedCurve curve = smallCurve();
    CHECK(charts::boundNoteOf(curve).isEmpty());
    const auto said = [&](double gap) {
        curve.gap_percent = gap;
        return charts::boundNoteOf(curve);
    };
    CHECK(said(3.2) == QString{"within 4\u202f% of the bound"});
    CHECK(said(4.0) == QString{"within 4\u202f% of the bound"});
    CHECK(said(0.31) == QString{"within 0.4\u202f% of the bound"});
    CHECK(said(0) == "the best possible");
}

TEST_CASE("days on an axis are round, end with the last and do not touch it", "[charts]")
{
    CHECK(charts::dayTicks(0, 90, 3) == std::vector{30, 60, 90});
    CHECK(charts::dayTicks(0, 30, 6) == std::vector{5, 10, 15, 20, 25, 30});
    CHECK(charts::dayTicks(0, 365, 3) == std::vector{180, 365}); // 360 would touch 365
    CHECK(charts::dayTicks(0, 1, 3) == std::vector{1});
    CHECK(charts::dayTicks(0, 0, 3).empty());
}

TEST_CASE("a bar lies over the days it is worked on", "[charts]")
{
    // 30 days on 300 px from 100: day 1 is 100 to 110.
    const charts::GanttScale scale{30, 100, 300, false};
    CHECK(scale.barOf({1, 4}, 50) == QRectF{100, 44, 40, 12});
    CHECK(scale.barOf({30, 30}, 50) == QRectF{390, 44, 10, 12});
    CHECK(scale.ticks() == std::vector{1, 5, 10, 15, 20, 25, 30});
    CHECK(scale.beginOf(5) == Approx(140));
    CHECK(scale.endOf(23) == Approx(330));
    // Mirrored about 250.
    const charts::GanttScale mirrored{30, 100, 300, true};
    CHECK(mirrored.barOf({1, 4}, 50) == QRectF{360, 44, 40, 12});
    CHECK(mirrored.beginOf(1) == Approx(400));
}

TEST_CASE("the scale spans what is in view, rounded up to 30 days", "[charts]")
{
    CHECK(charts::GanttScale::lastDayOf({}) == 30);
    CHECK(charts::GanttScale::lastDayOf({{1, 4}, {5, 8}}) == 30);
    CHECK(charts::GanttScale::lastDayOf({{1, 30}}) == 30);
    CHECK(charts::GanttScale::lastDayOf({{1, 4}, {15, 31}}) == 60);
    CHECK(charts::GanttScale::lastDayOf({{1, 4}}, 61) == 90);
}

TEST_CASE("bars tell done, running and to come apart once the plan is played", "[charts]")
{
    const map::Palette& p = map::palette(map::Theme::light);
    for (const bool rightToLeft : {false, true}) {
        QImage picture{400, 100, QImage::Format_RGB32};
        picture.fill(p.panel);
        QPainter painter{&picture};
        const charts::Look look{map::Theme::light, rightToLeft};
        const charts::GanttScale scale{30, 100, 300, rightToLeft};
        charts::drawBar(painter, scale, DaySpan{1, 10}, 20, 15, look);
        charts::drawBar(painter, scale, DaySpan{11, 20}, 50, 15, look);
        charts::drawBar(painter, scale, DaySpan{21, 30}, 80, 15, look);
        painter.end();
        const auto at = [&](int x, int y) {
            return picture.pixelColor(rightToLeft ? 499 - x : x, y);
        };
        CHECK(at(150, 20) == p.working); // done
        CHECK(at(225, 50) == p.planned); // day 13: worked
        CHECK(at(275, 50) != p.planned); // day 18: still to do
        CHECK(at(275, 50) != p.panel);
        CHECK(at(350, 80) != p.planned); // to come: an outline
        CHECK(at(350, 80).lightness() > at(275, 50).lightness());
    }
}

TEST_CASE("the curve of money knows what is paid for, what a sum buys and its bound", "[charts]")
{
    document::FundView fund;
    fund.points = {{0, 1000, 1000}, {5000, 1000, 1800}, {10'000, 3000, 3000}, {40'000, 7000, 7000}};
    fund.steps = {{"a", "s1", 10'000, 10'000, 2000, 3000, true},
                  {"b", "s2", 20'000, 30'000, 4000, 7000}};
    fund.held = {12'000, 10'000, 2'000, 2'000};
    fund.pledges = {{"P", "late", "pledged", "", 30'000, 30'000, 0, true, 0},
                    {"Q", "here", "received", "", 12'000, 12'000, 0, true, 1}};
    const charts::MoneyCurve curve = charts::moneyCurveOf(fund);
    CHECK(curve.held_usd() == 12'000);
    REQUIRE(curve.pledges.size() == 2);
    CHECK(curve.pledges[0].label == "here"); // the received first, whatever the list
    CHECK(curve.pledges[1].until_usd == 42'000);
    CHECK(curve.peopleFor(9'999) == 0);
    CHECK(curve.peopleFor(10'000) == 2000);
    CHECK(curve.peopleFor(35'000) == 6000);
    fund.held.left_usd = 0; // bound: what is bought next begins at 12,000
    CHECK(charts::moneyCurveOf(fund).peopleFor(31'999) == 2000);
    CHECK(charts::moneyCurveOf(fund).peopleFor(32'000) == 6000);
    CHECK(curve.boundFor(4'000) == 800.0); // by the next amount it is known at
    CHECK_FALSE(curve.boundFor(41'000));
    for (const bool rightToLeft : {false, true}) {
        const charts::MoneyChart chart{curve, frame, {map::Theme::light, rightToLeft}};
        CHECK(chart.labels().size() == 2);
        CHECK(chart.usdAt(chart.xOf(7'500)) == Approx(7'500));
        CHECK(chart.usdAt(-1e4) ==
              (rightToLeft ? Approx(curve.shown_usd()) : Approx(0).margin(1e-9)));
    }
}

TEST_CASE("the axis of money ends where it hardly helps any more", "[charts]")
{
    document::FundView fund;
    fund.points = {{0, 0, 0}, {300'000, 1000, 1000}, {900'000, 1000, 1000}};
    fund.steps = {{"a", "s1", 10'000, 10'000, 900, 900},
                  {"b", "s2", 20'000, 30'000, 96, 996},
                  {"c", "s3", 270'000, 300'000, 4, 1000}};
    charts::MoneyCurve curve = charts::moneyCurveOf(fund);
    CHECK(curve.enoughFor_usd() == 30'000); // 996 of 1,000
    CHECK(curve.last().money_usd == 300'000);
    CHECK(curve.shown_usd() == Approx(1.08 * 30'000));
    curve.next_usd = 50'000; // a sum asked about is seen whole
    CHECK(curve.shown_usd() == 50'000);
    fund.pledges = {{"P", "donor", "pledged", "", 90'000, 90'000, 0, true, 0}};
    CHECK(charts::moneyCurveOf(fund).shown_usd() == Approx(1.08 * 90'000));
}

TEST_CASE("pledges that lie close are all named, none over another", "[charts]")
{
    document::FundView fund;
    fund.points = {{0, 0, 0}, {40'000, 7000, 7000}};
    fund.steps = {{"a", "s1", 40'000, 40'000, 7000, 7000}};
    for (int i = 0; i < 4; ++i) {
        fund.pledges.push_back({QStringLiteral("P%1").arg(i),
                                QStringLiteral("Development Bank %1").arg(i), "pledged", "", 500,
                                500, 0, true, 0});
    }
    for (const bool rightToLeft : {false, true}) {
        const charts::MoneyChart chart{
            charts::moneyCurveOf(fund), {0, 0, 640, 240}, {map::Theme::light, rightToLeft}};
        REQUIRE(chart.labels().size() == 4);
        for (std::size_t a = 0; a < 4; ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                const auto& one = chart.labels()[a];
                const auto& other = chart.labels()[b];
                CHECK((one.row != other.row || one.from_px >= other.from_px + other.wide_px ||
                       other.from_px >= one.from_px + one.wide_px));
            }
        }
    }
}

TEST_CASE("bars of a tornado span the answer from low to high about what it is", "[charts]")
{
    charts::TornadoBars bars;
    bars.view = {"answer",
                 "USD",
                 100,
                 {{"a", "A", "USD", 1, 2, 3, 50, 200}, {"b", "B", "USD", 1, 2, 3, 100, 120}}};
    for (const bool rightToLeft : {false, true}) {
        const charts::TornadoChart chart{bars,
                                         {0, 0, 600, charts::TornadoChart::height(bars)},
                                         {map::Theme::light, rightToLeft}};
        const QRectF wide = chart.bar(0);
        const QRectF narrow = chart.bar(1);
        CHECK(wide.left() == Approx(chart.plot().left()));
        CHECK(wide.right() == Approx(chart.plot().right()));
        CHECK(narrow.width() / wide.width() == Approx(20.0 / 150));
        CHECK((rightToLeft ? narrow.right() : narrow.left()) == Approx(chart.xOf(100)));
        CHECK(narrow.top() > wide.bottom());
    }
    QImage picture{600, 100, QImage::Format_RGB32};
    picture.fill(Qt::white);
    QPainter painter{&picture};
    charts::TornadoChart{bars, {0, 0, 600, 90}, {}}.draw(painter);
    painter.end();
    CHECK(charts::rangeOf(bars.view.rows[0]) == "1 to 3 USD");
}

TEST_CASE("a pledge bound to something is marked by what it brings, not by the curve", "[charts]")
{
    document::FundView fund;
    fund.points = {{0, 1000, 1000}, {100'000, 9000, 9000}};
    fund.steps = {{"a", "s1", 10'000, 10'000, 2000, 3000, true},
                  {"b", "s2", 20'000, 30'000, 4000, 7000}};
    fund.held = {10'000, 10'000, 0, 2'000};
    fund.pledges = {{"P", "here", "received", "", 10'000, 10'000, 2000, true, 1},
                    {"Q", "bound", "committed", "too dear", 25'000, 25'000, 0, true, 0},
                    {"R", "free", "pledged", "", 30'000, 30'000, 4000, true, 1}};
    const charts::MoneyCurve curve = charts::moneyCurveOf(fund);
    REQUIRE(curve.pledges.size() == 3);
    CHECK(curve.pledges[1].people == 0);
    CHECK(curve.pledges[1].after == 2000); // the curve has 6,000 by 35,000 dollars
    CHECK(curve.peopleFor(35'000) == 6000);
    CHECK(curve.pledges[2].after == 6000);
    for (const bool rightToLeft : {false, true}) {
        const charts::MoneyChart chart{curve, {0, 0, 700, 240}, {map::Theme::light, rightToLeft}};
        REQUIRE(chart.labels().size() == 3);
        CHECK(chart.labels()[1].words == QString::fromUtf8("bound \u2066+0\u2069"));
        // No line of another pledge runs through a name: it ends below or stands beside.
        for (const auto& label : chart.labels()) {
            for (const auto& other : chart.labels()) {
                const double x = chart.xOf(curve.pledges[other.pledge].until_usd);
                const bool through = x > label.from_px && x < label.from_px + label.wide_px;
                CHECK((other.pledge == label.pledge || !through || other.row < label.row));
            }
        }
    }
}
