#include "geo/vector/inside.h"

#include <catch2/catch.hpp>

using namespace geo;

TEST_CASE("a square with a hole", "[inside]")
{
    // 10 × 10 at a country's coordinates with a 2 × 2 hole in the middle: 96 m².
    const double x = 699000;
    const double y = 3486000;
    const auto ring = [&](double from, double to) {
        return LineOf<XY>{{x + from, y + from},
                          {x + to, y + from},
                          {x + to, y + to},
                          {x + from, y + to},
                          {x + from, y + from}};
    };
    const MultiPolygonOf<XY> shape{{ring(0, 10), ring(4, 6)}};
    CHECK(inside(shape, {x + 1, y + 1}));
    CHECK_FALSE(inside(shape, {x + 5, y + 5}));
    CHECK_FALSE(inside(shape, {x - 1, y + 5}));
    CHECK(area_m2(shape) == Approx(96).epsilon(1e-12));
    CHECK(extentOf(shape).width() == 10);
    CHECK_FALSE(inside({}, {x, y}));
    CHECK(crosses(shape, {x - 5, y + 2}, {x + 20, y + 2})); // through, with both ends outside
    CHECK(crosses(shape, {x + 5, y + 5}, {x + 5, y + 9}));  // from the hole
    CHECK(crosses(shape, {x + 1, y + 1}, {x + 2, y + 2}));
    CHECK_FALSE(crosses(shape, {x + 4.5, y + 5}, {x + 5.5, y + 5})); // in the hole
    CHECK_FALSE(crosses(shape, {x - 5, y - 2}, {x + 20, y - 2}));
    CHECK_FALSE(crosses(shape, {x - 5, y + 2}, {x - 1, y + 2}));
    CHECK_FALSE(crosses({}, {x, y}, {x + 1, y}));
}
