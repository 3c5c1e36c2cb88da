#include "app/map/ground.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace app::map;

namespace {

/// A plane that rises by `east` and `north` metres per metre.
geo::Elevation plane(double east, double north)
{
    geo::Elevation e;
    e.height_m = geo::FloatGrid{{0, 6400, 100, 64, 64}};
    for (int row = 0; row < 64; ++row) {
        for (int col = 0; col < 64; ++col) {
            const geo::XY at = e.height_m.frame.centre(col, row);
            e.height_m(col, row) = static_cast<float>(200 + east * at.x_m + north * at.y_m);
        }
    }
    return e;
}

QRgb middleOf(const geo::Elevation& elevation, Theme theme = Theme::light)
{
    const auto terrain = makeTerrain(elevation);
    GroundLayers layers;
    layers.terrain = terrain.get();
    const QImage image = drawGround({{2400, 4000}, 50, 32, 32}, layers, theme);
    return image.pixel(16, 16);
}

} // namespace

TEST_CASE("distances to the nearest mark are exact", "[map]")
{
    // Marks at (0,0) and (4,2) of a 5 × 3 grid of 10 m cells; worked out by hand.
    const geo::GridFrame frame{0, 30, 10, 5, 3};
    std::vector<std::uint8_t> mark(15, 0);
    mark[0] = 1;
    mark[14] = 1;
    const geo::FloatGrid d = distanceTo(frame, mark, 1);
    CHECK(d(0, 0) == 0);
    CHECK(d(3, 0) == Approx(10 * std::sqrt(5.0)));
    CHECK(d(2, 1) == Approx(10 * std::sqrt(5.0)));
    CHECK(d(0, 2) == Approx(20));
    CHECK(d(4, 2) == 0);
    CHECK(std::isinf(distanceTo(frame, std::vector<std::uint8_t>(15, 0), 1)(2, 2)));
}

TEST_CASE("a pyramid keeps a plane a plane at every scale and knows its edge", "[map]")
{
    const Pyramid pyramid{plane(0.1, -0.05).height_m};
    const double step_m = GENERATE(12.5, 100.0, 230.0);
    // Centres of pixels well inside, where averaging sees both sides.
    const auto values = pyramid.sample({{3000, 3500}, step_m, 3, 3});
    for (int j = 0; j < 3; ++j) {
        for (int i = 0; i < 3; ++i) {
            const double expected = 200 + 0.1 * (3000 + i * step_m) - 0.05 * (3500 - j * step_m);
            CHECK(values[static_cast<std::size_t>(j * 3 + i)] == Approx(expected).margin(0.01));
        }
    }
    CHECK(std::isnan(pyramid.sample({{-1000, 3000}, step_m, 1, 1}).front()));
    CHECK(pyramid.sample({{-9000, 3250}, 100, 1, 1}, Pyramid::Beyond::edge).front() ==
          Approx(200 + 0.1 * 50 - 0.05 * 3250).margin(0.01)); // as in the last column
}

TEST_CASE("flat ground has the tone of its height and no shade", "[map]")
{
    // mock/README.md: 200 m lies a fifth of the way from F4F2EC (150) to F1EEE5 (400).
    const QColor flat{middleOf(plane(0, 0))};
    CHECK(std::abs(flat.red() - 0xF3) <= 1);
    CHECK(std::abs(flat.green() - 0xF1) <= 1);
    CHECK(std::abs(flat.blue() - 0xEB) <= 1);
}

TEST_CASE("slopes towards the north-west are lit, those away from it in shade", "[map]")
{
    for (const Theme theme : {Theme::light, Theme::dark}) {
        const int flat = qGreen(middleOf(plane(0, 0), theme));
        // Rising to the south-east: it faces the light.
        const geo::Elevation facing = plane(0.12, -0.12);
        const geo::Elevation away = plane(-0.12, 0.12);
        CHECK(qGreen(middleOf(away, theme)) < 0.95 * flat);
        CHECK(qGreen(middleOf(facing, theme)) > 1.06 * qGreen(middleOf(away, theme)));
    }
}

TEST_CASE("contours lie where the height is a multiple of their step, every fifth stronger",
          "[map]")
{
    // Rises 0.1 m per m to the east, from 200 m at x = 0: 250 m at x = 500, 300 m at x = 1000 …
    // A pixel of 20 m rises 2 m; contours every 50 m are 25 px apart, at pixel 25 k + 0.
    const auto terrain = makeTerrain(plane(0.1, 0));
    GroundLayers layers;
    layers.terrain = terrain.get();
    const PixelWindow window{{1000, 3200}, 20, 160, 4};
    const QImage plain = drawGround(window, layers, Theme::light);
    layers.contour_m = 50;
    const QImage lined = drawGround(window, layers, Theme::light);
    const auto darker = [&](int x) {
        return QColor{plain.pixel(x, 2)}.lightness() - QColor{lined.pixel(x, 2)}.lightness();
    };
    for (const int line : {0, 25, 75, 100, 125}) { // 300, 350, 450, 500, 550 m
        CHECK(darker(line) > 10);
        CHECK(darker(line + 12) == 0);
    }
    CHECK(darker(100) > darker(25)); // 500 m is a tenth, 350 m a seventh
    CHECK(darker(100) > darker(125));
    // Level ground has none, whatever its height.
    const auto level = makeTerrain(plane(0, 0)); // 200 m
    layers.terrain = level.get();
    const QImage with = drawGround(window, layers, Theme::light);
    layers.contour_m = 0;
    CHECK(with == drawGround(window, layers, Theme::light));
    // Zoom level 12 is 38.2 m per pixel at the equator.
    CHECK(contourStep_m(76) == 0);
    CHECK(contourStep_m(38.2) == 100);
    CHECK(contourStep_m(19.1) == 50);
    CHECK(contourStep_m(4) == 10);
}

