#include "geo/vector/inside.h"
#include "planning/synth/build.h"
#include "planning/synth/outline.h"
#include "planning/synth/routes.h"
#include "planning/synth/sight.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace planning::synth;

namespace {

/// A terrain of 1 km cells from a drawing: '.' land at 10 m, '^' a hill of 400 m, '~' sea.
/// South-west corner at (0, 0).
geo::Elevation drawn(const std::vector<std::string>& rows)
{
    geo::GridFrame frame;
    frame.cell_m = 1000;
    frame.cols = static_cast<int>(rows.front().size());
    frame.rows = static_cast<int>(rows.size());
    frame.y0_m = frame.rows * 1000;
    geo::Elevation terrain;
    terrain.height_m = geo::FloatGrid{frame};
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            const char c = rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)];
            terrain.height_m(col, row) = c == '^' ? 400 : c == '~' ? 0 : 10;
            terrain.sea.push_back(c == '~' ? 1 : 0);
        }
    }
    return terrain;
}

Area square(const char* code, double x0, double y0, double x1, double y1)
{
    Area area;
    area.area_code = code;
    area.shape_xy = {{{{x0, y0}, {x0, y1}, {x1, y1}, {x1, y0}, {x0, y0}}}};
    return area;
}

} // namespace

TEST_CASE("neighbours are the Gabriel graph", "[synth]")
{
    // A square with a point in its middle: the middle lies on the circle over every diagonal and
    // inside none over a side, so the sides stay and the diagonals go through the middle.
    const std::vector<geo::XY> places{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {500, 499}};
    const std::vector<Pair> expected{{0, 3}, {0, 4}, {1, 2}, {1, 4}, {2, 3}, {2, 4}, {3, 4}};
    CHECK(neighbours(places) == expected); // 0-1: the middle is 1 m inside its circle
    CHECK(neighbours({{0, 0}, {1, 0}}) == std::vector<Pair>{{0, 1}});
    CHECK(neighbours({{0, 0}}).empty());
}

TEST_CASE("ways go round the bay and over the pass", "[synth]")
{
    const geo::Elevation terrain = drawn({
        "............",
        "...~~~~~~...",
        "...~~~~~~...",
        "...~~~~~~...",
        ".....~......",
        "...~~~~~....",
    });
    Scenario world;
    world.areas = {square("A", 0, 0, 12000, 6000)};
    const std::vector<std::uint32_t> areas{0};
    const Land land{world, areas, &terrain};
    const Router router{land, {}, [](std::int32_t) { return true; }};
    const geo::XY from{1500, 3500};
    const geo::XY to{10500, 3500};
    const geo::LineOf<geo::XY> line = router.route(from, to);
    CHECK(line.front() == from);
    CHECK(line.back() == to);
    for (const geo::XY& p : line) {
        INFO(p.x_m << " " << p.y_m);
        CHECK_FALSE(land.seaAt(p));
    }
    CHECK(length_m(line) > 9000);
    CHECK(length_m(line) < 14000);
    CHECK(router.straightCost(from, to) > 1.5 * router.straightCost({1500, 5500}, {10500, 5500}));
}

TEST_CASE("a road draws the way onto it", "[synth]")
{
    Scenario world;
    world.areas = {square("A", 0, 0, 20000, 10000)};
    const std::vector<std::uint32_t> areas{0};
    const Land land{world, areas, nullptr};
    Road road;
    road.line_xy = {{{1000, 5000}, {2000, 7000}, {18000, 7000}, {19000, 5000}}};
    const Router router{land, {road}, [](std::int32_t) { return true; }};
    double north = 0;
    for (const geo::XY& p : router.route({1000, 5000}, {19000, 5000})) {
        north = std::max(north, p.y_m);
    }
    CHECK(north == Approx(7000).margin(200));
}

TEST_CASE("a ray's clearance takes the bulge of the earth off", "[synth]")
{
    // By hand: flat ground, both masts 30 m, 20 km, 4/3 earth: 20000² / (8 · 6371000 · 4/3)
    // = 5.886.
    const geo::Elevation flat = drawn(std::vector<std::string>(3, std::string(24, '.')));
    Scenario world;
    world.areas = {square("A", 0, 0, 24000, 3000)};
    const std::vector<std::uint32_t> areas{0};
    const Land land{world, areas, &flat};
    const auto clear = clearance_m(land, {2000, 1500}, 30, {22000, 1500}, 30, 100);
    REQUIRE(clear);
    CHECK(*clear == Approx(30 - 5.886).margin(0.001));
    // First Fresnel zone in the middle of 20 km at 7 GHz: sqrt(0.042827 · 10000² / 20000) = 14.63
    // m.
    const auto fresnel = clearanceInFresnel(land, {2000, 1500}, 30, {22000, 1500}, 30, 7);
    REQUIRE(fresnel);
    CHECK(*fresnel == Approx((30 - 5.886) / 14.633).margin(0.001));
    CHECK_FALSE(clearance_m(land, {2000, 1500}, 30, {30000, 1500}, 30, 100));

    const geo::Elevation hill = drawn(std::vector<std::string>(3, "..........^^............"));
    const Land blocked{world, areas, &hill};
    CHECK(clearance_m(blocked, {2000, 1500}, 30, {22000, 1500}, 30, 100).value() < -300);
    CHECK(blocked.prominence_m({11000, 1500}, 4000) > 100);
}

TEST_CASE("outlines of labelled cells keep areas and share borders", "[synth]")
{
    geo::GridFrame frame;
    frame.cell_m = 100;
    frame.cols = 8;
    frame.rows = 6;
    frame.y0_m = 600;
    const std::string map = "........"
                            ".001111."
                            ".001 11."
                            ".021111."
                            ".02221.."
                            "........";
    std::vector<std::int32_t> labels;
    std::array<int, 3> cells{};
    for (const char c : map) {
        labels.push_back(c >= '0' && c <= '2' ? c - '0' : -1);
        if (labels.back() >= 0) {
            ++cells[static_cast<std::size_t>(labels.back())];
        }
    }
    const auto exact = outlines(frame, labels, 3, 0);
    REQUIRE(exact.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(geo::area_m2(exact[i]) == Approx(10000.0 * cells[i]));
    }
    CHECK(exact[1].front().size() == 2); // the lake is a hole
    for (const auto& rounds : {1, 2, 3}) {
        // Smooth borders run through the same points on both sides: no slit, no overlap.
        std::map<std::pair<double, double>, int> uses;
        const auto smooth = outlines(frame, labels, 3, rounds);
        for (const auto& shape : smooth) {
            for (const auto& polygon : shape) {
                for (const auto& ring : polygon) {
                    CHECK(ring.front() == ring.back());
                    for (std::size_t i = 1; i < ring.size(); ++i) {
                        ++uses[{ring[i].x_m, ring[i].y_m}];
                    }
                }
            }
        }
        const double whole = geo::area_m2(outlines(
                                              frame,
                                              [&] {
                                                  std::vector<std::int32_t> one = labels;
                                                  std::ranges::replace_if(
                                                      one, [](std::int32_t l) { return l > 0; }, 0);
                                                  return one;
                                              }(),
                                              1, 0)
                                              .front());
        double sum = 0;
        for (const auto& shape : smooth) {
            sum += geo::area_m2(shape);
        }
        CHECK(sum == Approx(whole).epsilon(0.15)); // cut corners of so small a map
        CHECK(std::ranges::any_of(uses, [](const auto& u) { return u.second == 2; }));
    }
}
