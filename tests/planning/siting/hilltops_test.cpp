#include "planning/siting/hilltops.h"

#include <catch2/catch.hpp>

namespace {

geo::FloatGrid ground(int cols, std::vector<float> heights)
{
    geo::FloatGrid grid;
    grid.frame = {0, 0, 100, cols, static_cast<int>(heights.size()) / cols};
    grid.values = std::move(heights);
    return grid;
}

} // namespace

TEST_CASE("hilltops: prominence is the drop to the saddle before higher ground", "[siting]")
{
    // Two peaks of 90 and 70 m with a saddle of 40 m between them: 70 - 40 = 30.
    const geo::FloatGrid grid = ground(7, {0, 0,  0,  0,  0,  0,  0, //
                                           0, 90, 50, 40, 60, 70, 0, //
                                           0, 0,  0,  0,  0,  0,  0});
    const auto tops = planning::hilltops(grid, {.least_prominence_m = 1, .spacing_m = 0});
    REQUIRE(tops.size() == 2);
    CHECK(tops[0].height_m == 90);
    CHECK(tops[0].prominence_m == 90); // down to the lowest ground
    CHECK(tops[0].at == geo::XY{150, -150});
    CHECK(tops[1].height_m == 70);
    CHECK(tops[1].prominence_m == 30);
    CHECK(planning::hilltops(grid, {.least_prominence_m = 31, .spacing_m = 0}).size() == 1);
    CHECK(planning::hilltops(grid, {.least_prominence_m = 1, .spacing_m = 500}).size() == 1);
}

TEST_CASE("hilltops: a plateau is one peak, voids part the ground", "[siting]")
{
    const float none = geo::noData;
    const geo::FloatGrid grid = ground(5, {50, 50, none, 80, 10, //
                                           50, 50, none, 10, 10, //
                                           20, 20, none, 10, 10});
    const auto tops = planning::hilltops(grid, {.least_prominence_m = 1, .spacing_m = 0});
    REQUIRE(tops.size() == 2);
    CHECK(tops[0].height_m == 80);
    CHECK(tops[1].height_m == 50);
    CHECK(planning::hilltops(ground(2, {none, none}), {}).empty());
}
