#include "app/desktop/dock/plan_paint.h"
#include "app/desktop/dock/plan_table.h"
#include "app/map/text.h"
#include "tests/app/desktop/dock/plan_rows.h"

#include <QtGui/QImage>
#include <QtTest/QTest>
#include <QtWidgets/QScrollBar>
#include <catch2/catch.hpp>

using namespace app;
using namespace app::desktop;

namespace {

QString cell(const PlanModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

/// The numbers of the steps in the order shown.
std::vector<int> order(const PlanTable& table, const PlanModel& model)
{
    std::vector<int> numbers;
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        numbers.push_back(model.step(table.stepAt(table.model()->index(row, 0))).number);
    }
    return numbers;
}

struct Shown {
    PlanModel model;
    PlanTable table{&model};
    explicit Shown(QSize size = {820, 23 + 7 * 27}, Qt::LayoutDirection way = Qt::LeftToRight)
    {
        table.setLayoutDirection(way);
        model.setSteps(tests::planRows());
        table.resize(size);
        table.show();
        QTest::qWait(1);
    }
};

} // namespace

TEST_CASE("a step says what it is, when, and what it brings back", "[dock]")
{
    PlanModel model;
    model.setSteps(tests::planRows());
    REQUIRE(model.rowCount() == 7);
    CHECK(cell(model, 0, PlanModel::action) == "Repair span 103 Khan Younis – Rafah");
    CHECK(cell(model, 0, PlanModel::days) == map::isolated("1–4"));
    CHECK(cell(model, 0, PlanModel::cost) == QString{"19\u202f300"});
    CHECK(cell(model, 0, PlanModel::people) == map::isolated(QString{"+110\u202f260"}));
    CHECK(cell(model, 1, PlanModel::people) == "needed by " + map::isolated("#4"));
    CHECK(model.rowOf({planning::AssetKind::site, 4}) == 4);
    CHECK(model.rowOf({planning::AssetKind::site, 99}) == -1);
}

TEST_CASE("the repair set is known by its assets", "[dock]")
{
    PlanModel model;
    model.setSteps(tests::planRows());
    model.setRepairSet({{planning::AssetKind::span, 1}, {planning::AssetKind::span, 5}});
    std::vector<int> tinted;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.inRepairSet(row)) {
            tinted.push_back(row);
        }
    }
    CHECK(tinted == std::vector{1, 5});
}

TEST_CASE("the first step still open moves on with the days", "[dock]")
{
    PlanModel model;
    model.setSteps(tests::planRows());
    CHECK(model.firstOpen(0) == 0);
    CHECK(model.firstOpen(2) == 0);
    CHECK(model.firstOpen(4) == 5);
    CHECK(model.firstOpen(8) == 6);
    CHECK(model.firstOpen(36) == -1);
}

TEST_CASE("a step on the map is planned, running or done", "[dock]")
{
    const document::StepRow step = tests::planRows()[2]; // days 3 and 4
    CHECK(stepLook(step, 0) == map::StepLook::planned);
    CHECK(stepLook(step, 2) == map::StepLook::planned);
    CHECK(stepLook(step, 3) == map::StepLook::running);
    CHECK(stepLook(step, 4) == map::StepLook::done);
}

TEST_CASE("the plan sorts by any column, numbers by their value", "[dock]")
{
    Shown shown;
    CHECK(order(shown.table, shown.model) == std::vector{1, 2, 3, 4, 5, 6, 7});
    shown.table.sortByColumn(PlanModel::cost, Qt::AscendingOrder); // 8 800 before 10 600
    CHECK(order(shown.table, shown.model) == std::vector{5, 7, 4, 2, 3, 1, 6});
    shown.table.sortByColumn(PlanModel::people, Qt::DescendingOrder);
    CHECK(order(shown.table, shown.model) == std::vector{4, 1, 6, 5, 7, 2, 3});
    shown.table.sortByColumn(PlanModel::gantt, Qt::AscendingOrder);
    CHECK(order(shown.table, shown.model) == std::vector{2, 4, 1, 3, 5, 6, 7});
}

TEST_CASE("the Gantt column spans the rows in view", "[dock]")
{
    Shown all; // step 7 lasts until day 36
    CHECK(all.table.rowsInView() == std::pair{1, 7});
    CHECK(all.table.scale().lastDay() == 60);
    Shown few{{820, 23 + 4 * 27}}; // steps 1 to 4, until day 4
    CHECK(few.table.rowsInView() == std::pair{1, 4});
    CHECK(few.table.scale().lastDay() == 30);
    few.table.verticalScrollBar()->setValue(3);
    CHECK(few.table.rowsInView() == std::pair{4, 7});
    CHECK(few.table.scale().lastDay() == 60);
    few.model.setDay(70);
    CHECK(few.table.scale().lastDay() == 90);
}

TEST_CASE("bars stand in their rows, from left to right or from right to left", "[dock]")
{
    const auto way = GENERATE(Qt::LeftToRight, Qt::RightToLeft);
    Shown shown{{820, 23 + 4 * 27}, way};
    const QImage picture = shown.table.viewport()->grab().toImage();
    const charts::GanttScale scale = shown.table.scale();
    const QColor bar = map::palette(map::Theme::light).planned;
    for (int row = 0; row < 4; ++row) {
        const document::StepRow& step = shown.model.step(row);
        const int y = row * tableRow_px + tableRow_px / 2;
        INFO(row);
        const auto at = [&](double day) {
            return picture.pixelColor(
                static_cast<int>((scale.beginOf(1) * (31 - day) + scale.endOf(30) * (day - 1)) /
                                 30),
                y);
        };
        CHECK(at(step.first_day + 0.5) == bar);
        CHECK(at(step.last_day + 0.5) == bar);
        CHECK(at(step.last_day + 1.5) != bar);
    }
    CHECK((scale.beginOf(1) < scale.endOf(30)) == (way == Qt::LeftToRight));
}

TEST_CASE("rows of the repair set are tinted", "[dock]")
{
    Shown shown;
    shown.model.setRepairSet({{planning::AssetKind::span, 1}});
    const QImage picture = shown.table.viewport()->grab().toImage();
    const map::Palette& p = map::palette(map::Theme::light);
    const int x = shown.table.columnViewportPosition(PlanModel::action) + 2;
    CHECK(picture.pixelColor(x, tableRow_px + 3) == p.accentGround);
    CHECK(picture.pixelColor(x, 2 * tableRow_px + 3) == p.panel);
}

TEST_CASE("a click chooses the step, the pointer lights it up", "[dock]")
{
    Shown shown;
    std::vector<int> chosen;
    std::vector<int> hovered;
    QObject::connect(&shown.table, &PlanTable::stepChosen, [&](int row) { chosen.push_back(row); });
    QObject::connect(&shown.table, &PlanTable::stepHovered,
                     [&](int row) { hovered.push_back(row); });
    const QPoint third{60, 2 * tableRow_px + 10};
    QTest::mouseMove(shown.table.viewport(), third);
    QTest::mouseClick(shown.table.viewport(), Qt::LeftButton, {}, third);
    CHECK(chosen == std::vector{2});
    REQUIRE_FALSE(hovered.empty());
    CHECK(hovered.back() == 2);
    // Set from outside (the map), nothing is chosen again.
    shown.table.setChosenStep(5);
    CHECK(chosen == std::vector{2});
    CHECK(shown.table.chosenStep() == 5);
}
