// Hands on the map.
#include "app/desktop/map/tile_store.h"
#include "tests/app/desktop/open_window.h"

#include <QtGui/QWheelEvent>

#include <set>

using namespace desktop_test;
using namespace app::desktop;
using Catch::Matchers::WithinAbs;

TEST_CASE("tiles cover a view once, without gaps", "[desktop]")
{
    const app::map::Viewport view{{601234, 3498765}, 37, {1000, 700}};
    const auto keys = tilesOf(view, 0);
    std::set<std::pair<int, int>> seen;
    geo::Box all;
    double area_m2 = 0;
    for (const TileKey& key : keys) {
        CHECK(seen.insert({key.x, key.y}).second);
        const geo::Box box = key.viewport().box();
        CHECK(box.touches(view.box()));
        all.add(box);
        area_m2 += box.width() * box.height();
    }
    CHECK(all.min_x <= view.box().min_x);
    CHECK(all.max_x >= view.box().max_x);
    CHECK(all.min_y <= view.box().min_y);
    CHECK(all.max_y >= view.box().max_y);
    CHECK_THAT(area_m2 / (all.width() * all.height()), WithinAbs(1, 1e-9));
    // 1000 px are 3.9 tiles: four or five columns; 700 px are 2.7: three or four rows.
    CHECK(keys.size() >= 12);
    CHECK(keys.size() <= 20);
}

TEST_CASE("the ground under the pointer stays there while zooming", "[desktop]")
{
    OpenWindow open;
    const QPointF at{311, 207};
    const double factor = GENERATE(120, -120, 360);
    const geo::XY before = open.map().view().viewport().toGround(at);
    const double scale = open.map().view().viewport().m_per_px;
    QWheelEvent wheel{at,
                      open.map().mapToGlobal(at),
                      {},
                      {0, int(factor)},
                      Qt::NoButton,
                      Qt::NoModifier,
                      Qt::NoScrollPhase,
                      false};
    QCoreApplication::sendEvent(&open.map(), &wheel);
    open.settle();
    const app::map::Viewport& view = open.map().view().viewport();
    // A notch is a factor of root two.
    CHECK_THAT(view.m_per_px, WithinAbs(scale * std::pow(2, -factor / 240), 0.001 * scale));
    const QPointF now = view.toPixel(before);
    CHECK_THAT(now.x(), WithinAbs(at.x(), 1));
    CHECK_THAT(now.y(), WithinAbs(at.y(), 1));
}

TEST_CASE("a drag moves the ground by just as many pixels and selects nothing", "[desktop]")
{
    OpenWindow open;
    const geo::XY ground = open.map().view().viewport().toGround({400, 300});
    QTest::mousePress(&open.map(), Qt::LeftButton, {}, {400, 300});
    QTest::mouseMove(&open.map(), {430, 310});
    QTest::mouseMove(&open.map(), {473, 251});
    QTest::mouseRelease(&open.map(), Qt::LeftButton, {}, {473, 251});
    const QPointF now = open.map().view().viewport().toPixel(ground);
    CHECK_THAT(now.x(), WithinAbs(473, 0.51));
    CHECK_THAT(now.y(), WithinAbs(251, 0.51));
    CHECK_FALSE(open.session().selection());
}

TEST_CASE("a double click comes twice as near", "[desktop]")
{
    OpenWindow open;
    const double scale = open.map().view().viewport().m_per_px;
    QTest::mouseDClick(&open.map(), Qt::LeftButton, {}, {300, 100});
    open.settle();
    CHECK_THAT(open.map().view().viewport().m_per_px, WithinAbs(scale / 2, 1e-6));
}

TEST_CASE("a click says which site it is and why it is out", "[desktop]")
{
    OpenWindow open;
    const char* id = GENERATE("A", "B", "D");
    QTest::mouseClick(&open.map(), Qt::LeftButton, {}, open.pixelOf(open.siteAt(id)));
    REQUIRE(open.session().selection());
    CHECK(*open.session().selection() == open.find(id));
    REQUIRE(becomes([&] { return open.session().facts() != nullptr; }));
    CHECK(open.session().facts()->target == open.find(id));
}

TEST_CASE("a click on a line, a name and nothing", "[desktop]")
{
    OpenWindow open;
    // Between C and N1 runs span S1.
    const geo::XY c = line_world::cellOf(3, 1);
    const geo::XY n1 = line_world::cellOf(7, 1);
    const QPoint onSpan = open.pixelOf({c.x_m + 0.3 * (n1.x_m - c.x_m), c.y_m});
    QTest::mouseClick(&open.map(), Qt::LeftButton, {}, onSpan + QPoint{0, 2});
    REQUIRE(open.session().selection());
    CHECK(*open.session().selection() == open.find("S1"));
    QTest::mouseClick(&open.map(), Qt::LeftButton, {}, {5, open.map().height() / 2});
    CHECK_FALSE(open.session().selection());
    // A core node is picked as such.
    QTest::mouseClick(&open.map(), Qt::LeftButton, {}, open.pixelOf(c));
    REQUIRE(open.session().selection());
    CHECK(*open.session().selection() == open.find("C"));
    // Escape goes one back, then closes.
    open.session().select(open.find("D"));
    open.session().selectBack();
    CHECK(*open.session().selection() == open.find("C"));
}

TEST_CASE("what is inside a ring, in its hole, and near a line", "[desktop]")
{
    const geo::LineOf<geo::XY> outer{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
    const geo::LineOf<geo::XY> hole{{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}};
    const geo::MultiPolygonOf<geo::XY> shape{{outer, hole}};
    CHECK(isInside(shape, {2, 2}));
    CHECK_FALSE(isInside(shape, {5, 5}));
    CHECK_FALSE(isInside(shape, {11, 5}));
    // One pixel a metre, y down; the line runs 3-4-5 from (0, 0) to (6, -8) on screen.
    const app::map::Viewport view{{0, 0}, 1, {0, 0}};
    CHECK_THAT(distanceTo_px({{0, 0}, {6, 8}}, view, {3, -4}), WithinAbs(0, 1e-9));
    CHECK_THAT(distanceTo_px({{0, 0}, {6, 8}}, view, {7, -1}), WithinAbs(5, 1e-9));
    CHECK_THAT(distanceTo_px({{0, 0}, {6, 8}}, view, {0, 2}), WithinAbs(2, 1e-9));
}

TEST_CASE("the pointer over a site lights it up and shows its name, status and source", "[desktop]")
{
    OpenWindow open;
    const QPoint at = open.pixelOf(open.siteAt("D"));
    QTest::mouseMove(&open.map(), at + QPoint{60, 40});
    QTest::mouseMove(&open.map(), at);
    REQUIRE(open.session().hover());
    CHECK(*open.session().hover() == open.find("D"));
    QTest::mouseMove(&open.map(), {5, open.map().height() / 2});
    CHECK_FALSE(open.session().hover());
}
