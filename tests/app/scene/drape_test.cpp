// What is draped lies where it is on the ground.
#include "app/scene/drape.h"
#include "tests/support/demo_world.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace app;

TEST_CASE("draped fibre lies where the fibre is, and nowhere else", "[scene]")
{
    const map::Snapshot snapshot = tests::snapshotOf(tests::demoWorld());
    map::Style with;
    with.layers = map::defaultLayers();
    for (map::LayerState& layer : with.layers) {
        layer.visible = layer.id == map::LayerId::terrain || layer.id == map::LayerId::fibre;
    }
    map::Style without = with;
    for (map::LayerState& layer : without.layers) {
        layer.visible = layer.id == map::LayerId::terrain;
    }
    const geo::Box extent = snapshot.data->extent;
    const double half = std::max(extent.width(), extent.height()) / 2;
    const geo::XY middle{(extent.min_x + extent.max_x) / 2, (extent.min_y + extent.max_y) / 2};
    const geo::Box box{middle.x_m - half, middle.y_m - half, middle.x_m + half, middle.y_m + half};
    const QImage lines = scene::drapeOf(snapshot, with, box);
    const QImage bare = scene::drapeOf(snapshot, without, box);
    REQUIRE(lines.size() == QSize{scene::drapePixels, scene::drapePixels});

    const double m_per_pixel = box.width() / scene::drapePixels;
    double left = 1e9;
    double right = -1e9;
    double top = 1e9;
    double bottom = -1e9;
    int at_bends = 0;
    int bends = 0;
    for (const map::MapSpan& span : snapshot.data->spans) {
        for (const auto& line : span.lines) {
            for (const geo::XY& p : line) {
                const double x = (p.x_m - box.min_x) / m_per_pixel;
                const double y = (box.max_y - p.y_m) / m_per_pixel;
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = std::max(bottom, y);
                const QPoint pixel{static_cast<int>(x), static_cast<int>(y)};
                if (lines.rect().contains(pixel)) {
                    ++bends;
                    at_bends += lines.pixel(pixel) != bare.pixel(pixel) ? 1 : 0;
                }
            }
        }
    }
    REQUIRE(bends > 20);
    CHECK(at_bends >= 0.98 * bends); // a sign of a cut is partly as light as the ground

    // Half the width of a line and of the sign of a cut.
    constexpr int around = 48;
    int astray = 0;
    for (int y = 0; y < lines.height(); ++y) {
        for (int x = 0; x < lines.width(); ++x) {
            const bool far =
                x < left - around || x > right + around || y < top - around || y > bottom + around;
            astray += far && lines.pixel(x, y) != bare.pixel(x, y) ? 1 : 0;
        }
    }
    CHECK(astray == 0);
}
