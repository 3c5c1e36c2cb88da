// The dock in its window, over the country on one line (tests/support/line_world.h).
#include "app/desktop/dock/add_dock.h"
#include "app/desktop/dock/dock.h"
#include "app/jobs/check_job.h"
#include "app/map/text.h"
#include "tests/app/desktop/open_window.h"

#include <QtWidgets/QApplication>

#include <cstdlib>

using namespace app;
using namespace app::desktop;
using namespace desktop_test;

namespace {

struct OpenDock : OpenWindow {
    Dock* dock = addDock(window);

    explicit OpenDock(With with = With::plan) : OpenWindow{with} { settle(); }

    geo::XY middle() { return map().view().viewport().centre; }
    void click(QTableView* table, int row)
    {
        const QRect cell = table->visualRect(table->model()->index(row, 1));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell.center());
    }
    bool readTable(const QString& name, int rows)
    {
        dock->showTab(Dock::Tab::tables);
        return becomes([&] { return dock->tables()->table() != QString{}; }) &&
               (dock->tables()->showTable(name), true) && becomes([&] {
                   return dock->tables()->table() == name &&
                          dock->tables()->view()->allRows() == rows;
               });
    }
    QString caption() { return dock->caption(); }
};

/// The words of labels that are shown inside.
QStringList words(const QWidget* widget)
{
    QStringList all;
    for (const QLabel* label : widget->findChildren<QLabel*>()) {
        if (label->isVisible()) {
            all << label->text();
        }
    }
    return all;
}

struct Mirrored {
    Mirrored() { QApplication::setLayoutDirection(Qt::RightToLeft); }
    ~Mirrored() { QApplication::setLayoutDirection(Qt::LeftToRight); }
};

} // namespace

TEST_CASE("the dock shows the plan's steps, what they cost and how near to the best", "[dock]")
{
    OpenDock open;
    const PlanModel& model = *open.dock->planModel();
    REQUIRE(model.rowCount() == 2);
    CHECK(model.index(0, PlanModel::action).data().toString().contains("S1"));
    CHECK(model.index(1, PlanModel::people).data().toString() ==
          map::isolated(QString{"+4\u202f000"}));
    CHECK(open.caption().contains("of 2 steps"));
    CHECK(open.caption().contains("$15"));
    // 7 000 of 7 800 at the end; a day is a fifth of the width.
    const charts::ServedChart chart = open.dock->curve()->chart();
    const auto steps = chart.steps();
    REQUIRE(steps.size() == 6); // up on day 2, up on day 3
    CHECK(steps[1].x() == Approx(chart.plot().left() + 0.4 * chart.plot().width()));
    CHECK(steps.back().y() ==
          Approx(chart.plot().bottom() - 7000 / 7800.0 * chart.plot().height()));
    if (const char* keep = std::getenv("SILA_KEEP_PICTURES")) {
        open.window.grab().save(QString{keep} + "/dock.png");
    }
}

TEST_CASE("choosing a step selects it and brings it into view", "[dock]")
{
    OpenDock open;
    open.map().showBox({613000, 3497000, 614000, 3498000});
    open.click(open.dock->planTable(), 0);
    REQUIRE(open.session().selection());
    CHECK(*open.session().selection() == Target::of(TargetKind::step, 0));
    CHECK(open.dock->planTable()->chosenStep() == 0);
    const geo::XY middle = line_world::cellOf(5, 1); // of span S1
    CHECK(geo::distance_m(open.middle(), middle) < 1500);
}

TEST_CASE("the repair set of a site that is cut off is tinted", "[dock]")
{
    OpenDock open;
    open.session().select(open.find("B")); // on the far side of the cut
    REQUIRE(becomes([&] { return open.session().facts() != nullptr; }));
    CHECK(open.dock->planModel()->inRepairSet(0));
    CHECK_FALSE(open.dock->planModel()->inRepairSet(1));
    open.session().select({});
    CHECK_FALSE(open.dock->planModel()->inRepairSet(0));
}

TEST_CASE("what the pointer is on lights up in the table and on the map", "[dock]")
{
    OpenDock open;
    open.session().setHover(open.find("D"));
    CHECK(open.dock->planTable()->hoveredStep() == 1);
    open.session().setHover({});
    CHECK(open.dock->planTable()->hoveredStep() == -1);
    const geo::XY before = open.middle();
    QTest::mouseMove(open.dock->planTable()->viewport(), {60, 10});
    CHECK(open.session().hover() == open.find("S1"));
    CHECK(open.middle() == before); // hovering never moves the map
}

TEST_CASE("the plan plays to its last day and stops", "[dock]")
{
    OpenDock open;
    CHECK(open.dock->playBar()->isVisible());
    CHECK(open.dock->playBar()->text() == "Today 22 Nov 2026");
    QTest::mouseClick(open.dock->playBar()->button(), Qt::LeftButton);
    CHECK(open.session().playing());
    REQUIRE(becomes([&] { return !open.session().playing(); }));
    CHECK(open.session().day() == 5);
    CHECK(open.dock->playBar()->text() == "Day 5 27 Nov 2026");
    CHECK(open.caption().contains("day 5"));
}

