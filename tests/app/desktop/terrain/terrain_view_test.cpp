#include "app/desktop/terrain/terrain_view.h"
#include "tests/support/demo_world.h"

#include <QtTest/QTest>
#include <catch2/catch.hpp>

#include <cstdlib>

using namespace app;
using namespace app::desktop;

namespace {

scene::SceneRequest request()
{
    scene::SceneRequest r;
    r.snapshot = tests::snapshotOf(tests::demoWorld());
    r.style.layers = map::defaultLayers();
    return r;
}

constexpr int patience_ms = 300000; // drawing without a graphics card takes its time

bool waitForFine(const TerrainView& view)
{
    return QTest::qWaitFor([&] { return view.phase() == TerrainView::Phase::shown && view.fine(); },
                           patience_ms);
}

} // namespace

TEST_CASE("dragging turns and tilts, the wheel comes nearer, and stays within bounds", "[terrain]")
{
    Flight flight;
    flight.setGround({0, 0, 10000, 10000});
    CHECK(flight.camera().target == geo::XY{5000, 5000});
    const double far = flight.camera().distance_m; // 14.5 km
    flight.orbit({100, 0});                        // 0.3 degrees a pixel
    CHECK(flight.camera().heading_deg == Approx(30));
    flight.orbit({0, 1000});
    CHECK(flight.camera().pitch_deg == scene::Camera::mostPitch_deg);
    flight.wheel(1);
    CHECK(flight.camera().distance_m == Approx(0.85 * far));
    flight.wheel(-1000);
    CHECK(flight.camera().distance_m == Approx(25000)); // 2.5 times the ground
    flight.showAll();
    CHECK(flight.camera().distance_m == Approx(far));
}

TEST_CASE("keys held down fly over the ground, never off it", "[terrain]")
{
    Flight flight;
    flight.setGround({0, 0, 10000, 10000});
    flight.press(Qt::Key_W);
    flight.press(Qt::Key_D);
    flight.advance(0.1, false); // 0.6 of 14.5 km a second, looking north
    CHECK(flight.camera().target.x_m == Approx(5870));
    CHECK(flight.camera().target.y_m == Approx(5870));
    flight.release(Qt::Key_D);
    flight.advance(60, true);
    CHECK(flight.camera().target.y_m == Approx(10000));
    CHECK(flight.camera().target.x_m == Approx(5870));
    CHECK(flight.moving());
    flight.releaseAll();
    CHECK_FALSE(flight.moving());
    CHECK(Flight::knows(Qt::Key_Left));
    CHECK_FALSE(Flight::knows(Qt::Key_Z));
}

TEST_CASE("another scene leaves the eye where it is", "[terrain]")
{
    Flight flight;
    flight.setGround({0, 0, 10000, 10000});
    flight.orbit({100, 0});
    flight.setGround({0, 0, 10000, 10000});
    CHECK(flight.camera().heading_deg == Approx(30));
}

TEST_CASE("the terrain is drawn beside the window's thread, quick while moving, fine at rest",
          "[terrain]")
{
    TerrainView view;
    view.resize(480, 320);
    CHECK(view.phase() == TerrainView::Phase::building);
    view.setScene(request());
    view.show();
    REQUIRE(waitForFine(view));
    CHECK(view.note().startsWith("Heights × "));
    const QImage before = view.picture();
    CHECK(before.size() == QSize{480, 320});
    if (const char* keep = std::getenv("SILA_KEEP_PICTURES")) {
        view.grab().save(QString{keep} + "/terrain.png");
    }

    int quick = 0;
    QObject::connect(&view, &TerrainView::pictureShown, [&] { quick += view.fine() ? 0 : 1; });
    QTest::mousePress(&view, Qt::LeftButton, {}, {200, 150});
    QTest::mouseMove(&view, {290, 150});
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {290, 150});
    CHECK(view.flight().camera().heading_deg == Approx(27)); // 90 px
    REQUIRE(QTest::qWaitFor([&] { return quick > 0 && view.fine(); }, patience_ms));
    CHECK(view.picture() != before);
}

TEST_CASE("without heights the view says what to import", "[terrain]")
{
    scene::SceneRequest r = request();
    auto data = std::make_shared<map::MapData>(*r.snapshot.data);
    data->terrain = nullptr;
    r.snapshot.data = data;
    TerrainView view;
    view.setScene(r);
    view.show();
    REQUIRE(QTest::qWaitFor([&] { return view.phase() == TerrainView::Phase::failed; }, 60000));
    CHECK(view.trouble().contains("no elevation"));
    // Once there are heights it shows them.
    view.setScene(request());
    REQUIRE(waitForFine(view));
}
