// The window as a whole: what its panels show and do.
#include "app/desktop/map/map_tip.h"
#include "app/desktop/panels/headline_band.h"
#include "app/desktop/panels/layer_list.h"
#include "app/desktop/panels/notice_band.h"
#include "app/desktop/panels/search_box.h"
#include "app/desktop/panels/state_card.h"
#include "app/desktop/panels/top_bar.h"
#include "app/desktop/panels/why_panel.h"
#include "tests/app/desktop/open_window.h"

#include <QtGui/QKeyEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>

#include <fstream>

using namespace desktop_test;
using namespace app::desktop;
using app::map::SiteLook;

namespace {

bool says(const QStringList& words, const char* part)
{
    return words.join(QStringLiteral("\n")).contains(QString::fromUtf8(part));
}

} // namespace

TEST_CASE("the headline says who is served and what the plan brings", "[desktop]")
{
    OpenWindow open;
    const QStringList words = open.window.headline()->words();
    // A's people, and E's 500 if it works; those of B and D, and E's if it doesn't.
    CHECK(says(words, "1.0\u202fk–1.5\u202fk\u2069 of 7.8\u202fk people served"));
    CHECK(says(words, "13–19\u202f%"));
    CHECK(says(words, "6.0\u202fk–6.5\u202fk\u2069 lost service"));
    CHECK(says(words, "300 more never had it")); // Farton
    CHECK(says(words, "+6.0\u202fk"));           // 7 000 at the end
    CHECK(says(words, "with the plan, by day 5 · $15"));
    CHECK(says(words, "2 of 4 sites out"));
}

TEST_CASE("the report is written from the window, which says where it is or why not", "[desktop]")
{
    OpenWindow open;
    NoticeBand* notice = open.window.notice();
    CHECK(notice->isHidden());
    open.window.writeReport(open.folder / "for the minister.pdf");
    REQUIRE(becomes([notice] { return !notice->isHidden(); }));
    CHECK(notice->words().contains(u"for the minister.pdf"));
    std::ifstream pdf{open.folder / "for the minister.pdf", std::ios::binary};
    std::string first(5, ' ');
    pdf.read(first.data(), 5);
    CHECK(first == "%PDF-");

    open.window.writeReport(open.folder / "nowhere" / "r.html");
    CHECK(notice->isHidden());
    REQUIRE(becomes([notice] { return !notice->isHidden(); }));
    CHECK(notice->words().contains(u"nowhere"));
    CHECK(notice->words().contains(u"could not be written"));
}

TEST_CASE("without a coverage the headline says that people are not counted", "[desktop]")
{
    OpenWindow open{With::network};
    CHECK(says(open.window.headline()->words(), "People are not counted yet"));
    CHECK(says(open.window.headline()->words(), "2 of 4 sites out"));
}

TEST_CASE("the box of a layer takes it off the map and puts it back", "[desktop]")
{
    OpenWindow open;
    const QRect where = around(open.pixelOf(open.siteAt("D")), 12);
    const QImage with = open.picture();
    LayerList* list = open.window.layers();
    const QPoint box = list->boxOf(app::map::LayerId::sites).center().toPoint();
    QTest::mouseClick(list, Qt::LeftButton, {}, box);
    CHECK_FALSE(open.session().style().shows(app::map::LayerId::sites));
    open.settle();
    const QImage without = open.picture();
    CHECK(differing(with, without, where) > 20);
    QTest::mouseClick(list, Qt::LeftButton, {}, box);
    open.settle();
    CHECK(differing(with, open.picture(), where) == 0);
}

TEST_CASE("dragging a layer changes the order of drawing, the ground stays below", "[desktop]")
{
    OpenWindow open;
    LayerList* list = open.window.layers();
    const auto order = [&] {
        std::vector<app::map::LayerId> ids;
        for (const auto& layer : open.session().style().layers) {
            ids.push_back(layer.id);
        }
        return ids;
    };
    using app::map::LayerId;
    REQUIRE(order()[3] == LayerId::sites); // under the plan, new sites and technology
    const QPoint from = list->boxOf(LayerId::fibre).center().toPoint() + QPoint{60, 0};
    const QPoint to = list->boxOf(LayerId::sites).center().toPoint() + QPoint{60, -10};
    QTest::mousePress(list, Qt::LeftButton, {}, from);
    QTest::mouseMove(list, from - QPoint{0, 20});
    QTest::mouseMove(list, to);
    QTest::mouseRelease(list, Qt::LeftButton, {}, to);
    // Right after new sites, the row above; technology has no row here, for nobody chose any.
    CHECK(order()[2] == LayerId::fibre);
    CHECK(order()[3] == LayerId::technology);
    CHECK(order()[4] == LayerId::sites);
    CHECK(order().back() == LayerId::terrain);
    CHECK(order().size() == app::map::defaultLayers().size());
}