TEST_CASE("keys move through the days, the way one reads", "[dock]")
{
    {
        OpenDock open;
        QTest::keyClick(&open.window, Qt::Key_Right);
        CHECK(open.session().day() == 1);
        QTest::keyClick(open.dock->planTable(), Qt::Key_Right); // not kept by the table
        CHECK(open.session().day() == 2);
        QTest::keyClick(&open.window, Qt::Key_Right, Qt::ShiftModifier);
        CHECK(open.session().day() == 5);
        QTest::keyClick(&open.window, Qt::Key_Left);
        CHECK(open.session().day() == 4);
        QTest::keyClick(open.dock->planTable(), Qt::Key_Space);
        CHECK(open.session().playing());
    }
    const Mirrored mirrored;
    OpenDock open;
    QTest::keyClick(&open.window, Qt::Key_Left);
    CHECK(open.session().day() == 1);
    const charts::GanttScale scale = open.dock->planTable()->scale();
    CHECK(scale.beginOf(1) > scale.endOf(30));
    const charts::ServedChart chart = open.dock->curve()->chart();
    CHECK(chart.xOf(0) == Approx(chart.plot().right()));
    CHECK(open.dock->playBar()->slider()->xOf(0) > open.dock->playBar()->slider()->xOf(5));
}

TEST_CASE("without a plan the dock says what to do", "[dock]")
{
    {
        OpenDock open{With::cover};
        const QStringList said = words(open.dock);
        CHECK(said.contains("No plan yet"));
        CHECK(said.join(u' ').contains("sila plan"));
        CHECK_FALSE(open.dock->playBar()->isVisible());
        CHECK(open.dock->curve()->chart().steps().empty());
    }
    OpenDock open{With::network}; // no coverage either: that comes first
    CHECK(words(open.dock).join(u' ').contains("sila coverage"));
}

TEST_CASE("problems are counted on their tab, and a click shows what they are about", "[dock]")
{
    OpenDock open;
    std::size_t found = 0;
    {
        auto workspace = geo::Workspace::open(open.file, geo::Access::write);
        auto findings = checkWorkspace(workspace, {});
        REQUIRE(findings);
        // The line of masts has nothing wrong with one asset: say something of D.
        findings->push_back({.code = "area_disagrees",
                             .problem = {.what = "says it is in another area",
                                         .fix = "Correct its area_code",
                                         .asset_kind = "sites",
                                         .asset_id = "D"}});
        storeFindings(workspace, *findings, {});
        found = findings->size();
    }
    open.session().open(open.file);
    const int tab = static_cast<int>(Dock::Tab::problems);
    REQUIRE(becomes([&] {
        return open.ready() && open.dock->tabs()->countOf(tab) == static_cast<int>(found);
    }));
    open.dock->showTab(Dock::Tab::problems);
    const ListingModel& model = open.dock->problems()->model();
    int about = -1;
    for (int row = 0; row < model.rowCount() && about < 0; ++row) {
        about = model.row(row).target ? row : -1;
    }
    REQUIRE(about >= 0);
    open.click(open.dock->problems(), about);
    CHECK(open.session().selection() == open.find("D"));
}

TEST_CASE("tables of the workspace show all columns, filter, and lead to the map", "[dock]")
{
    OpenDock open;
    REQUIRE(open.readTable("sites", 4));
    const geo::Table* schema = geo::findTable("sites");
    CHECK(open.dock->tables()->view()->model().columnCount() >=
          static_cast<int>(schema->columns.size()));
    CHECK(open.caption() == "4 rows");
    open.dock->tables()->setFilter("mast d");
    CHECK(open.caption() == "1 of 4 rows");
    open.click(open.dock->tables()->view(), 0);
    CHECK(open.session().selection() == open.find("D"));
    CHECK(geo::distance_m(open.middle(), line_world::cellOf(12, 2)) < 1500);
    // Cells have no place of their own: their site's.
    open.dock->tables()->setFilter({});
    REQUIRE(open.readTable("cells", 4));
    open.click(open.dock->tables()->view(), 0);
    CHECK(open.session().selection() == open.find("A"));
}

TEST_CASE("actions tell whether the plan has them", "[dock]")
{
    OpenDock open;
    open.dock->showTab(Dock::Tab::actions);
    const Listing& actions = open.dock->actions()->model().listing();
    REQUIRE(actions.rows.size() >= 2);
    CHECK(actions.columns[1].title == "Step");
    CHECK(std::get<double>(actions.rows[0].cells[1]) == 1);
    CHECK(std::get<double>(actions.rows[0].cells[2]) == 10000);
    CHECK(std::get<double>(actions.rows[1].cells[1]) == 2);
    open.click(open.dock->actions(), 1);
    CHECK(open.session().selection() == open.find("D"));
}