TEST_CASE("the sea has its colour, its shore and its depth of tone", "[map]")
{
    geo::Elevation e = plane(0, 0);
    e.sea.assign(e.height_m.values.size(), 0);
    for (int row = 0; row < 64; ++row) {
        for (int col = 0; col < 32; ++col) { // the west half
            e.sea[e.height_m.frame.at(col, row)] = 1;
        }
    }
    const auto terrain = makeTerrain(e);
    GroundLayers layers;
    layers.terrain = terrain.get();
    const QImage image = drawGround({{50, 3200}, 100, 64, 1}, layers, Theme::light);
    const QColor far = image.pixelColor(2, 0);
    const Palette& p = palette(Theme::light);
    CHECK(std::abs(far.red() - p.water.red()) < 6);
    CHECK(far.blue() > far.red());
    const QColor land = image.pixelColor(50, 0);
    CHECK(land.red() > land.blue());
    // The coast is darker than both: the line between columns 31 and 32.
    CHECK(image.pixelColor(31, 0).red() < far.red() - 20);
    // Waterline 550 m off the shore: between columns 26 and 27 (5.5 px).
    CHECK(image.pixelColor(26, 0).red() < image.pixelColor(29, 0).red());
}

TEST_CASE("where a tile of the sea is missing there still is sea, and land beside land", "[map]")
{
    geo::Elevation e = plane(0, 0);
    e.sea.assign(e.height_m.values.size(), 0);
    for (int row = 0; row < 64; ++row) {
        for (int col = 0; col < 64; ++col) { // nothing known west of column 16 and east of 48
            const std::size_t i = e.height_m.frame.at(col, row);
            e.sea[i] = col >= 16 && col < 32 ? 1 : 0;
            if (col < 16 || col >= 48) {
                e.height_m.values[i] = geo::noData;
            }
        }
    }
    const auto terrain = makeTerrain(e);
    GroundLayers layers;
    layers.terrain = terrain.get();
    const QImage image = drawGround({{50, 3200}, 100, 64, 1}, layers, Theme::light);
    const QColor west = image.pixelColor(4, 0);
    CHECK(west.blue() > west.red());
    const QColor east = image.pixelColor(60, 0);
    CHECK(east.red() > east.blue());
}

TEST_CASE("no coast is drawn where sea and land are guessed", "[map]")
{
    // North sea, south land; nothing known west of column 32.
    geo::Elevation e = plane(0, 0);
    e.sea.assign(e.height_m.values.size(), 0);
    for (int row = 0; row < 64; ++row) {
        for (int col = 0; col < 64; ++col) {
            const std::size_t i = e.height_m.frame.at(col, row);
            e.sea[i] = col >= 32 && row < 32 ? 1 : 0;
            if (col < 32) {
                e.height_m.values[i] = geo::noData;
            }
        }
    }
    const auto terrain = makeTerrain(e);
    GroundLayers layers;
    layers.terrain = terrain.get();
    const QImage image = drawGround({{50, 6350}, 100, 64, 64}, layers, Theme::light);
    const auto darkest = [&](int col) {
        int red = 255;
        for (int row = 20; row < 44; ++row) {
            red = std::min(red, image.pixelColor(col, row).red());
        }
        return red;
    };
    CHECK(darkest(48) < 195); // the coast, #8FA9B8
    CHECK(darkest(8) > 205);
    CHECK(image.pixelColor(8, 4).blue() > image.pixelColor(8, 4).red()); // still sea
}

TEST_CASE("land outside the workspace is veiled towards grey", "[map]")
{
    const auto terrain = makeTerrain(plane(-0.12, 0.12));
    QImage inside{32, 32, QImage::Format_Alpha8};
    inside.fill(255);
    for (int y = 0; y < 32; ++y) {
        for (int x = 16; x < 32; ++x) {
            inside.scanLine(y)[x] = 0;
        }
    }
    GroundLayers layers;
    layers.terrain = terrain.get();
    layers.inside = &inside;
    const QImage image = drawGround({{2400, 4000}, 50, 32, 32}, layers, Theme::light);
    // 42 % of the veil F1F1EF plus 58 % of a darker slope lies between both.
    const int own = qGreen(image.pixel(8, 16));
    const int veiled = qGreen(image.pixel(24, 16));
    CHECK(veiled > own);
    CHECK(veiled == Approx(0.58 * own + 0.42 * 0xF1).margin(2));
}