TEST_CASE("the search finds Arabic and Latin names and ids, and goes there", "[desktop]")
{
    OpenWindow open;
    SearchBox* search = open.window.topBar()->search();
    const auto [words, id] = GENERATE(table<const char*, const char*>(
        {{"بيتون", "b"}, {"bton", "b"}, {"Dton", "d"}, {"S1", "S1"}}));
    for (const QChar letter : QString::fromUtf8(words)) { // QTest types ASCII only
        QKeyEvent key{QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QString{letter}};
        QCoreApplication::sendEvent(search, &key);
    }
    REQUIRE(becomes([&] { return !search->hits().empty(); }));
    CHECK(search->hits().front().target == open.find(id));
    QTest::keyClick(search, Qt::Key_Return);
    REQUIRE(open.session().selection());
    CHECK(*open.session().selection() == open.find(id));
    CHECK(search->text().isEmpty());
    const auto where = open.session().document()->boxOf(open.find(id));
    REQUIRE(where);
    CHECK(open.map().view().viewport().box().contains((where->min_x + where->max_x) / 2,
                                                      (where->min_y + where->max_y) / 2));
}

TEST_CASE("another day repaints the map, the figures and the reasons", "[desktop]")
{
    OpenWindow open;
    const QRect where = around(open.pixelOf(open.siteAt("D")), 12);
    const QImage today = open.picture();
    const std::uint32_t d = open.find("D").asset.index;
    CHECK(open.session().snapshot().state->sites[d] == SiteLook::noPower);
    open.session().setDay(3);
    open.settle();
    CHECK(open.session().snapshot().state->sites[d] == SiteLook::repaired);
    CHECK(differing(today, open.picture(), where) > 20);
    CHECK(says(open.window.headline()->words(), "7.0\u202fk–7.5\u202fk\u2069 of 7.8\u202fk"));
    CHECK(says(open.window.headline()->words(), "Day 3, planned"));
    CHECK(says(open.window.headline()->words(), "gained by 2 of 2 steps"));
    CHECK(says(open.window.why()->words(), "Day 3 · what changed"));
    open.session().setDay(99);
    CHECK(open.session().day() == 5);
}

TEST_CASE("the panel of a site says why it is out, what mends it and who says so", "[desktop]")
{
    OpenWindow open;
    open.session().select(open.find("B"));
    REQUIRE(becomes([&] { return open.session().facts() != nullptr; }));
    const QStringList words = open.window.why()->words();
    CHECK(says(words, "B"));
    CHECK(says(words, "Cut off because the way behind it is cut"));
    CHECK(says(words, "Shortest repair set"));
    CHECK(says(words, "S1"));
    CHECK(says(words, "2\u202f000")); // people who come back
    // The way to the core glows on the map.
    const auto& path = open.session().style().repairPath;
    CHECK(std::find(path.begin(), path.end(), open.find("S1").asset) != path.end());
    open.session().select({});
    CHECK(open.session().style().repairPath.empty());
}

TEST_CASE("a filter of sites is said above the map and undone there", "[desktop]")
{
    OpenWindow open;
    open.session().showOnlyLook(SiteLook::noPower);
    REQUIRE(says(open.window.mapArea()->chips(), "Only sites: no power"));
    for (QPushButton* chip : open.window.mapArea()->findChildren<QPushButton*>()) {
        if (chip->text().startsWith(QStringLiteral("Only sites")) && chip->isVisible()) {
            chip->click();
            break;
        }
    }
    CHECK(open.session().style().hiddenLooks.none());
    CHECK(open.window.mapArea()->chips().isEmpty());
}