TEST_CASE("plan again asks for the same days and seed as before", "[dock]")
{
    OpenDock open;
    const auto before = open.session().document();
    REQUIRE(open.dock->againButton()->isVisible());
    QTest::mouseClick(open.dock->againButton(), Qt::LeftButton);
    REQUIRE(becomes([&] { return open.session().document() != before && open.ready(); }));
    const document::PlanView* plan = open.session().document()->plan();
    REQUIRE(plan != nullptr);
    CHECK(plan->id == "plan");
    CHECK(plan->days == 5);
    CHECK(plan->seed == 7);
    CHECK(open.dock->planModel()->rowCount() == static_cast<int>(plan->steps.size()));
}

TEST_CASE("who can be reached can be asked where nobody knows", "[dock]")
{
    OpenDock open{With::network};
    QPushButton* first = open.dock->firstButton();
    REQUIRE(first->isVisible());
    CHECK(first->text() == "Find out who can be reached");
    QTest::mouseClick(first, Qt::LeftButton);
    // The line has no terrain: why it cannot be done stands there, and one may try again.
    REQUIRE(becomes([&] { return words(open.dock).join(u' ').contains("elevation"); }));
    CHECK(first->text() == "Find out who can be reached");
    CHECK(open.session().document()->cover() == nullptr);
}

TEST_CASE("a plan can be made where there is none", "[dock]")
{
    OpenDock open{With::cover};
    QPushButton* make = nullptr;
    for (QPushButton* button : open.dock->findChildren<QPushButton*>()) {
        make = button->isVisible() && button->text() == "Make a plan" ? button : make;
    }
    REQUIRE(make != nullptr);
    QTest::mouseClick(make, Qt::LeftButton);
    REQUIRE(becomes([&] { return open.session().document()->plan() != nullptr && open.ready(); }));
    CHECK(open.session().document()->plan()->days == 90);
    CHECK(open.dock->playBar()->isVisible());
}

TEST_CASE("what money buys can be asked in the window, and each purchase leads to the map",
          "[dock][money]")
{
    OpenDock open{With::cover};
    open.dock->showTab(Dock::Tab::money);
    CHECK(words(open.dock).join(u' ').contains("sila fund"));
    QPushButton* ask = nullptr;
    for (QPushButton* button : open.dock->findChildren<QPushButton*>()) {
        ask = button->isVisible() && button->text() == "See what money buys" ? button : ask;
    }
    REQUIRE(ask != nullptr);
    CHECK_FALSE(open.dock->againButton()->isVisible());
    QTest::mouseClick(ask, Qt::LeftButton);
    REQUIRE(becomes([&] { return open.session().document()->fund() != nullptr && open.ready(); }));
    CHECK(open.dock->againButton()->isVisible());
    // S1 (10,000) brings back Bton's 2,000, then D (5,000) its 4,000.
    MoneyTab& money = *open.dock->money();
    REQUIRE(money.view()->allRows() == 2);
    CHECK(open.caption().contains("2 purchases"));
    const auto& rows = money.view()->model().listing().rows;
    CHECK(std::get<QString>(rows[0].cells[1]) == "Repair span S1");
    CHECK(std::get<double>(rows[1].cells[6]) == 15'000);
    money.setNext(20'000);
    CHECK(money.answer().contains("2 repairs"));
    CHECK(money.answer().contains(QString{"+6\u202f000"}));
    CHECK(rows[1].mark == RowMark::asked);
    money.setNext(10'000);
    CHECK(money.answer().contains(QString{"+2\u202f000"}));
    CHECK(rows[1].mark == RowMark::none);
    money.setNext(9'000);
    CHECK(money.answer().contains(QString{"$1\u202f000"}));
    CHECK(money.answer().contains("more buy the next repairs"));
    // A click in the curve asks for the sum up to there.
    MoneyPanel& curve = *open.dock->moneyCurve();
    REQUIRE(curve.isVisible());
    const auto chart = curve.chart();
    QTest::mouseClick(
        &curve, Qt::LeftButton, {},
        QPoint{static_cast<int>(chart.xOf(12'000)), static_cast<int>(chart.plot().center().y())});
    CHECK(money.next_usd() == Approx(12'000).margin(100));
    open.map().showBox({613000, 3497000, 614000, 3498000});
    open.click(money.view(), 0);
    CHECK(open.session().selection() == open.find("S1"));
    CHECK(geo::distance_m(open.middle(), line_world::cellOf(5, 1)) < 1500);
    if (const char* keep = std::getenv("SILA_KEEP_PICTURES")) {
        open.window.grab().save(QString{keep} + "/money.png");
    }
    open.dock->showTab(Dock::Tab::plan);
    CHECK(open.dock->curve()->isVisible());
}

TEST_CASE("number keys show and hide the layers they belong to", "[dock][keys]")
{
    OpenDock open;
    for (const auto& [key, layer] :
         {std::pair{Qt::Key_1, map::LayerId::plan}, std::pair{Qt::Key_2, map::LayerId::sites},
          std::pair{Qt::Key_8, map::LayerId::gaps}, std::pair{Qt::Key_9, map::LayerId::signal}}) {
        const bool before = open.session().style().shows(layer);
        QTest::keyClick(&open.window, key);
        CHECK(open.session().style().shows(layer) != before);
    }
}
