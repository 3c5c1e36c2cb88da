#include "app/scene/terrain_scene.h"
#include "geo/error.h"
#include "tests/support/demo_world.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <set>

using namespace app;

namespace {

scene::SceneRequest request(map::Theme theme = map::Theme::light)
{
    scene::SceneRequest r;
    r.snapshot = tests::snapshotOf(tests::demoWorld());
    r.style.theme = theme;
    r.style.layers = map::defaultLayers();
    return r;
}

/// Pixels that are nearly the colour.
int count(const QImage& picture, const QColor& colour)
{
    int n = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor c = picture.pixelColor(x, y);
            n += std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) +
                             std::abs(c.blue() - colour.blue()) <
                         24
                     ? 1
                     : 0;
        }
    }
    return n;
}

int differing(const QImage& a, const QImage& b)
{
    int n = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            n += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
        }
    }
    return n;
}

} // namespace

TEST_CASE("the terrain is drawn with no display, faults in their colours", "[scene]")
{
    scene::TerrainScene world{request()};
    const QImage picture = world.render(scene::Camera::over(world.extent()), {800, 500});
    if (const char* keep = std::getenv("SILA_KEEP_PICTURES")) {
        picture.save(QString{keep} + "/scene.png");
    }
    REQUIRE(picture.size() == QSize{800, 500});
    const map::Palette& colours = map::palette(map::Theme::light);
    CHECK(count(picture, colours.destroyed) > 20);
    CHECK(count(picture, colours.working) > 20);
    std::set<QRgb> seen;
    for (int x = 0; x < picture.width(); ++x) {
        seen.insert(picture.pixel(x, 330));
    }
    CHECK(seen.size() > 100); // ground in light and shade, not one flat colour
}

TEST_CASE("another way of looking gives another picture, the same again the same", "[scene]")
{
    const auto seenFrom = [](double heading_deg) {
        scene::TerrainScene world{request(map::Theme::dark)};
        scene::Camera camera = scene::Camera::over(world.extent());
        camera.orbit(heading_deg, -10);
        return world.render(camera, {400, 250});
    };
    const QImage north = seenFrom(0);
    const int all = north.width() * north.height();
    CHECK(differing(north, seenFrom(90)) > all / 4);
    // A second OpenGL context of one process rounds a few edge pixels another way.
    CHECK(differing(north, seenFrom(0)) < all / 100);
}

TEST_CASE("without heights the view says what to import", "[scene]")
{
    scene::SceneRequest r = request();
    auto data = std::make_shared<map::MapData>(*r.snapshot.data);
    data->terrain = nullptr;
    r.snapshot.data = data;
    CHECK_THROWS_WITH(scene::TerrainScene{r}, Catch::Contains("import WORKSPACE elevation"));
}

TEST_CASE("the camera keeps above the horizon and within bounds", "[scene]")
{
    scene::Camera camera = scene::Camera::over(geo::Box{0, 0, 10000, 10000});
    CHECK(camera.distance_m == Approx(14500));
    camera.orbit(-30, -80);
    CHECK(camera.heading_deg == Approx(330));
    CHECK(camera.pitch_deg == scene::Camera::leastPitch_deg);
    camera.heading_deg = 90; // eastwards: forward is east, right is south
    camera.fly(100, 50);
    CHECK(camera.target.x_m == Approx(5100));
    CHECK(camera.target.y_m == Approx(4950));
    camera.zoom(1e-9, 1e6);
    CHECK(camera.distance_m == scene::Camera::least_m);
}