TEST_CASE("right to left the panels change sides and the map does not", "[desktop]")
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    {
        OpenWindow open;
        const auto xOf = [&open](QWidget* widget) {
            return widget->mapTo(&open.window, QPoint{0, 0}).x();
        };
        CHECK(xOf(open.window.layers()) > xOf(&open.map()));
        CHECK(xOf(open.window.why()) < xOf(&open.map()));
        CHECK(open.session().style().rightToLeft);
        // D lies east of A: to its right.
        CHECK(open.pixelOf(open.siteAt("D")).x() > open.pixelOf(open.siteAt("A")).x());
        // The box of a layer stands at the right end of its row.
        const QRectF box = open.window.layers()->boxOf(app::map::LayerId::sites);
        CHECK(box.center().x() > open.window.layers()->width() / 2.0);
    }
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

TEST_CASE("with nothing open the window says what to do first", "[desktop]")
{
    MainWindow window;
    window.show();
    QTest::qWait(1);
    CHECK(window.mapArea()->card()->isVisible());
    CHECK(window.mapArea()->card()->title() == "Open a workspace to begin");
    CHECK_FALSE(window.headline()->isVisible());
    CHECK_FALSE(window.layers()->isVisible());
    QSignalSpy asked{window.mapArea(), &MapArea::openRequested};
    CHECK(asked.isValid());
}

TEST_CASE("a file that cannot be read is named with the reason; what was open stays", "[desktop]")
{
    OpenWindow open;
    const std::filesystem::path broken = open.folder / "broken.gpkg";
    std::ofstream{broken} << "not a database";
    const bool exists = GENERATE(true, false);
    const std::filesystem::path file = exists ? broken : open.folder / "missing.gpkg";
    open.session().open(file);
    REQUIRE(becomes([&] { return open.session().phase() == Session::Phase::failed; }));
    const StateCard* card = open.window.mapArea()->card();
    CHECK(card->isVisible());
    CHECK(card->title().contains(QString::fromStdString(file.filename().string())));
    CHECK_FALSE(card->text().isEmpty());
    CHECK_FALSE(open.session().failure().advice.isEmpty());
    REQUIRE(open.session().document() != nullptr);
    CHECK(open.session().document()->request().file == open.file);
    open.session().cancelOpening();
    CHECK(open.session().phase() == Session::Phase::ready);
    CHECK_FALSE(card->isVisible());
}

TEST_CASE("as of an earlier date the state is what was reported by then", "[desktop]")
{
    OpenWindow open;
    open.session().reopen(geo::parseTime("2026-11-15T12:00"));
    REQUIRE(becomes([&] {
        return open.session().phase() == Session::Phase::ready &&
               open.session().document()->situation().as_of < *geo::parseTime("2026-11-16T00:00") &&
               open.session().headline().sites_out == 0;
    }));
    open.settle();
    const auto& looks = open.session().snapshot().state->sites;
    CHECK(looks[open.find("D").asset.index] == SiteLook::working); // its power fails on the 21st
    CHECK(looks[open.find("B").asset.index] == SiteLook::working); // S1 is cut on the 20th
}

TEST_CASE("light and dark paint the window and the map in their own colours", "[desktop]")
{
    OpenWindow open;
    const auto corner = [&] { return open.window.grab().toImage().pixelColor(700, 3); };
    CHECK(corner() == app::map::palette(app::map::Theme::light).panel);
    const QImage light = open.picture();
    open.session().setTheme(app::map::Theme::dark);
    open.settle();
    CHECK(corner() == app::map::palette(app::map::Theme::dark).panel);
    CHECK(differing(light, open.picture(), light.rect()) > light.width() * light.height() / 2);
    open.session().setTheme(app::map::Theme::light);
}

TEST_CASE("the words beside the pointer name the status, the source and the day", "[desktop]")
{
    OpenWindow open;
    const QStringList words = shortWords(open.session(), open.find("D"));
    REQUIRE(words.size() >= 3);
    CHECK(words[0].contains(QStringLiteral("Mast D")));
    CHECK(words[1] == app::map::title(SiteLook::noPower));
    CHECK(words[2].contains(QStringLiteral("21 Nov 2026")));
}
